import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, randomBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import {
  bonusFileMaxBytes,
  bonusKind,
  bonusMaxBytes,
  bonusMaxFiles,
  bonusName,
} from '../shared/bonusFiles.ts'
import { type Address, address, hex32, type Hex32, label, type WorkId, workId } from '../shared/ids.ts'
import { isrc } from '../shared/isrc.ts'
import { lyrics } from '../shared/lyrics.ts'
import { amount } from '../shared/money.ts'
import { releaseMaxTracks } from '../shared/publishLimits.ts'
import { isReleaseDate } from '../shared/releaseDate.ts'
import { releaseType } from '../shared/releaseTypes.ts'
import { line, paragraph } from '../shared/text.ts'
import { workTags } from '../shared/workTags.ts'
import { bytes, link, publicKey, time, upToBytes } from './fields.ts'
import { signedSchema } from './signed.ts'

/** A manifest of two hours in two renditions is a quarter of this. */
export const manifestMaxBytes = 1024 * 1024

/** What a price says. Whoever reads it knows all of it: nothing that was added later is passed over. */
export const priceTerms = z.strictObject({
  amount,
  /** Who buys it says what to pay, `amount` at least; left out: exactly `amount`. */
  orMore: z.literal(true).optional(),
  /** Less is asked instead of `amount` before `until`, by the artist's clock; with `from`, not before that. */
  reduced: z.strictObject({ amount, from: time.optional(), until: time }).optional(),
  chainId: z.int().positive(),
  tokenNetwork: address,
})
/** What it costs. Zero is a price: nothing is paid, the order is the same. */
export const price = priceTerms
  .refine(({ reduced, amount: whole }) => reduced === undefined || reduced.amount < whole, {
    error: 'must be reduced to less',
  })
  .refine(({ reduced }) => reduced?.from === undefined || reduced.from < reduced.until, {
    error: 'must begin before it ends',
  })
export type Price = z.output<typeof price>

/**
 * A content key (or a release's content keys) encrypted once under the public key of its label.
 * `kit` is a NuCypher MessageKit; whoever holds a policy for `label` can have it re-encrypted to themselves.
 */
export const capsule = z.strictObject({ label, policyKey: publicKey, kit: upToBytes(64 * 1024) })
export type Capsule = z.output<typeof capsule>

/** One encrypted segment: a raw block. The first of a rendition is its init segment and has no samples. */
export const segment = z.strictObject({
  cid: link,
  size: z.int().positive(),
  samples: z.int().min(0),
})
export type Segment = z.output<typeof segment>

/** One encoded form of a track. Sample counts are at `sampleRate`, per channel. */
export const rendition = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,32}$/),
  codec: z.enum(['mp4a.40.2', 'flac']),
  sampleRate: z.int().min(8000).max(384_000),
  channels: z.int().min(1).max(2),
  /** Average bits a second. */
  bitrate: z.int().positive(),
  /** Samples the decoder yields before the first one of the source. */
  encoderDelay: z.int().min(0),
  /** Samples of the source; what the decoder yields after them is padding. */
  sampleCount: z.int().positive(),
  /** HKDF salt: new for every sealing run. */
  salt: bytes(32),
  segments: z.array(segment).min(2).max(8192),
})
export type Rendition = z.output<typeof rendition>

/** EBU R128. */
export const loudness = z.object({
  /** LUFS. */
  integrated: z.number().min(-200).max(20),
  /** dBTP. */
  truePeak: z.number().min(-200).max(40),
})

/** A separate encode of a part of the track, in clear: one fMP4 file in one block. */
export const preview = z.object({
  cid: link,
  size: z.int().positive(),
  codec: z.literal('mp4a.40.2'),
  durationMs: z.int().positive(),
  /** What is heard of it, to the sample; older previews are played as they are. */
  samples: z
    .object({
      sampleRate: z.int().min(8000).max(384_000),
      /** Samples the decoder yields before the first one of the excerpt. */
      encoderDelay: z.int().min(0),
      sampleCount: z.int().positive(),
    })
    .optional(),
})
export type Preview = z.output<typeof preview>

export const artwork = z.object({
  cid: link,
  size: z.int().positive(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
})

export type Artwork = z.output<typeof artwork>

/** More of a date than its year: `2026-11` or `2026-11-29`. */
const monthOrDay = z.string().refine((text) => text.length > 4 && isReleaseDate(text), {
  error: 'must be a month or a day of the calendar',
})

/** What a person reads about a work. */
export const credits = z
  .object({
    title: line(200),
    artistName: line(200),
    releaseTitle: line(200).optional(),
    genre: line(80).optional(),
    /** What else people look for it by. */
    tags: workTags.min(1).optional(),
    /** In which it first came out. */
    year: z.int().min(1000).max(9999).optional(),
    /** When in that year, where it is known. */
    releaseDate: monthOrDay.optional(),
    /** Of a release. */
    releaseType: releaseType.optional(),
    isrc: isrc.optional(),
    discNumber: z.int().min(1).max(999).optional(),
    trackNumber: z.int().min(1).max(999).optional(),
    description: paragraph(4000).optional(),
    /** One by one, where `artistName` names several. */
    artists: z.array(line(200)).min(2).max(32).optional(),
    /** Of the release, where it is another: `Various Artists`. */
    albumArtist: line(200).optional(),
    composer: line(200).optional(),
    copyright: line(200).optional(),
    /** Who brings it out. */
    recordLabel: line(200).optional(),
    /** What others may do with it, such as `CC BY-SA 4.0`. */
    licence: line(200).optional(),
    /** Plain, or lines of LRC, which begin with their time: `[01:05.30]`. */
    lyrics: lyrics.optional(),
  })
  .refine(({ year, releaseDate }) => releaseDate === undefined || releaseDate.startsWith(`${year}-`), {
    error: 'must have the year of its date',
  })
export type Credits = z.output<typeof credits>

/**
 * What every manifest says, of a track or of a release. The artist signs it. Fields that are not known are passed over, as in
 * `credits`: a newer Busker wrote them. What is paid, and what is opened by a key, is known whole or not read.
 */
const work = {
  v: z.literal(1),
  id: workId,
  edition: z.int().positive(),
  artist: address,
  credits,
  price,
  artwork: artwork.optional(),
  capsule,
  createdAt: time,
}

/** All a player and a buyer need to know of one edition of a track. */
export const trackManifest = z.object({
  ...work,
  durationMs: z.int().positive(),
  loudness,
  /** Pairs of lowest and highest sample, signed 8 bit, evenly over the track. */
  waveform: upToBytes(8192),
  preview: preview.optional(),
  /** SHA-256 of the content key, because AES-GCM does not commit to its key. */
  commitment: hex32,
  renditions: z.array(rendition).min(1).max(4),
})
export type TrackManifest = z.output<typeof trackManifest>
/** What a track's manifest says of it, but for how it is encoded. */
export const trackOutline = trackManifest.omit({ renditions: true })
export type TrackOutline = z.output<typeof trackOutline>
export const signedTrackManifest = signedSchema(trackManifest)
export type SignedTrackManifest = z.output<typeof signedTrackManifest>

const bonusSegment = z.strictObject({ cid: link, size: z.int().positive() })

/** A file that goes with a release, sealed as the tracks are, in segments of a mebibyte. */
export const bonusFile = z.strictObject({
  name: bonusName,
  kind: bonusKind,
  /** Of the file as it is saved. */
  bytes: z.int().positive().max(bonusFileMaxBytes),
  /** HKDF salt: new for every sealing run. */
  salt: bytes(32),
  segments: z.array(bonusSegment).min(1).max(128),
})
export type BonusFile = z.output<typeof bonusFile>

/** What goes with a release, for whoever owns it as a whole. */
export const bonus = z.strictObject({
  /** SHA-256 of the content key of its files. */
  commitment: hex32,
  files: z
    .array(bonusFile)
    .max(bonusMaxFiles)
    .refine((files) => files.reduce((sum, file) => sum + file.bytes, 0) <= bonusMaxBytes, {
      error: 'must be smaller together',
    }),
})

/** An album: its tracks are sold alone too; its capsule holds the content keys of all of them. */
export const releaseManifest = z.object({
  ...work,
  bonus: bonus.optional(),
  /** Of all its tracks one after the other, so that one gain fits all of them; older releases have none. */
  loudness: loudness.optional(),
  tracks: z
    .array(z.object({ id: workId, edition: z.int().positive(), manifest: link, commitment: hex32 }))
    .min(1)
    .max(releaseMaxTracks),
})
export type ReleaseManifest = z.output<typeof releaseManifest>
export const signedReleaseManifest = signedSchema(releaseManifest)
export type SignedReleaseManifest = z.output<typeof signedReleaseManifest>

/** What a release's capsule holds: the content key of each of its tracks, and under its own id that of its bonus files. */
export const releaseKeys = z.record(workId, bytes(32))

/** The content keys that owning a release means: of its tracks, in its order, then that of its bonus files. */
export function keysOfRelease({
  id,
  edition,
  tracks,
  bonus: files,
}: Pick<ReleaseManifest, 'id' | 'edition' | 'tracks' | 'bonus'>): {
  id: WorkId
  edition: number
  commitment: Hex32
}[] {
  const own = files === undefined ? [] : [{ id, edition, commitment: files.commitment }]
  return [...tracks.map(({ manifest: _link, ...track }) => track), ...own]
}

/**
 * A new work's id: 8 bytes of SHA-256(artist's address), then 8 random ones. So an id says whose it is, and nobody can
 * offer a work under the label of somebody else's.
 */
export function newWorkId(artist: Address): WorkId {
  return workId.parse(artistPrefix(artist) + bytesToHex(randomBytes(8)))
}

/** Whether a work with this id can be this artist's. */
export function isWorkOf(id: WorkId, artist: Address): boolean {
  return id.startsWith(artistPrefix(artist))
}

function artistPrefix(artist: Address): string {
  return bytesToHex(sha256(hexToBytes(artist.slice(2)))).slice(0, 16)
}
