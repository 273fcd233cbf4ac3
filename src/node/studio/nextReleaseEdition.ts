import { keysOfRelease, type ReleaseManifest, type TrackManifest } from '../../protocol/manifest.ts'
import { toLabel } from '../../shared/ids.ts'
import type { Access, ContentKey } from '../access/access.ts'
import { sealReleaseKeys } from '../access/capsules.ts'
import type { Keys } from '../keys/keys.ts'
import type { OwnWorks } from './ownWorks.ts'
import { releaseContentKeys } from './releaseContentKeys.ts'

export interface ReleaseEditionOptions {
  readonly keys: Keys
  readonly access: Pick<Access, 'contentKey' | 'keep' | 'reclaim'>
  readonly ownWorks: Pick<OwnWorks, 'nextEdition'>
}

/**
 * The next edition of a release, with a capsule of its own: it holds the keys of these tracks, and of the files.
 *
 * @param tracks as they are on it from now on
 * @param newBonusKey left out: its files stay what they are
 * @throws BuskerError `UPLOAD_KEY_MISSING`
 */
export async function nextReleaseEdition(
  options: ReleaseEditionOptions,
  release: ReleaseManifest,
  tracks: readonly TrackManifest[],
  newBonusKey?: ContentKey,
): Promise<Pick<ReleaseManifest, 'edition' | 'capsule'>> {
  const { keys, access, ownWorks } = options
  if (tracks.some(({ id, edition }) => access.contentKey(id, edition) === undefined)) {
    await reclaimRelease(access, release)
  }
  const bonusKey = newBonusKey ?? (await bonusKeyOf(access, release))
  const edition = ownWorks.nextEdition('release', release.id)
  const contentKeys = {
    ...releaseContentKeys(access, tracks),
    ...(bonusKey && { [release.id]: bonusKey }),
  }
  if (bonusKey !== undefined) access.keep(release.id, edition, bonusKey)
  return {
    edition,
    capsule: await sealReleaseKeys(keys, toLabel('release', release.id, edition), contentKeys),
  }
}

/** The key of the files of a release of one's own; undefined: it has none. */
export async function bonusKeyOf(
  access: Pick<Access, 'contentKey' | 'reclaim'>,
  release: ReleaseManifest,
): Promise<ContentKey | undefined> {
  if (release.bonus === undefined) return undefined
  const kept = access.contentKey(release.id, release.edition)
  if (kept !== undefined) return kept
  await reclaimRelease(access, release)
  return access.contentKey(release.id, release.edition)
}

/** After a restore from the words alone the keys are in its own capsule. */
async function reclaimRelease(access: Pick<Access, 'reclaim'>, release: ReleaseManifest): Promise<void> {
  await access.reclaim({ capsule: release.capsule, tracks: keysOfRelease(release) })
}
