import PQueue from 'p-queue'
import { type CutSound, cutToFlac, flacFrameSamples } from '../../media/cutToFlac.ts'
import type { Rendition, TrackManifest } from '../../../protocol/manifest.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { bestRendition } from '../bestRendition.ts'
import type { OpenTrack } from '../openTrack.ts'

/** Encoders that run at once, whatever players ask for. */
const encodersAtOnce = 2
/** AAC is decoded right when the frame before is known: two whole frames hold one, wherever a cut begins. */
const decoderRunUp = 2048
/** In frames of FLAC, about a second and about four. */
const pieceFrames = { first: 10, others: 38 }

/** Samples per channel, from the first of the track. */
interface Piece {
  readonly from: number
  readonly to: number
  /** The segment that is this piece as it is; undefined: it is cut. */
  readonly segment: number | undefined
}

/** Cuts sound with ffmpeg, few at a time. */
export class SoundCutter {
  readonly #queue = new PQueue({ concurrency: encodersAtOnce })
  readonly #ffmpeg: string

  /** @param ffmpeg path of the binary */
  constructor(ffmpeg: string) {
    this.#ffmpeg = ffmpeg
  }

  /** As {@link cutToFlac}. */
  cut(
    rendition: Rendition,
    segments: readonly Uint8Array[],
    cut: Parameters<typeof cutToFlac>[2],
    signal?: AbortSignal,
  ): Promise<CutSound> {
    return this.#queue.add(() => cutToFlac(rendition, segments, cut, { ffmpeg: this.#ffmpeg, signal }), {
      ...(signal && { signal }),
    })
  }
}

/**
 * An open track as players of HLS get it: FLAC in fMP4 that decodes to the samples of the track, and to no other. What the
 * encoder put before and after them is said by the manifest alone, and players that heed an edit list in fragments are few: so
 * lossless segments are handed on as they are but for the end, and where there is only AAC it is decoded here.
 */
export class ExactSound {
  readonly manifest: TrackManifest
  readonly rendition: Rendition
  readonly #track: OpenTrack
  readonly #cutter: SoundCutter
  readonly #pieces: readonly Piece[]
  #init: Promise<Uint8Array> | undefined

  constructor(track: OpenTrack, cutter: SoundCutter) {
    this.manifest = track.manifest
    this.rendition = bestRendition(track.manifest)
    this.#track = track
    this.#cutter = cutter
    this.#pieces = isExact(this.rendition) ? segmentPieces(this.rendition) : evenPieces(this.rendition)
  }

  /** Samples of each media segment; segment 1 is the first of them. */
  get lengths(): number[] {
    return this.#pieces.map(({ from, to }) => to - from)
  }

  /**
   * A segment of FLAC in fMP4; 0 is the init segment.
   *
   * @throws BuskerError `PLAYBACK_NO_SEGMENT`, as {@link OpenTrack.read}, and as {@link cutToFlac}
   */
  async read(index: number, signal?: AbortSignal): Promise<Uint8Array> {
    if (index === 0) return this.#readInit(signal)
    const piece = this.#pieces[index - 1]
    if (piece === undefined) {
      throw new BuskerError('PLAYBACK_NO_SEGMENT', `This track has no segment ${index}.`)
    }
    if (piece.segment !== undefined) return this.#track.read(this.rendition.name, piece.segment, signal)
    return (await this.#cut(piece, signal)).media
  }

  close(): void {
    this.#track.close()
  }

  async #readInit(signal?: AbortSignal): Promise<Uint8Array> {
    const [first] = this.#pieces
    if (isExact(this.rendition) || first === undefined)
      return this.#track.read(this.rendition.name, 0, signal)
    // Of use to all who play it, so it does not end with who asked first.
    this.#init ??= this.#cut(first).then(({ init }) => init)
    try {
      return await this.#init
    } catch (error) {
      this.#init = undefined
      throw error
    }
  }

  async #cut({ from, to }: Piece, signal?: AbortSignal): Promise<CutSound> {
    const { name, codec, encoderDelay, segments } = this.rendition
    const first = from + encoderDelay
    const decodedFrom = codec === 'flac' ? first : first - decoderRunUp
    const wanted: number[] = []
    let start = 0
    let offset = 0
    for (const [index, { samples }] of segments.entries()) {
      const end = start + samples
      if (index > 0 && end > decodedFrom && start < to + encoderDelay) {
        if (wanted.length === 0) offset = start
        wanted.push(index)
      }
      start = end
    }
    const read = (index: number) => this.#track.read(name, index, signal)
    const bytes = [await read(0)]
    for (const index of wanted) bytes.push(await read(index))
    const cut = { from: first - offset, to: to + encoderDelay - offset, at: from }
    return this.#cutter.cut(this.rendition, bytes, cut, signal)
  }
}

/** Nothing stands before the track, and every frame can be decoded alone. */
function isExact({ codec, encoderDelay }: Rendition): boolean {
  return codec === 'flac' && encoderDelay === 0
}

/** The segments as they are, the last one cut at the end of the track; what is padding alone is left out. */
function segmentPieces({ segments, sampleCount }: Rendition): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const [index, { samples }] of segments.entries()) {
    const to = Math.min(from + samples, sampleCount)
    if (to > from) pieces.push({ from, to, segment: to === from + samples ? index : undefined })
    from += samples
  }
  return pieces
}

function evenPieces({ sampleCount }: Rendition): Piece[] {
  const pieces: Piece[] = []
  for (let from = 0; from < sampleCount;) {
    const frames = from === 0 ? pieceFrames.first : pieceFrames.others
    const to = Math.min(from + frames * flacFrameSamples, sampleCount)
    pieces.push({ from, to, segment: undefined })
    from = to
  }
  return pieces
}
