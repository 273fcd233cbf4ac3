import PQueue from 'p-queue'
import { BuskerError } from '../../shared/errors.ts'
import type { TimeRange } from './segmentTimeline.ts'
import { flacMime } from './transcode/mp4Writer.ts'

/** Some bytes for the decoder, and what is heard of them. */
export interface MediaChunk {
  /** Where the piece's own time 0 falls, seconds. */
  readonly offset: number
  /** What falls outside is cut, to the sample. */
  readonly window: TimeRange
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A duration longer than any queue, seconds: seeking works only before a media source's end. */
const openEndedDuration = 10_000_000

/** A media element's one timeline: everything about Media Source Extensions. Calls are carried out one after the other. */
export class MediaSourceBuffer {
  readonly #source = new MediaSource()
  readonly #buffer: Promise<SourceBuffer>
  readonly #operations = new PQueue({ concurrency: 1 })

  constructor(element: HTMLMediaElement) {
    const url = URL.createObjectURL(this.#source)
    this.#buffer = new Promise((resolve, reject) => {
      const open = () => {
        URL.revokeObjectURL(url)
        try {
          const buffer = this.#source.addSourceBuffer(flacMime)
          this.#source.duration = openEndedDuration
          resolve(buffer)
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }
      this.#source.addEventListener('sourceopen', open, { once: true })
    })
    // Who appends first hears of it.
    this.#buffer.catch(() => undefined)
    element.src = url
  }

  /** @throws QuotaExceededError (a DOMException) when room must be made first; BuskerError `PLAYBACK_NOT_DECODED` */
  append({ offset, window, bytes }: MediaChunk): Promise<void> {
    return this.#runExclusive(async (buffer) => {
      buffer.timestampOffset = offset
      buffer.appendWindowStart = 0
      buffer.appendWindowEnd = window.to
      buffer.appendWindowStart = window.from
      await this.#whenUpdated(buffer, () => buffer.appendBuffer(bytes))
      if (this.#source.duration !== openEndedDuration) this.#source.duration = openEndedDuration
    })
  }

  /** Removes a range; the timeline can then be appended to again after {@link end}. */
  remove({ from, to }: TimeRange): Promise<void> {
    return this.#runExclusive(async (buffer) => {
      await this.#whenUpdated(buffer, () => buffer.remove(from, to))
      if (this.#source.duration !== openEndedDuration) this.#source.duration = openEndedDuration
    })
  }

  /** Says that nothing follows what is there, so that the element ends at its last sample. */
  end(): Promise<void> {
    return this.#runExclusive(async () => {
      if (this.#source.readyState === 'open') this.#source.endOfStream()
    })
  }

  get isEnded(): boolean {
    return this.#source.readyState === 'ended'
  }

  /** What is buffered, in order. */
  ranges(): TimeRange[] {
    const { buffered } = this.#source.sourceBuffers[0] ?? {}
    return Array.from({ length: buffered?.length ?? 0 }, (_, index) => ({
      from: buffered?.start(index) ?? 0,
      to: buffered?.end(index) ?? 0,
    }))
  }

  #runExclusive<T>(run: (buffer: SourceBuffer) => Promise<T>): Promise<T> {
    return this.#operations.add(async () => run(await this.#buffer))
  }

  #whenUpdated(buffer: SourceBuffer, begin: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      let isBroken = false
      const broke = () => (isBroken = true)
      buffer.addEventListener('error', broke, { once: true })
      const finish = () => {
        buffer.removeEventListener('error', broke)
        if (isBroken) reject(notDecodedError())
        else resolve()
      }
      buffer.addEventListener('updateend', finish, { once: true })
      try {
        begin()
      } catch (error) {
        buffer.removeEventListener('error', broke)
        buffer.removeEventListener('updateend', finish)
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
  }
}

/** What the decoder does not take; the browser says it of the buffer, or of the whole element. */
export function notDecodedError(): BuskerError {
  return new BuskerError('PLAYBACK_NOT_DECODED', 'This track could not be decoded.')
}
