import { BuskerError } from '../../shared/errors.ts'
import { FileRun } from './fileRun.ts'
import { type FileSound, type PlannedSegment, planFileSegments } from './fileSound.ts'

export interface FileSegmentsOptions {
  /** Path of the binary. */
  readonly ffmpeg: string
  /** Ms without a question after which ffmpeg is ended; it starts again where it is needed. */
  readonly idleMs?: number
}

/** Segments made for nobody on the way to the one that is wanted: more than so many, and ffmpeg starts anew there. */
const passedBy = 8
/** A minute and a half: what is heard again after a short jump back is not made again. */
const remembered = 24

/**
 * The sound of any file as a player takes it: FLAC in fMP4, made by one ffmpeg as it is asked for. Whatever the file turns out to
 * hold, the segments are as long as they were planned: what is missing is silence, what is too much is cut.
 */
export class FileSegments {
  readonly #sound: FileSound
  readonly #options: FileSegmentsOptions
  readonly #plan: readonly PlannedSegment[]
  readonly #made = new Map<number, Uint8Array>()
  #init: Uint8Array | undefined
  #run: FileRun | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined

  constructor(sound: FileSound, options: FileSegmentsOptions) {
    this.#sound = sound
    this.#options = options
    this.#plan = planFileSegments(sound)
  }

  /** Samples of each, the first one of the init segment, which has none. */
  get samples(): readonly number[] {
    return [0, ...this.#plan.map(({ samples }) => samples)]
  }

  /**
   * @param index 0 is the init segment
   * @throws BuskerError `PLAYBACK_NO_SEGMENT`, `MEDIA_DECODE_FAILED`, `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`
   */
  read(index: number): Promise<Uint8Array> {
    const read = this.#turn.then(() => this.#read(index))
    this.#turn = read.catch(() => undefined)
    return read
  }

  /** Ends ffmpeg, if it runs; reading starts it again. */
  close(): void {
    clearTimeout(this.#idle)
    this.#run?.close()
    this.#run = undefined
  }

  async #read(index: number): Promise<Uint8Array> {
    const known = index === 0 ? this.#init : this.#made.get(index)
    if (known !== undefined) return known
    if (index > this.#plan.length) {
      throw new BuskerError('PLAYBACK_NO_SEGMENT', 'This track has no such segment.')
    }
    clearTimeout(this.#idle)
    try {
      return await this.#make(index)
    } catch (error) {
      this.close()
      throw error
    } finally {
      const { idleMs = 60_000 } = this.#options
      this.#idle = setTimeout(() => this.close(), idleMs).unref()
    }
  }

  async #make(index: number): Promise<Uint8Array> {
    const run = await this.#runUpTo(Math.max(1, index))
    if (index === 0) return run.init
    for (;;) {
      const at = run.next
      const bytes = await run.read()
      this.#remember(at, bytes)
      if (at === index) return bytes
    }
  }

  /** One that gives this segment, soon. */
  async #runUpTo(index: number): Promise<FileRun> {
    const run = this.#run
    if (run !== undefined && index >= run.next && index - run.next <= passedBy) return run
    this.close()
    const started = await FileRun.start(this.#sound, this.#plan, index, this.#options.ffmpeg)
    this.#run = started
    this.#init ??= started.init
    return started
  }

  #remember(index: number, bytes: Uint8Array): void {
    this.#made.set(index, bytes)
    const [oldest] = this.#made.keys()
    if (this.#made.size > remembered && oldest !== undefined) this.#made.delete(oldest)
  }
}
