import type { BonusFileView } from '../../shared/bonusFiles.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { ReleaseManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type CidText, fromLabel, type Label, toLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { fetchRelease, type FetchedRelease } from '../catalogue/fetchRelease.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'
import type { Purchases } from '../market/purchases.ts'

interface Parts {
  readonly catalogue: Pick<CatalogueService, 'edition' | 'fetchManifest' | 'artist'>
  readonly purchases: Pick<Purchases, 'boughtManifest'>
}

/** Answers what is on a release, whether it is on sale or not: of one that was bought, the purchase names the manifest. */
export function releaseHandlers(parts: Parts): Pick<ApiHandlers<NodeApi>, 'releaseTracks' | 'releaseFiles'> {
  return {
    async releaseTracks({ label, artist }) {
      const { release, peers } = await releaseOf(parts, label)
      if (artist !== undefined && release.artist !== artist) throw unknownWork()
      return Promise.all(
        release.tracks.map(async ({ id, edition, manifest }) => {
          const track = await parts.catalogue.fetchManifest('track', manifest.toString() as CidText, peers)
          const { title, artistName } = track.body.credits
          return { label: toLabel('track', id, edition), title, artistName }
        }),
      )
    },
    releaseFiles: async ({ label }) => bonusViews((await releaseOf(parts, label)).release),
  }
}

/** What everybody sees of the files that go with a release. */
export function bonusViews({ bonus }: Pick<ReleaseManifest, 'bonus'>): BonusFileView[] {
  return (bonus?.files ?? []).map(({ name, kind, bytes }) => ({ name, kind, bytes }))
}

async function releaseOf({ catalogue, purchases }: Parts, label: Label): Promise<FetchedRelease> {
  if (fromLabel(label).kind !== 'release') {
    throw new BuskerError('PLAYBACK_NOT_A_RELEASE', 'This is a track, and has no tracks of its own.')
  }
  return fetchRelease(catalogue, catalogue.edition(label)?.manifest ?? purchases.boughtManifest(label))
}
