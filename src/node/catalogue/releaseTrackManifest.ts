import type { ReleaseManifest } from '../../protocol/manifest.ts'
import type { CidText } from '../../shared/ids.ts'
import type { CatalogueService } from './catalogueService.ts'

/**
 * What a track of a release is now: a new price is another manifest of the same edition, and the release still names the
 * one before. A track that is not on sale is as the release names it.
 */
export function releaseTrackManifest(
  catalogue: Pick<CatalogueService, 'work'>,
  { id, edition, manifest }: ReleaseManifest['tracks'][number],
): CidText {
  const onSale = catalogue.work('track', id)
  const isSame = onSale?.listed === true && onSale.edition === edition
  return isSame ? onSale.manifest : (manifest.toString() as CidText)
}
