import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type CidText, fromLabel, toLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { fetchRelease } from '../catalogue/fetchRelease.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'
import type { Purchases } from '../market/purchases.ts'

interface Parts {
  readonly catalogue: Pick<CatalogueService, 'edition' | 'fetchManifest' | 'artist'>
  readonly purchases: Pick<Purchases, 'boughtManifest'>
}

/** Answers what is on a release, whether it is on sale or not: of one that was bought, the purchase names the manifest. */
export function releaseTracksHandler({ catalogue, purchases }: Parts): ApiHandlers<NodeApi>['releaseTracks'] {
  return async ({ label, artist }) => {
    if (fromLabel(label).kind !== 'release') {
      throw new BuskerError('PLAYBACK_NOT_A_RELEASE', 'This is a track, and has no tracks of its own.')
    }
    const cid = catalogue.edition(label)?.manifest ?? purchases.boughtManifest(label)
    const { release, peers } = await fetchRelease(catalogue, cid)
    if (artist !== undefined && release.artist !== artist) throw unknownWork()
    return Promise.all(
      release.tracks.map(async ({ id, edition, manifest }) => {
        const track = await catalogue.fetchManifest('track', manifest.toString() as CidText, peers)
        const { title, artistName } = track.body.credits
        return { label: toLabel('track', id, edition), title, artistName }
      }),
    )
  }
}
