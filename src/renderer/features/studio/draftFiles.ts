import type { InspectedFile } from '../../../shared/api/studio.ts'
import { bonusMaxFiles } from '../../../shared/bonusFiles.ts'
import {
  commonText,
  type Draft,
  type DraftRelease,
  type DraftTrack,
  releaseOf,
  sellable,
  toDraftTrack,
} from './draft.ts'
import { withAdded } from './draftOrder.ts'

/**
 * Files added to a draft; one that is there already is left as it is. Several of one release are suggested as a release. What
 * was chosen and is no sound goes with it; what merely lies beside the music is offered.
 */
export function withFiles(draft: Draft, inspected: readonly InspectedFile[]): Draft {
  const before = draft.leftOut ?? []
  const known = new Set([...draft.tracks, ...before].map(({ file }) => file))
  const added = inspected.filter(({ file }) => !known.has(file))
  const tracks = withAdded(draft.tracks, added.filter(({ isLeftOut }) => !isLeftOut).map(toDraftTrack))
  const leftOut = [...before, ...added.filter(({ isLeftOut }) => isLeftOut)]
  const chosen = added.flatMap(({ file, bonus }) => (bonus?.isChosen === true ? [file] : []))
  const bonus = [...(draft.bonus ?? []), ...chosen].slice(0, bonusMaxFiles)
  return {
    tracks,
    release: draft.release ?? suggestedRelease(sellable({ tracks, release: null })),
    ...(leftOut.length > 0 && { leftOut }),
    ...(bonus.length > 0 && { bonus }),
    ...(draft.when !== undefined && { when: draft.when }),
    ...(draft.isComing !== undefined && { isComing: draft.isComing }),
  }
}

function suggestedRelease(tracks: readonly DraftTrack[]): DraftRelease | null {
  return tracks.length > 1 && commonText(tracks, 'releaseTitle') !== '' ? releaseOf(tracks) : null
}
