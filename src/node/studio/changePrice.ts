import { releaseManifest, trackManifest } from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import type { Amount } from '../../shared/money.ts'
import type { CatalogueChange, Publisher } from '../catalogue/publish.ts'
import type { Manifest } from '../catalogue/work.ts'

/**
 * The same edition at another price: a new manifest under the same label, with the same capsule, content keys and blocks.
 * So nothing is encoded again, who owns it keeps it, and an invoice that is out keeps the amount and the manifest it names.
 */
export async function changePrice(
  manifest: Manifest,
  amount: Amount,
  publisher: Pick<Publisher, 'account'>,
): Promise<CatalogueChange> {
  if (manifest.kind === 'track') {
    const body = { ...manifest.body, price: { ...manifest.body.price, amount } }
    return { tracks: [await sign('track', trackManifest, body, publisher.account)] }
  }
  const body = { ...manifest.body, price: { ...manifest.body.price, amount } }
  return { releases: [await sign('release', releaseManifest, body, publisher.account)] }
}
