import { releaseManifest, trackManifest } from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import type { CatalogueChange, Publisher } from '../catalogue/publish.ts'
import type { Manifest } from '../catalogue/work.ts'
import { type AskedPrice, priceOf } from './priceOf.ts'

/**
 * The same edition at another price: a new manifest under the same label, with the same capsule, content keys and blocks.
 * So nothing is encoded again, who owns it keeps it, and an invoice that is out keeps the amount and the manifest it names.
 */
export async function changePrice(
  manifest: Manifest,
  asked: AskedPrice,
  publisher: Pick<Publisher, 'account'>,
): Promise<CatalogueChange> {
  if (manifest.kind === 'track') {
    const body = { ...manifest.body, price: priceOf(manifest.body.price, asked) }
    return { tracks: [await sign('track', trackManifest, body, publisher.account)] }
  }
  const body = { ...manifest.body, price: priceOf(manifest.body.price, asked) }
  return { releases: [await sign('release', releaseManifest, body, publisher.account)] }
}
