import type { WorkView } from '../../shared/api/node.ts'
import type { Preferences } from '../../shared/api/app.ts'
import type { ErrorData } from '../../shared/errors.ts'

/** What the player shows of a track; any `WorkView` is one. */
export type QueueTrack = Pick<
  WorkView,
  'label' | 'title' | 'artistName' | 'artist' | 'releaseTitle' | 'artwork' | 'durationMs'
>

export interface QueueItem {
  /** The same track can stand in the queue twice: this is what tells the two apart. */
  readonly key: string
  readonly track: QueueTrack
  /** The preview is played, not the track. */
  readonly isPreview: boolean
  /** Orders the queue when it is not shuffled. A fraction where it was inserted into a shuffled one. */
  readonly unshuffledPosition: number
}

export type Repeat = 'off' | 'all' | 'one'
export type Quality = Preferences['quality']
/** Which measured loudness tracks are brought to -14 LUFS by. */
export type LoudnessMode = Preferences['loudnessMode']

/** When the player pauses by itself: at a time (ms since 1970), or when the current track has ended. */
export type Sleep = { readonly at: number } | 'afterTrack'

/** All that screens see of the player. Times are seconds. */
export interface PlayerState {
  /** In the order in which it is played. */
  readonly queue: readonly QueueItem[]
  /** Which of the queue plays; -1: nothing. */
  readonly index: number
  readonly track: QueueTrack | null
  readonly isPreview: boolean
  /** What the person wants: true at once when play is pressed. */
  readonly isPlaying: boolean
  /** Sound is wanted, and has not come yet. */
  readonly isWaiting: boolean
  /** Of the track; updated a few times a second. */
  readonly position: number
  readonly duration: number
  /** Up to where the track can be played on from `position` without waiting. */
  readonly buffered: number
  /** Pairs of lowest and highest sample, signed 8 bit, base64; empty until it is known. */
  readonly waveform: string
  /** Plain text, or LRC with a time before each line; null: there is none, or it is not known yet. */
  readonly lyrics: string | null
  /** 0 to 1. */
  readonly volume: number
  readonly isMuted: boolean
  readonly isShuffled: boolean
  readonly repeat: Repeat
  readonly quality: Quality
  /** All tracks are brought to one loudness. */
  readonly isNormalised: boolean
  readonly loudnessMode: LoudnessMode
  /** Seconds for which two tracks are heard together; 0: they follow without a gap. */
  readonly crossfadeSeconds: number
  /** 0.5 to 2; the pitch is kept. */
  readonly speed: number
  readonly sleep: Sleep | null
  /** Why the current track does not play. */
  readonly error: ErrorData | null
  /** How often playback stalled since the program started. */
  readonly stalls: number
}

/** All that is of what plays, when nothing does. */
export const nothingPlaying = {
  queue: [],
  index: -1,
  track: null,
  isPreview: false,
  isPlaying: false,
  isWaiting: false,
  position: 0,
  duration: 0,
  buffered: 0,
  waveform: '',
  lyrics: null,
  error: null,
} satisfies Partial<PlayerState>

export const initialState: PlayerState = {
  ...nothingPlaying,
  volume: 1,
  isMuted: false,
  isShuffled: false,
  repeat: 'off',
  quality: 'high',
  isNormalised: true,
  loudnessMode: 'automatic',
  crossfadeSeconds: 0,
  speed: 1,
  sleep: null,
  stalls: 0,
}
