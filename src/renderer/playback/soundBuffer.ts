import { BuskerError } from '../../shared/errors.ts'
import type { Stretch } from './plan.ts'

/** Some bytes for the decoder, and what is heard of them. */
export interface Piece {
  readonly mime: string
  /** Where the piece's own time 0 falls, seconds. */
  readonly offset: number
  /** What falls outside is cut, to the sample. */
  readonly window: Stretch
  readonly bytes: ArrayBuffer
}

/** Longer than anybody listens, seconds: only what lies before a media source's end can be jumped to. */
const forever = 10_000_000
/** The commonest type; another is changed to when it comes. */
const firstMime = 'audio/mp4; codecs="mp4a.40.2"'

/** A media element's one timeline: everything about Media Source Extensions. Calls are carried out one after the other. */
export class SoundBuffer {
  readonly #source = new MediaSource()
  readonly #buffer: Promise<SourceBuffer>
  #mime = firstMime
  #last: Promise<unknown>

  constructor(element: HTMLMediaElement) {
    const url = URL.createObjectURL(this.#source)
    this.#buffer = new Promise((resolve, reject) => {
      const open = () => {
        URL.revokeObjectURL(url)
        try {
          const buffer = this.#source.addSourceBuffer(firstMime)
          this.#source.duration = forever
          resolve(buffer)
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }
      this.#source.addEventListener('sourceopen', open, { once: true })
    })
    this.#last = this.#buffer.catch(() => undefined)
    element.src = url
  }

  /** @throws QuotaExceededError (a DOMException) when room must be made first; BuskerError `PLAYBACK_NOT_DECODED` */
  append({ mime, offset, window, bytes }: Piece): Promise<void> {
    return this.#inTurn(async (buffer) => {
      if (mime !== this.#mime) {
        buffer.changeType(mime)
        this.#mime = mime
      }
      buffer.timestampOffset = offset
      buffer.appendWindowStart = 0
      buffer.appendWindowEnd = window.to
      buffer.appendWindowStart = window.from
      await this.#done(buffer, () => buffer.appendBuffer(bytes))
      if (this.#source.duration !== forever) this.#source.duration = forever
    })
  }

  /** Forgets a stretch; the timeline can then be appended to again after {@link end}. */
  remove({ from, to }: Stretch): Promise<void> {
    return this.#inTurn(async (buffer) => {
      await this.#done(buffer, () => buffer.remove(from, to))
      if (this.#source.duration !== forever) this.#source.duration = forever
    })
  }

  /** Says that nothing follows what is there, so that the element ends at its last sample. */
  end(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#source.readyState === 'open') this.#source.endOfStream()
    })
  }

  get isEnded(): boolean {
    return this.#source.readyState === 'ended'
  }

  /** What is buffered, in order. */
  ranges(): Stretch[] {
    const { buffered } = this.#source.sourceBuffers[0] ?? {}
    return Array.from({ length: buffered?.length ?? 0 }, (_, index) => ({
      from: buffered?.start(index) ?? 0,
      to: buffered?.end(index) ?? 0,
    }))
  }

  #inTurn<T>(run: (buffer: SourceBuffer) => Promise<T>): Promise<T> {
    const done = this.#last.then(async () => run(await this.#buffer))
    this.#last = done.catch(() => undefined)
    return done
  }

  #done(buffer: SourceBuffer, begin: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      let isBroken = false
      const broke = () => (isBroken = true)
      buffer.addEventListener('error', broke, { once: true })
      const finish = () => {
        buffer.removeEventListener('error', broke)
        if (isBroken) reject(new BuskerError('PLAYBACK_NOT_DECODED', 'This track could not be decoded.'))
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
