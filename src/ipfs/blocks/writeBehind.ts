import type { CID } from 'multiformats/cid'
import PQueue from 'p-queue'
import { pEvent } from 'p-event'

/** As many bytes may wait before whoever brings more has to wait, too. */
const roomBytes = 32 * 1024 * 1024

/**
 * Blocks on their way to the disk. Making a file takes longer than fetching what it will hold, so a fetched block is
 * given out first and written after; a crash before that costs a second fetch.
 */
export class WriteBehind {
  readonly #write: (cid: CID, bytes: Uint8Array) => Promise<void>
  readonly #onFailure: (error: unknown) => void
  readonly #waiting = new Map<string, Uint8Array>()
  readonly #queue = new PQueue({ concurrency: 1 })
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
      void this.#queue.add(() => this.#next(name, cid, bytes))
    }
    if (this.#bytes > roomBytes) await pEvent(this.#queue, 'next', { filter: () => this.#bytes <= roomBytes })
  }

  /** The block, if it is still on its way. */
  get(cid: CID): Uint8Array | undefined {
    return this.#waiting.get(cid.toString())
  }

  /** Resolves when nothing is on its way. */
  settled(): Promise<void> {
    return this.#queue.onIdle()
  }

  async #next(name: string, cid: CID, bytes: Uint8Array): Promise<void> {
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
