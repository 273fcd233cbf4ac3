import { z } from 'zod'
import { address, cidText, heardLabel, label } from '../ids.ts'
import { defineApi } from './define.ts'

/** One encoded form of a track, for a player. Counts are samples per channel at `sampleRate`. */
export const playableRendition = z.strictObject({
  name: z.string(),
  /** For Media Source: `audio/mp4; codecs="…"`. */
  mime: z.string(),
  /** Hz. */
  sampleRate: z.int(),
  channels: z.int(),
  /** Bits a second. */
  bitrate: z.int(),
  encoderDelay: z.int(),
  sampleCount: z.int(),
  /**
   * Samples of each segment, in order; segment 0 is the init segment and has none. Where segment 0 has samples, it is
   * the whole, init segment and all.
   */
  segments: z.array(z.int()),
})
export type PlayableRendition = z.output<typeof playableRendition>

/** EBU R128. */
const loudness = z.strictObject({
  /** LUFS. */
  integrated: z.number(),
  /** dBTP. */
  truePeak: z.number(),
})

/** All a player needs to know of a track. Its bytes: `track://busker/<playable>/<rendition>/<index>`. */
export const playable = z.strictObject({
  label: heardLabel,
  artist: address,
  title: z.string(),
  artistName: z.string(),
  releaseTitle: z.string().nullable(),
  artwork: cidText.nullable(),
  durationMs: z.int(),
  loudness,
  /**
   * The releases it is on that say how loud they are as a whole: tracks with one in common that follow each other are played
   * with its gain. None for a preview, and for what was published before releases said it.
   */
  releases: z.array(z.strictObject({ label, loudness })),
  /** Pairs of lowest and highest sample, signed 8 bit, base64. */
  waveform: z.base64(),
  /** Plain text, or LRC: a time before each line. */
  lyrics: z.string().optional(),
  /** Names this opened track in `track://` addresses; unguessable, ends with the node. */
  id: z.string(),
  renditions: z.array(playableRendition).min(1),
})
export type Playable = z.output<typeof playable>

/** Hearing what one owns, and previews of what one does not. */
export const playbackApi = defineApi({
  /** Opens an owned track, or a file of a watched folder, for playing. */
  play: { input: z.strictObject({ label: heardLabel }), output: playable },
  /**
   * What anybody may hear of a track before buying it: one rendition, `preview`, in one segment; its bytes:
   * `track://busker/preview/<label>`.
   */
  preview: { input: z.strictObject({ label }), output: playable },
  /** Starts fetching the first segments, so that play is at once; of what one does not own, the preview. */
  prefetch: { input: z.strictObject({ label: heardLabel }), output: z.strictObject({}) },
  /** Fetches all of an owned track, for when there is no network. */
  download: {
    input: z.strictObject({ label }),
    progress: z.strictObject({ fraction: z.number().min(0).max(1) }),
    output: z.strictObject({ bytes: z.int() }),
  },
  /** A link for another player on this machine: HLS, from loopback, until it expires. */
  hlsLink: {
    input: z.strictObject({ label }),
    output: z.strictObject({ url: z.url(), page: z.url(), expiresAt: z.int() }),
  },
})
