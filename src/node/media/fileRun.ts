import { concat } from 'uint8arrays/concat'
import { BuskerError } from '../../shared/errors.ts'
import { passingChunks, runFfmpeg } from './ffmpeg.ts'
import { fileFrameSamples, filePadding, type FileSound, type PlannedSegment } from './fileSound.ts'
import { inputArguments, inputGraph } from './inputArguments.ts'
import { invalid, splitBoxes } from './mp4/boxes.ts'
import { moveFragment } from './mp4/moveFragment.ts'

const container =
  '-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:a +bitexact -f mp4 ' +
  '-movflags +empty_moov+default_base_moof+skip_trailer+frag_every_frame'

/** One ffmpeg that makes segments from one on, each when it is asked for: between the questions it waits. */
export class FileRun {
  /** The init segment. */
  init = new Uint8Array()
  /** Which segment is made next. */
  next: number
  readonly #plan: readonly PlannedSegment[]
  readonly #abort = new AbortController()
  #wanted = Promise.withResolvers<void>()
  #given = Promise.withResolvers<Uint8Array>()

  private constructor(sound: FileSound, plan: readonly PlannedSegment[], from: number, ffmpeg: string) {
    this.next = from
    this.#plan = plan
    this.#wanted.promise.catch(() => undefined)
    const command = {
      ffmpeg,
      args: argumentsFrom(sound, plan[from - 1]?.at ?? 0),
      outputs: 1,
      failure: {
        code: 'MEDIA_DECODE_FAILED',
        message: 'This file cannot be decoded. It may be damaged.',
      },
      signal: this.#abort.signal,
    } as const
    runFfmpeg(command, ({ outputs: [pipe] }) => this.#give(passingChunks(pipe), from)).then(
      () => this.#fail(invalid('it ends before its last fragment')),
      (error: unknown) => this.#fail(error),
    )
  }

  /** @param from which segment is made first; errors: as {@link read} */
  static async start(
    sound: FileSound,
    plan: readonly PlannedSegment[],
    from: number,
    ffmpeg: string,
  ): Promise<FileRun> {
    const run = new FileRun(sound, plan, from, ffmpeg)
    run.init = Uint8Array.from(await run.#given.promise)
    return run
  }

  /**
   * The next segment.
   *
   * @throws BuskerError `MEDIA_DECODE_FAILED`, `MEDIA_CONTAINER_INVALID`, `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`
   */
  async read(): Promise<Uint8Array> {
    this.#given = Promise.withResolvers()
    this.#wanted.resolve()
    const bytes = await this.#given.promise
    this.next += 1
    return bytes
  }

  close(): void {
    this.#abort.abort()
    this.#wanted.reject(new BuskerError('MEDIA_CANCELLED', 'The track was closed.'))
  }

  #fail(error: unknown): void {
    this.#given.promise.catch(() => undefined)
    this.#given.reject(error)
    // Whoever asks after the end gets the same answer.
    void this.#wanted.promise.then(
      () => this.#given.reject(error),
      () => undefined,
    )
  }

  async #give(pipe: AsyncIterable<Uint8Array>, from: number): Promise<void> {
    const init: Uint8Array[] = []
    let gathered: Uint8Array[] = []
    let segment = from
    let left = this.#framesIn(segment)
    for await (const box of splitBoxes(pipe)) {
      if (box.type === 'ftyp' || box.type === 'moov') init.push(box.bytes)
      if (box.type === 'moov') this.#given.resolve(concat(init))
      if (box.type === 'moof') moveFragment(box, this.#plan[from - 1]?.at ?? 0)
      if (box.type === 'moof' || box.type === 'mdat') gathered.push(box.bytes)
      if (box.type !== 'mdat') continue
      left -= 1
      if (left > 0) continue
      await this.#wanted.promise
      this.#wanted = Promise.withResolvers()
      this.#wanted.promise.catch(() => undefined)
      this.#abort.signal.throwIfAborted()
      this.#given.resolve(concat(gathered))
      gathered = []
      segment += 1
      left = this.#framesIn(segment)
    }
  }

  #framesIn(segment: number): number {
    return Math.ceil((this.#plan[segment - 1]?.samples ?? 0) / fileFrameSamples)
  }
}

/** @param at the first sample that is wanted */
function argumentsFrom(sound: FileSound, at: number): string[] {
  const { sampleRate, channels, sampleCount, bitDepth, isSeekable } = sound
  const total = sampleCount + filePadding
  const skipped = isSeekable ? at : 0
  const seek = skipped === 0 ? [] : ['-ss', (skipped / sampleRate).toFixed(6)]
  const input = { ...sound.ffmpegInput, options: [...sound.ffmpegInput.options, ...seek] }
  // Dithered where the codec has no depth of its own.
  const depth =
    bitDepth === null
      ? 'aresample=osf=s16:dither_method=triangular'
      : `aformat=sample_fmts=${bitDepth <= 16 ? 's16' : 's32'}`
  const graph = [
    `${inputGraph(input)}aresample=${sampleRate}`,
    `aformat=channel_layouts=${channels === 1 ? 'mono' : 'stereo'}`,
    `apad=whole_len=${total - skipped}`,
    `atrim=start_sample=${at - skipped}:end_sample=${total - skipped}`,
    depth,
    // Last: what dithers rounds times.
    'asetpts=N/SR/TB',
  ].join(',')
  const encoded = `-c:a flac -strict experimental -bits_per_raw_sample 24 -frame_size ${fileFrameSamples}`
  return [
    '-v',
    'error',
    ...inputArguments(input),
    '-filter_complex',
    `${graph}[sound]`,
    ...`-map [sound] ${encoded} ${container} pipe:3`.split(' '),
  ]
}
