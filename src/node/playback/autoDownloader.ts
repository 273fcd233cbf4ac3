import PQueue from 'p-queue'
import type { Label } from '../../shared/ids.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { boughtTracks } from '../market/boughtTracks.ts'
import type { Purchase } from '../market/purchases.ts'
import type { Downloads } from './downloads.ts'
import type { Playback } from './playback.ts'

type BoughtTracks = Pick<Purchase, 'state' | 'label' | 'manifest'>

export interface AutoDownloaderOptions {
  /** Tells of orders that changed. Returns unsubscribe. */
  readonly onPurchase: (listener: (id: string) => void) => () => void
  readonly purchase: (id: string) => BoughtTracks | undefined
  readonly catalogue: Pick<CatalogueService, 'manifest'>
  readonly playback: Pick<Playback, 'download' | 'prefetchSealed'>
  readonly downloads: Pick<Downloads, 'has' | 'want' | 'wanted'>
  /** Called when a track could not be fetched; a person can download it, and the next start tries again. */
  readonly onFailure: (error: unknown) => void
  /** Pause between access and download, ms, so that playing what was just bought comes first. Default 5,000. */
  readonly delayMs?: number
}

/**
 * Downloads purchased tracks whole, one after the other, so that they play when no peer is online. What is heard first is
 * fetched while the payment is under way.
 */
export class AutoDownloader {
  readonly #options: AutoDownloaderOptions
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #stop = new AbortController()
  readonly #seen = new Set<string>()
  readonly #begun = new Set<string>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #unsubscribe: () => void

  constructor(options: AutoDownloaderOptions) {
    this.#options = options
    this.#unsubscribe = options.onPurchase((id) => this.#onPurchase(id))
  }

  /** Resumes the downloads that an earlier run did not finish. */
  resume(): void {
    if (this.#stop.signal.aborted) return
    for (const label of this.#options.downloads.wanted()) this.#queueDownload(label)
  }

  async stop(): Promise<void> {
    this.#unsubscribe()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#stop.abort()
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  #onPurchase(id: string): void {
    const purchase = this.#options.purchase(id)
    if (purchase?.state === 'paying' && !this.#begun.has(id)) this.#prefetch(id, purchase)
    if (purchase === undefined || !hasAccess(purchase) || this.#seen.has(id)) return
    this.#seen.add(id)
    const tracks = boughtTracks(this.#options.catalogue, purchase)
    for (const label of tracks) this.#options.downloads.want(label)
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      for (const label of tracks) this.#queueDownload(label)
    }, this.#options.delayMs ?? 5000)
    this.#timers.add(timer)
  }

  #prefetch(id: string, purchase: BoughtTracks): void {
    this.#begun.add(id)
    const [first] = boughtTracks(this.#options.catalogue, purchase)
    // What can't be fetched now says so when it is played.
    if (first !== undefined) this.#options.playback.prefetchSealed(first).catch(() => undefined)
  }

  #queueDownload(label: Label): void {
    const { playback, downloads, onFailure } = this.#options
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
