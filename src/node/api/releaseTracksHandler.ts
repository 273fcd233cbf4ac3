import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type CidText, fromLabel, type Label, toLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { boughtManifest } from '../market/boughtManifest.ts'
import type { Purchase } from '../market/purchases.ts'
import { unknownWork } from './workViews.ts'

interface Parts {
  readonly catalogue: Pick<CatalogueService, 'edition' | 'fetchManifest' | 'artist'>
  readonly purchases: { list(): readonly Pick<Purchase, 'label' | 'manifest' | 'state'>[] }
}

/** Answers what is on a release, whether it is on sale or not: of one that was bought, the purchase names the manifest. */
export function releaseTracksHandler({ catalogue, purchases }: Parts): ApiHandlers<NodeApi>['releaseTracks'] {
  const manifestOf = (label: Label): CidText | undefined =>
    catalogue.edition(label)?.manifest ?? boughtManifest(purchases, label)

  return async ({ label, artist }) => {
    if (fromLabel(label).kind !== 'release') {
      throw new BuskerError('PLAYBACK_NOT_A_RELEASE', 'This is a track, and has no tracks of its own.')
    }
    const cid = manifestOf(label)
    if (cid === undefined) throw unknownWork()
    const release = await catalogue.fetchManifest('release', cid)
    if (release.kind !== 'release' || (artist !== undefined && release.body.artist !== artist))
      throw unknownWork()
    const peer = catalogue.artist(release.body.artist)?.peer
    const from = peer === undefined ? [] : [peer]
    return Promise.all(
      release.body.tracks.map(async ({ id, edition, manifest }) => {
        const track = await catalogue.fetchManifest('track', manifest.toString() as CidText, from)
        const { title, artistName } = track.body.credits
        return { label: toLabel('track', id, edition), title, artistName }
      }),
    )
  }
}
