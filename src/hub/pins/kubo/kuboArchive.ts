import type { CID } from 'multiformats/cid'
import type { BlockArchive } from '../../../ipfs/blocks/archivedBlocks.ts'
import type { KuboClient } from './kuboClient.ts'

/** After it has not answered, nobody waits for Kubo again for so long, ms. */
const pauseMs = 5_000

/** What Kubo keeps, for whoever asks the hub. While Kubo does not answer, nothing is there. */
export class KuboArchive implements BlockArchive {
  readonly #kubo: Pick<KuboClient, 'read' | 'has'>
  readonly #onFailure: (error: unknown) => void
  #silentUntil = 0

  /** @param onFailure hears of questions that Kubo did not answer */
  constructor(kubo: Pick<KuboClient, 'read' | 'has'>, onFailure: (error: unknown) => void) {
    this.#kubo = kubo
    this.#onFailure = onFailure
  }

  read(cid: CID): Promise<Uint8Array | undefined> {
    return this.#ask(undefined, () => this.#kubo.read(cid))
  }

  has(cid: CID): Promise<boolean> {
    return this.#ask(false, () => this.#kubo.has(cid))
  }

  async #ask<T>(otherwise: T, ask: () => Promise<T>): Promise<T> {
    if (performance.now() < this.#silentUntil) return otherwise
    try {
      return await ask()
    } catch (error) {
      this.#silentUntil = performance.now() + pauseMs
      this.#onFailure(error)
      return otherwise
    }
  }
}
