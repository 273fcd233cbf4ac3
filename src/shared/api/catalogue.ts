import { z } from 'zod'
import { bonusFileView } from '../bonusFiles.ts'
import { address, label } from '../ids.ts'
import { releaseType } from '../releaseTypes.ts'
import { defineApi } from './define.ts'
import { workView } from './node.ts'
import { profileView } from './profile.ts'

/** What a work's own page shows beside its row. */
export const workDetail = z.strictObject({
  work: workView,
  description: z.string().nullable(),
  /** What else its credits say; null where they do not. */
  credits: z.strictObject({
    artists: z.array(z.string()),
    releaseType: releaseType.nullable(),
    albumArtist: z.string().nullable(),
    composer: z.string().nullable(),
    recordLabel: z.string().nullable(),
    licence: z.string().nullable(),
    copyright: z.string().nullable(),
    isrc: z.string().nullable(),
    discNumber: z.int().nullable(),
    /** Plain, or lines of LRC. */
    lyrics: z.string().nullable(),
  }),
  /** What goes with a release, for whoever owns it as a whole. */
  bonus: z.array(bonusFileView),
  /** Pairs of lowest and highest sample, signed 8 bit, base64; empty for a release. */
  waveform: z.base64(),
  renditions: z.array(
    z.strictObject({
      name: z.string(),
      codec: z.string(),
      sampleRate: z.int(),
      channels: z.int(),
      /** Bits a second. */
      bitrate: z.int(),
      bytes: z.int(),
    }),
  ),
  /** A release's tracks in order; empty for a track. */
  tracks: z.array(workView),
  /** Releases that hold this track. */
  releases: z.array(workView),
})
export type WorkDetail = z.output<typeof workDetail>

export const artistView = profileView.extend({
  address,
  /** Other artists whose name looks like theirs. */
  namesakes: z.int().min(0),
  works: z.array(workView),
  /** When their newest catalogue was made. */
  changedAt: z.int().nullable(),
})
export type ArtistView = z.output<typeof artistView>

/** Who is paid for a work, whatever the work says of whom it is by. */
export const sellerView = z.strictObject({
  address,
  /** The name in their own catalogue; null: none was read. */
  name: z.string().nullable(),
  /** Other artists whose name looks like theirs. */
  namesakes: z.int().min(0),
  /** What one has bought from them. */
  purchases: z.int().min(0),
})
export type SellerView = z.output<typeof sellerView>

/** What is known of other people's music. */
export const catalogueApi = defineApi({
  /** The works that appeared last, newest first. */
  newest: {
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.array(workView),
  },
  work: { input: z.strictObject({ label }), output: workDetail },
  artist: { input: z.strictObject({ address }), output: artistView },
  seller: { input: z.strictObject({ address }), output: sellerView },
})
