import type { Playable } from '../../shared/api/playback.ts'
import type { LoudnessMode, PlayerState, QueueItem } from './playerState.ts'

/** LUFS: what every track is brought to. */
const targetLufs = -14
/** dBTP: no gain makes a track's peak higher than this. */
const ceilingDbtp = -1
/** dB: silence stays silence. */
const maxGainDb = 12

/** The factor that brings a track to -14 LUFS, or as near as its true peak allows. */
export function loudnessGain({ integrated, truePeak }: Playable['loudness']): number {
  const wanted = targetLufs - integrated
  const allowed = Math.max(0, ceilingDbtp - truePeak)
  return 10 ** (Math.min(wanted, wanted > 0 ? allowed : wanted, maxGainDb) / 20)
}

/** Whether two tracks are of one release. */
export function isOfOneRelease({ track: one }: QueueItem, { track: other }: QueueItem): boolean {
  return one.releaseTitle !== null && one.releaseTitle === other.releaseTitle && one.artist === other.artist
}

/**
 * Whether an item of the queue is brought to the loudness of its release, which keeps what is quiet in it quiet:
 * always, never, or where it follows or is followed by another track of it and the queue is not shuffled.
 */
export function usesReleaseLoudness(
  mode: LoudnessMode,
  { queue, isShuffled }: Pick<PlayerState, 'queue' | 'isShuffled'>,
  item: QueueItem,
): boolean {
  if (mode !== 'automatic') return mode === 'album'
  if (isShuffled) return false
  const index = queue.findIndex(({ key }) => key === item.key)
  const [before, after] = [queue[index - 1], queue[index + 1]]
  return [before, after].some((other) => other !== undefined && isOfOneRelease(item, other))
}
