import type { CID } from 'multiformats/cid'
import PQueue from 'p-queue'
import { pEvent } from 'p-event'

/** At most this many bytes are queued; above it `add` waits. */
const maxQueuedBytes = 32 * 1024 * 1024
/** Above this many bytes writing starts even while blocks still arrive. */
const writeThresholdBytes = maxQueuedBytes / 2
/** Blocks that come closer together than this are of one fetch, which would share its processor with the writing. */
const idleMs = 20

/**
 * Blocks on their way to the disk. Making a file takes longer than fetching what it will hold, so a fetched block is
 * given out first and written when no others come; a crash before that costs a second fetch.
 */
export class WriteBehind {
  readonly #write: (cid: CID, bytes: Uint8Array) => Promise<void>
  readonly #onFailure: (error: unknown) => void
  readonly #waiting = new Map<string, Uint8Array>()
  readonly #queue = new PQueue({ concurrency: 1, autoStart: false })
  #idleTimer: NodeJS.Timeout | undefined
  #bytes = 0

  /** @param onFailure hears of what could not be written: the block is not kept then */
  constructor(write: (cid: CID, bytes: Uint8Array) => Promise<void>, onFailure: (error: unknown) => void) {
    this.#write = write
    this.#onFailure = onFailure
  }

  /** Takes a block in; resolves when there is room for another. */
  async add(cid: CID, bytes: Uint8Array): Promise<void> {
    const name = cid.toString()
    if (!this.#waiting.has(name)) {
      this.#waiting.set(name, bytes)
      this.#bytes += bytes.byteLength
      void this.#queue.add(() => this.#writeNext(name, cid, bytes))
      if (this.#bytes > writeThresholdBytes) this.#startWriting()
      else this.#scheduleWriting()
    }
    if (this.#bytes > maxQueuedBytes)
      await pEvent(this.#queue, 'next', { filter: () => this.#bytes <= maxQueuedBytes })
  }

  /** The block, if it is still on its way. */
  get(cid: CID): Uint8Array | undefined {
    return this.#waiting.get(cid.toString())
  }

  /** Begins to write, if need be; resolves when nothing is on its way. */
  flush(): Promise<void> {
    this.#startWriting()
    return this.#queue.onIdle()
  }

  #startWriting(): void {
    clearTimeout(this.#idleTimer)
    this.#queue.start()
  }

  #scheduleWriting(): void {
    clearTimeout(this.#idleTimer)
    this.#queue.pause()
    this.#idleTimer = setTimeout(() => this.#queue.start(), idleMs)
  }

  async #writeNext(name: string, cid: CID, bytes: Uint8Array): Promise<void> {
    try {
      await this.#write(cid, bytes)
    } catch (error) {
      this.#onFailure(error)
    } finally {
      this.#waiting.delete(name)
      this.#bytes -= bytes.byteLength
    }
  }
}
