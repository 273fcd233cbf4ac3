import PQueue from 'p-queue'
import type { Label } from '../../shared/ids.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { boughtTracks } from '../market/boughtTracks.ts'
import { hasAccess } from '../market/purchaseOutcome.ts'
import type { Purchase } from '../market/purchases.ts'
import type { Downloads } from './downloads.ts'
import type { Playback } from './playback.ts'

export interface KeepBoughtParts {
  /** Tells of orders that changed. Returns unsubscribe. */
  readonly onPurchase: (listener: (id: string) => void) => () => void
  readonly purchase: (id: string) => Pick<Purchase, 'state' | 'label' | 'manifest'> | undefined
  readonly catalogue: Pick<Catalogue, 'manifest'>
  readonly playback: Pick<Playback, 'download'>
  readonly downloads: Pick<Downloads, 'has' | 'want' | 'wanted'>
  /** Told of a track that could not be fetched; it can be downloaded by hand, and is tried again by the next start. */
  readonly onFailure: (error: unknown) => void
  /** Milliseconds after access; what was just bought is heard first. Default 5,000. */
  readonly delayMs?: number
}

/** Fetches what is bought as a whole, one track after the other, so that it can be heard when everybody is gone. */
export class KeepBought {
  readonly #parts: KeepBoughtParts
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #stop = new AbortController()
  readonly #seen = new Set<string>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #unsubscribe: () => void

  constructor(parts: KeepBoughtParts) {
    this.#parts = parts
    this.#unsubscribe = parts.onPurchase((id) => this.#look(id))
  }

  /** Goes on with what an earlier run did not come to the end of. */
  resume(): void {
    if (this.#stop.signal.aborted) return
    for (const label of this.#parts.downloads.wanted()) this.#keep(label)
  }

  async stop(): Promise<void> {
    this.#unsubscribe()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#stop.abort()
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  #look(id: string): void {
    const purchase = this.#parts.purchase(id)
    if (purchase === undefined || !hasAccess(purchase) || this.#seen.has(id)) return
    this.#seen.add(id)
    const tracks = boughtTracks(this.#parts.catalogue, purchase)
    for (const label of tracks) this.#parts.downloads.want(label)
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      for (const label of tracks) this.#keep(label)
    }, this.#parts.delayMs ?? 5000)
    this.#timers.add(timer)
  }

  #keep(label: Label): void {
    const { playback, downloads, onFailure } = this.#parts
    const { signal } = this.#stop
    const download = async () => {
      if (downloads.has(label)) return
      try {
        await playback.download(label, { signal })
      } catch (error) {
        if (!signal.aborted) onFailure(error)
      }
    }
    void this.#queue.add(download)
  }
}
