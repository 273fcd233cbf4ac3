import type { Stream, StreamCloseEvent, StreamMessageEvent } from '@libp2p/interface'
import { pEvent } from 'p-event'
import { Uint8ArrayList } from 'uint8arraylist'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { headBytes, type LimitOf } from '../../protocol/rpc.ts'

/** A length below 2^28. */
const prefixMaxBytes = 4
/** What may have arrived beyond what is being read, before the other end is told to wait. */
const defaultAheadBytes = 64 * 1024

export interface FrameOptions {
  /** A longer frame is refused before it is read: `PROTOCOL_TOO_LARGE`. */
  readonly maxBytes: number
  /** What may arrive before it is asked for: as much as is needed to keep the line busy. */
  readonly aheadBytes?: number
  /** Hears of every byte before it is kept; what it throws ends the reading. */
  readonly onBytes?: (count: number) => void
  /** The longest pause within a frame, ms. Left out: only the signal ends it. */
  readonly idleMs?: number
}

interface ReadOptions {
  readonly signal?: AbortSignal
  /** Says from the first bytes of a frame how long it may be; what it throws refuses the frame. */
  readonly limitOf?: LimitOf
}

interface StreamFrames {
  read(options?: ReadOptions): Promise<Uint8ArrayList>
  write(frame: Uint8Array | Uint8ArrayList, options?: { signal: AbortSignal }): Promise<void>
  /** Nothing more is read: what came beyond goes, and the other end is not told to go on. */
  endReading(): Promise<void>
}

/** Length-prefixed frames over a libp2p stream, in the form that lpStream of @libp2p/utils writes. */
export function framesOf(stream: Stream, options: FrameOptions): StreamFrames {
  const reader = new FrameReader(stream, options)
  return {
    read: (reading = {}) => reader.read(reading),
    async write(frame, { signal } = { signal: new AbortController().signal }) {
      if (stream.send(new Uint8ArrayList(prefixOf(frame.byteLength), frame))) return
      await pEvent(stream, 'drain', { signal, rejectionEvents: ['close'] })
    },
    endReading: () => reader.end(),
  }
}

/** Reads frames, and lets no more of them wait than it must. */
class FrameReader {
  readonly #stream: Stream
  readonly #options: FrameOptions
  readonly #unread = new Uint8ArrayList()
  /** Bytes that the reader waits for. */
  #wanted = 0
  #isPaused = false
  #changed = Promise.withResolvers<void>()
  #failure: Error | null = null

  constructor(stream: Stream, options: FrameOptions) {
    this.#stream = stream
    this.#options = options
    stream.addEventListener('message', this.#onMessage)
    stream.addEventListener('remoteCloseWrite', () => this.#changed.resolve())
    stream.addEventListener('close', ({ error }: StreamCloseEvent) => {
      if (error === undefined) this.#changed.resolve()
      else this.#fail(error)
    })
  }

  async read({ signal, limitOf }: ReadOptions): Promise<Uint8ArrayList> {
    const onAbort = () => this.#changed.reject(signal?.reason)
    signal?.throwIfAborted()
    signal?.addEventListener('abort', onAbort)
    try {
      const length = await this.#readLength()
      if (length > this.#options.maxBytes) throw tooLarge()
      if (limitOf !== undefined) {
        const head = Math.min(length, headBytes)
        await this.#fill(head)
        if (length > limitOf(this.#unread.subarray(0, head))) throw tooLarge()
      }
      await this.#fill(length)
      return this.#take(length)
    } finally {
      this.#wanted = 0
      signal?.removeEventListener('abort', onAbort)
    }
  }

  async end(): Promise<void> {
    this.#stopKeeping()
    this.#unread.consume(this.#unread.byteLength)
    // A stream that is not paused renews its window for what it throws away.
    this.#pause()
    await this.#stream.closeRead()
  }

  async #readLength(): Promise<number> {
    let length = 0
    for (let index = 0; index < prefixMaxBytes; index++) {
      await this.#fill(1)
      const byte = this.#take(1).get(0)
      length += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return length
    }
    throw tooLarge()
  }

  /** Resolves when so much has arrived. */
  async #fill(count: number): Promise<void> {
    this.#wanted = count
    const { idleMs } = this.#options
    const idle = idleMs === undefined ? undefined : setTimeout(() => this.#fail(tooSlow()), idleMs)
    try {
      while (this.#unread.byteLength < count) {
        if (this.#failure !== null) throw this.#failure
        if (this.#hasEnded()) throw new Error('The stream ended within a message.')
        this.#resume()
        if (this.#unread.byteLength >= count) return
        await this.#changed.promise
        this.#changed = Promise.withResolvers()
        idle?.refresh()
      }
    } catch (error) {
      this.#changed = Promise.withResolvers()
      throw error
    } finally {
      clearTimeout(idle)
    }
  }

  #take(count: number): Uint8ArrayList {
    const taken = this.#unread.sublist(0, count)
    this.#unread.consume(count)
    return taken
  }

  readonly #onMessage = ({ data }: StreamMessageEvent): void => {
    try {
      this.#options.onBytes?.(data.byteLength)
      this.#unread.append(data)
      if (this.#unread.byteLength > this.#wanted + (this.#options.aheadBytes ?? defaultAheadBytes))
        this.#pause()
      this.#changed.resolve()
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#stopKeeping()
    this.#changed.resolve()
  }

  #stopKeeping(): void {
    this.#stream.removeEventListener('message', this.#onMessage)
    this.#stream.addEventListener('message', drop)
  }

  #hasEnded(): boolean {
    const { remoteWriteStatus, readBufferLength, status } = this.#stream
    return (remoteWriteStatus !== 'writable' || status !== 'open') && readBufferLength === 0
  }

  #pause(): void {
    if (this.#isPaused || this.#stream.readStatus !== 'readable') return
    this.#isPaused = true
    this.#stream.pause()
  }

  #resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    if (this.#stream.readStatus === 'paused') this.#stream.resume()
  }
}

function drop(): void {
  // A listener that keeps nothing: without one the stream itself would keep what comes.
}

/** What stands before a frame of so many bytes. */
export function prefixOf(length: number): Uint8Array {
  const bytes: number[] = []
  let left = length
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80)
  return Uint8Array.of(...bytes, left)
}

function tooLarge(): BuskerError {
  return new BuskerError('PROTOCOL_TOO_LARGE', 'A message longer than this operation allows was refused.')
}

function tooSlow(): Error {
  return new DOMException('A message stopped in its middle.', 'TimeoutError')
}

/** Says what a broken exchange with a peer means to whoever asked for it. */
export function toPeerError(error: unknown, peer: string, signal: AbortSignal): unknown {
  if (isBuskerError(error)) return error
  if (signal.aborted) {
    const reason: unknown = signal.reason
    if (!(reason instanceof Error) || reason.name !== 'TimeoutError') return reason
    return new BuskerError('IPFS_PEER_TIMEOUT', `${peer} did not answer in time. Try again later.`, {
      cause: error,
    })
  }
  if (error instanceof Error && error.name === 'UnsupportedProtocolError') {
    return new BuskerError('PROTOCOL_UNKNOWN', `${peer} does not offer this service.`, { cause: error })
  }
  return new BuskerError(
    'IPFS_PEER_UNREACHABLE',
    `${peer} can't be reached. It may be offline; try again later.`,
    { cause: error },
  )
}
