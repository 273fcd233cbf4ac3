import { randomBytes } from 'node:crypto'
import { releaseBytes } from '../../shared/releaseBytes.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Preview, Rendition, Segment } from '../../protocol/manifest.ts'
import type { ContentKey } from '../access/access.ts'
import { encodeAudio, type EncodedAudio } from '../media/encodeAudio.ts'
import type { MediaSegment } from '../media/mp4/segments.ts'
import type { Excerpt, RenditionFacts, RenditionName } from '../media/renditions.ts'
import type { Source } from '../media/source.ts'
import { SegmentSeal } from '../sealing/segmentSeal.ts'

export interface SealSoundOptions {
  readonly track: WorkId
  readonly source: Source
  readonly ffmpeg: string
  /** What everybody may hear of it; left out: as of a track of which nobody chose anything. */
  readonly preview?: Excerpt
  readonly blocks: Pick<Blocks, 'put'>
  readonly signal: AbortSignal
  /** Called with each block's CID as soon as it is stored. */
  readonly onBlock: (cid: string) => void
  readonly onProgress: (fraction: number) => void
}

/** What one run made: everything of the manifest that comes from the sound. */
export interface SealedSound {
  readonly contentKey: ContentKey
  readonly renditions: Rendition[]
  readonly preview: Preview
  readonly encoded: Pick<EncodedAudio, 'loudness' | 'waveform'>
  readonly loudnessHistogram: EncodedAudio['loudnessHistogram']
}

/**
 * Encodes, seals and stores a track as one stream: ffmpeg waits while a segment is stored, so memory holds a few
 * segments, however long the track is. Every run makes a new content key and new salts.
 *
 * @throws BuskerError what `encodeAudio` throws
 */
export async function sealSound(options: SealSoundOptions): Promise<SealedSound> {
  const { source, ffmpeg, signal, onProgress } = options
  const contentKey = new Uint8Array(randomBytes(32)) as ContentKey
  const sealers = new Map<RenditionName, RenditionSealer>()
  const preview: Uint8Array[] = []
  const encoded = await encodeAudio(source, {
    ffmpeg,
    ...(options.preview && { preview: options.preview }),
    signal,
    onProgress,
    onSegment: async (name, segment) => {
      if (name === 'preview') {
        preview.push(segment.bytes)
        return
      }
      const sealer = sealers.get(name) ?? new RenditionSealer(options, contentKey, name)
      sealers.set(name, sealer)
      await sealer.store(segment)
    },
  })
  const renditions = encoded.renditions.flatMap(({ name, ...facts }) => {
    const sealer = sealers.get(name)
    return sealer === undefined ? [] : [{ ...facts, name, salt: sealer.salt, segments: sealer.segments }]
  })
  const facts = encoded.renditions.find(({ name }) => name === 'preview')
  return {
    contentKey,
    renditions,
    preview: await storePreview(preview, facts, options),
    encoded: { loudness: encoded.loudness, waveform: encoded.waveform },
    loudnessHistogram: encoded.loudnessHistogram,
  }
}

class RenditionSealer {
  readonly salt = new Uint8Array(randomBytes(32))
  readonly segments: Segment[] = []
  readonly #seal: SegmentSeal
  readonly #options: SealSoundOptions

  constructor(options: SealSoundOptions, contentKey: ContentKey, rendition: string) {
    this.#options = options
    this.#seal = new SegmentSeal(contentKey, { track: options.track, rendition, salt: this.salt })
  }

  async store({ index, bytes, samples }: MediaSegment): Promise<void> {
    const sealed = this.#seal.seal(index, bytes)
    releaseBytes(bytes)
    const size = sealed.byteLength
    const cid = await this.#options.blocks.put(sealed, 'raw')
    releaseBytes(sealed)
    this.#options.onBlock(cid.toString())
    this.segments.push({ cid, size, samples })
  }
}

/** Stores a preview as one block, in clear. */
export async function storePreview(
  segments: readonly Uint8Array[],
  facts: RenditionFacts | undefined,
  { blocks, onBlock }: Pick<SealSoundOptions, 'blocks' | 'onBlock'>,
): Promise<Preview> {
  const file = new Uint8Array(Buffer.concat(segments))
  if (facts === undefined) throw new Error('A track was encoded without a preview.')
  const cid = await blocks.put(file, 'raw')
  onBlock(cid.toString())
  const { sampleCount, sampleRate, encoderDelay } = facts
  const durationMs = Math.max(1, Math.round((sampleCount / sampleRate) * 1000))
  const samples = { sampleRate, encoderDelay, sampleCount }
  return { cid, size: file.byteLength, codec: 'mp4a.40.2', durationMs, samples }
}
