import type { Label } from '../../shared/ids.ts'
import { heardAfterMs } from '../../shared/plays.ts'
import type { PlayerState } from './playerState.ts'

/** A step of the position by more seconds than this is a jump: at twice the speed it moves two in a second. */
const longestStepSeconds = 4
/** A track that is this near to its start again, after it counted, is heard anew. */
const startSeconds = 2

/** What {@link heardMeter} looks at. */
export type HeardState = Pick<
  PlayerState,
  'queue' | 'index' | 'isPlaying' | 'isPreview' | 'position' | 'duration'
>

/**
 * Follows what is really heard: pauses, jumps and previews do not count.
 *
 * @param onHeard told once for each time that a track is heard enough to count, with how much of it was heard, ms
 * @returns to be given every state of the player
 */
export function heardMeter(onHeard: (label: Label, heardMs: number) => void): (state: HeardState) => void {
  let [key, position, heard, isCounted]: [string | undefined, number, number, boolean] = [
    undefined,
    0,
    0,
    false,
  ]
  return (state) => {
    const item = state.queue[state.index]
    const step = state.position - position
    const isAnew = isCounted && step < 0 && state.position < startSeconds
    position = state.position
    if (item?.key !== key || isAnew) {
      key = item?.key
      heard = 0
      isCounted = false
      return
    }
    if (item === undefined || isCounted || state.isPreview || !state.isPlaying) return
    if (step > 0 && step <= longestStepSeconds) heard += step
    const durationMs = item.track.durationMs ?? (state.duration > 0 ? state.duration * 1000 : null)
    const heardMs = heard * 1000
    if (heardMs < heardAfterMs(durationMs)) return
    isCounted = true
    onHeard(item.track.label, heardMs)
  }
}
