import type { TrackManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Access, ContentKey } from '../access/access.ts'

/**
 * The content keys of the tracks of a release, which its capsule is to hold.
 *
 * @throws BuskerError `UPLOAD_KEY_MISSING` when one is not here any more
 */
export function releaseContentKeys(
  access: Pick<Access, 'contentKey'>,
  tracks: readonly Pick<TrackManifest, 'id' | 'edition' | 'credits'>[],
): Record<WorkId, ContentKey> {
  const keys: Record<WorkId, ContentKey> = {}
  for (const { id, edition, credits } of tracks) {
    const key = access.contentKey(id, edition)
    if (key === undefined) {
      throw new BuskerError(
        'UPLOAD_KEY_MISSING',
        `The key of “${credits.title}” is not on this machine. Upload the track again.`,
      )
    }
    keys[id] = key
  }
  return keys
}
