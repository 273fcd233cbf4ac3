import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { hexToBytes } from 'viem'
import writeFileAtomic from 'write-file-atomic'
import type { ChainClient } from './chainClient.ts'
import { scanNewBlocks, writeSeenBlocks, type SeenBlocks } from './seenBlocks.ts'

const pollIntervalMs = 200

export interface ChainStateFiles {
  /** The chain's state, as `anvil --load-state` reads it. */
  readonly state: string
  /** See seenBlocks.ts. */
  readonly seen: string
}

/**
 * Writes the chain's state, whole or not at all, so that a kill at any moment leaves a file that loads.
 * (Anvil's own `--state` rewrites the file in place, and would do so each second, however little happened.)
 */
export async function saveState(client: ChainClient, file: string): Promise<void> {
  const dump = await client.dumpState()
  await writeFileAtomic(file, await promisify(gunzip)(hexToBytes(dump)), { mode: 0o600 })
}

/** Follows the chain: records each new block before anything else, then saves the state if something happened in it. */
export class ChainStateSaver {
  readonly #client: ChainClient
  readonly #files: ChainStateFiles
  readonly #onFailure: (error: unknown) => void
  #seen: SeenBlocks
  #running: { stop: AbortController; ended: Promise<void> } | null = null

  /** @param onFailure called once when following ends with an error: the chain is gone, or the disk refuses */
  constructor(
    client: ChainClient,
    files: ChainStateFiles,
    seen: SeenBlocks,
    onFailure: (error: unknown) => void,
  ) {
    this.#client = client
    this.#files = files
    this.#seen = seen
    this.#onFailure = onFailure
  }

  start(): void {
    if (this.#running) return
    const stop = new AbortController()
    const ended = this.#saveNewBlocks(stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) this.#onFailure(error)
    })
    this.#running = { stop, ended }
  }

  /** Stops following. The state as of now is not saved: {@link save} does that. */
  async stop(): Promise<void> {
    this.#running?.stop.abort()
    await this.#running?.ended
    this.#running = null
  }

  /** Records and saves everything up to now. */
  async save(): Promise<void> {
    this.#seen = await scanNewBlocks(this.#client, this.#seen)
    await writeSeenBlocks(this.#files.seen, this.#seen)
    await saveState(this.#client, this.#files.state)
  }

  async #saveNewBlocks(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const seen = await scanNewBlocks(this.#client, this.#seen)
      if (seen.newest > this.#seen.newest) {
        await writeSeenBlocks(this.#files.seen, seen)
        const changed = seen.newestWithTransaction.number > this.#seen.newestWithTransaction.number
        this.#seen = seen
        if (changed) await saveState(this.#client, this.#files.state)
      }
      await delay(pollIntervalMs, undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error
      })
    }
  }
}
