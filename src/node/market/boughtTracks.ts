import { fromLabel, type Label, toLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Purchase } from './purchases.ts'

/**
 * What can be heard of what was bought: the track, or the release's tracks in the editions that were bought; none of a
 * release whose manifest is not known here.
 */
export function boughtTracks(
  catalogue: Pick<CatalogueService, 'manifest'>,
  { label, manifest }: Pick<Purchase, 'label' | 'manifest'>,
): Label[] {
  if (fromLabel(label).kind === 'track') return [label]
  const release = catalogue.manifest(manifest)
  if (release?.kind !== 'release') return []
  return release.body.tracks.map(({ id, edition }) => toLabel('track', id, edition))
}

/** The release that was bought, where files go with it. */
export function boughtFiles(
  catalogue: Pick<CatalogueService, 'manifest'>,
  { label, manifest }: Pick<Purchase, 'label' | 'manifest'>,
): Label[] {
  const release = catalogue.manifest(manifest)
  return release?.kind === 'release' && release.body.bonus !== undefined ? [label] : []
}
