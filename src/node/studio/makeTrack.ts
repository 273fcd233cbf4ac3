import type { Price, TrackManifest } from '../../protocol/manifest.ts'
import { type SignedTrackManifest, trackManifest } from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { toLabel } from '../../shared/ids.ts'
import type { PublishStep } from '../../shared/publishSteps.ts'
import type { Blocks } from '../../ipfs/peer.ts'
import type { ContentKey } from '../access/access.ts'
import { commitmentOf, sealTrackKey } from '../access/capsules.ts'
import { type CleanArtwork, type ArtworkSource, publishedArtwork } from '../artwork/contract.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import type { Keys } from '../keys/keys.ts'
import type { LoudnessHistogram } from '../media/loudnessHistogram.ts'
import { probe } from '../media/probe.ts'
import { excerptOf } from '../media/renditions.ts'
import { toCredits } from './credits.ts'
import { priceOf } from './priceOf.ts'
import { sealSound } from './sealSound.ts'
import type { Upload } from './uploads.ts'
import type { SoundWarning } from '../../shared/soundWarnings.ts'

export interface TrackDependencies {
  readonly keys: Keys
  readonly blocks: Blocks
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly ffmpeg: string
  /** What the artist's own page calls them; undefined while it does not. */
  readonly profileName: () => string | undefined
  /** Where and in what token works are sold. */
  readonly chain: Omit<Price, 'amount' | 'orMore'>
}

export interface TrackRunOptions {
  readonly signal: AbortSignal
  /** Called with each block's CID as soon as it is stored. */
  readonly onBlock: (cid: string) => void
  readonly onStep: (step: PublishStep, fraction: number) => void
  /** Hears what is odd about the file and does not stop it from being sold. */
  readonly onWarning: (warning: SoundWarning) => void
}

/** A signed track, and what of it is kept here. */
export interface MadeTrack {
  readonly manifest: SignedTrackManifest
  readonly contentKey: ContentKey
  /** For the loudness of a release it is on. */
  readonly loudnessHistogram: LoudnessHistogram
}

/**
 * Makes a signed track of a file: probed, encoded, sealed, stored.
 *
 * @throws BuskerError `MEDIA_*`
 */
export async function makeTrack(
  dependencies: TrackDependencies,
  upload: Upload,
  { signal, onBlock, onStep, onWarning }: TrackRunOptions,
): Promise<MadeTrack> {
  const { keys, blocks, ffmpeg, chain } = dependencies
  const { id, edition } = upload
  onStep('reading', 0)
  const source = await probe(upload.file, { ffmpeg, signal })
  source.warnings.forEach(onWarning)
  const isFirst = edition === 1
  const artwork = isFirst
    ? await storeArtwork(dependencies, upload, source.tags.artwork?.bytes, onBlock)
    : undefined
  onStep('encoding', 0)
  const sound = await sealSound({
    track: id,
    source,
    ffmpeg,
    preview: excerptOf(source, upload.edits.preview),
    blocks,
    signal,
    onBlock,
    onProgress: (fraction) => onStep('encoding', Math.min(fraction, 1)),
  })
  onStep('sealing', 0)
  const body: TrackManifest = {
    v: 1,
    id,
    edition,
    artist: keys.identity.body.account,
    credits: toCredits(source.tags, upload, dependencies.profileName()),
    price: priceOf(chain, upload),
    durationMs: Math.max(1, Math.round((source.sampleCount / source.sampleRate) * 1000)),
    loudness: sound.encoded.loudness,
    waveform: sound.encoded.waveform,
    ...(artwork && { artwork }),
    preview: sound.preview,
    commitment: commitmentOf(sound.contentKey),
    capsule: await sealTrackKey(keys, toLabel('track', id, edition), sound.contentKey),
    renditions: sound.renditions,
    createdAt: upload.createdAt,
  }
  return {
    manifest: await sign('track', trackManifest, body, keys.account),
    contentKey: sound.contentKey,
    loudnessHistogram: sound.loudnessHistogram,
  }
}

/** The picture that was chosen must be right; one that merely came with the file is left out when it is not. */
async function storeArtwork(
  { artworkCleaner, blocks }: TrackDependencies,
  { edits }: Upload,
  embedded: Uint8Array | undefined,
  onBlock: (cid: string) => void,
): Promise<TrackManifest['artwork']> {
  let made: CleanArtwork | undefined
  if (edits.artwork !== undefined)
    made = await artworkCleaner.clean({ file: edits.artwork, crop: edits.artworkCrop }, publishedArtwork)
  else if (embedded !== undefined) made = await cleanOrUndefined(artworkCleaner, { bytes: embedded })
  return made && storeArtworkBlock(blocks, made, onBlock)
}

async function cleanOrUndefined(
  artworkCleaner: Pick<ArtworkCleaner, 'clean'>,
  source: ArtworkSource,
): Promise<CleanArtwork | undefined> {
  try {
    return await artworkCleaner.clean(source, publishedArtwork)
  } catch (error) {
    if (isBuskerError(error) && error.code.startsWith('MEDIA_ARTWORK_')) return undefined
    throw error
  }
}

/** Stores a picture as one block. */
export async function storeArtworkBlock(
  blocks: Pick<Blocks, 'put'>,
  { bytes, mediaType }: CleanArtwork,
  onBlock: (cid: string) => void,
): Promise<NonNullable<TrackManifest['artwork']>> {
  const cid = await blocks.put(bytes, 'raw')
  onBlock(cid.toString())
  return { cid, size: bytes.byteLength, mediaType }
}
