import { type ResourceLimits, Worker } from 'node:worker_threads'
import { inTurn } from '../../ipfs/blocks/inTurn.ts'
import { decodeKept } from '../../protocol/codec.ts'
import { type TrackOutline, trackOutline } from '../../protocol/manifest.ts'
import { BuskerError, type ErrorData, remoteError } from '../../shared/errors.ts'
import { type TrackLinks, type TrackReading, trackReadings } from './trackReading.ts'

/** What is no longer is read in the thread that asks: it takes a few milliseconds. */
const shortBytes = 16 * 1024
/** Of the thread's own heap: the longest manifest takes half of it. */
const defaultHeap: ResourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }
/** The thread ends after so much time without a question, ms. */
const idleMs = 20_000

export interface ThreadQuestion {
  readonly id: number
  readonly reading: TrackReading
  readonly bytes: Uint8Array
}

export type ThreadAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ErrorData }

/**
 * Reads manifests of tracks. A long one, of which a stranger may send any number, is read in a thread of its own with a heap
 * of its own, one after the other: this process goes on meanwhile, and does not grow.
 */
export class ManifestReader {
  readonly #heap: ResourceLimits
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #thread: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #lastId = 0

  constructor(heap = defaultHeap) {
    this.#heap = heap
  }

  /** Verifies a manifest as `verifyManifest` does. @throws BuskerError as it does; `PROCESS_CRASHED` */
  async outline(bytes: Uint8Array): Promise<TrackOutline> {
    return decodeKept(trackOutline, await this.#read('verifiedOutline', bytes))
  }

  /** Of a manifest that was verified before it was kept. @throws BuskerError `PROCESS_CRASHED` */
  async keptOutline(bytes: Uint8Array): Promise<TrackOutline> {
    return decodeKept(trackOutline, await this.#read('keptOutline', bytes))
  }

  /** Verifies no signature. @throws BuskerError `PROTOCOL_TOO_LARGE`, `PROTOCOL_MALFORMED`, `PROCESS_CRASHED` */
  links(bytes: Uint8Array): Promise<TrackLinks> {
    return this.#read('links', bytes)
  }

  #read<R extends TrackReading>(reading: R, bytes: Uint8Array): ReturnType<(typeof trackReadings)[R]> {
    const result =
      bytes.byteLength <= shortBytes
        ? inTurn<unknown>(() => trackReadings[reading](bytes))
        : this.#ask(reading, bytes)
    return result as ReturnType<(typeof trackReadings)[R]>
  }

  #ask(reading: TrackReading, bytes: Uint8Array): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>()
    const id = (this.#lastId += 1)
    this.#waiting.set(id, answer)
    clearTimeout(this.#idle)
    this.#thread ??= this.#start()
    this.#thread.ref()
    this.#thread.postMessage({ id, reading, bytes } satisfies ThreadQuestion)
    return answer.promise
  }

  #start(): Worker {
    const thread = new Worker(new URL('manifestThread.ts', import.meta.url), { resourceLimits: this.#heap })
    thread.on('message', (answer: ThreadAnswer) => this.#settle(answer))
    thread.on('error', (error) => this.#fail(thread, error))
    thread.on('exit', () => this.#fail(thread))
    return thread
  }

  #settle(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('error' in answer) waiting?.reject(remoteError(answer.error))
    else waiting?.resolve(answer.result)
    if (this.#waiting.size > 0) return
    const thread = this.#thread
    thread?.unref()
    this.#idle = setTimeout(() => this.#end(thread), idleMs).unref()
  }

  #end(thread: Worker | undefined): void {
    if (this.#thread === thread) this.#thread = undefined
    void thread?.terminate()
  }

  #fail(thread: Worker, cause?: Error): void {
    if (this.#thread !== thread) return
    this.#thread = undefined
    const unanswered = [...this.#waiting.values()]
    this.#waiting.clear()
    const error = new BuskerError(
      'PROCESS_CRASHED',
      'The reader of manifests ended before it had answered.',
      { cause },
    )
    for (const { reject } of unanswered) reject(error)
  }
}

/** One for all of this process. */
export const manifestReader = new ManifestReader()
