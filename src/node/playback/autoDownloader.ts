import PQueue from 'p-queue'
import type { Address, Label } from '../../shared/ids.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { boughtFiles, boughtTracks } from '../market/boughtTracks.ts'
import type { Purchase } from '../market/purchases.ts'
import type { Downloads } from './downloads.ts'
import type { Playback } from './playback.ts'

type BoughtTracks = Pick<Purchase, 'state' | 'label' | 'manifest' | 'recipient'>

export interface AutoDownloaderOptions {
  /** Whose machine it is: what is for somebody else is not fetched. */
  readonly account: Address
  /** Tells of orders that changed. Returns unsubscribe. */
  readonly onPurchase: (listener: (id: string) => void) => () => void
  readonly purchase: (id: string) => BoughtTracks | undefined
  readonly catalogue: Pick<CatalogueService, 'manifest' | 'edition'>
  readonly playback: Pick<Playback, 'download' | 'prefetchSealed'>
  readonly downloads: Pick<Downloads, 'has' | 'want' | 'wanted' | 'releases'>
  /** Called when a track could not be fetched; a person can download it, and the next start tries again. */
  readonly onFailure: (error: unknown) => void
  /** Pause between access and download, ms, so that playing what was just bought comes first. Default 5,000. */
  readonly delayMs?: number
}

/**
 * Downloads purchased tracks whole, and the files that go with releases, one after the other, so that they are there when no peer
 * is online. What is heard first is fetched while the payment is under way.
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
    const { downloads } = this.#options
    for (const { label, bytes } of downloads.releases()) {
      // Its artist has put other files with it since.
      if (this.#bytesOf(label) !== bytes) this.#queueDownload(label, { isNewer: true })
    }
    for (const label of downloads.wanted()) this.#queueDownload(label)
  }

  /** Of the files that go with a release now, sealed. */
  #bytesOf(label: Label): number {
    const { catalogue } = this.#options
    const cid = catalogue.edition(label)?.manifest
    const release = cid && catalogue.manifest(cid)
    const files = release?.kind === 'release' ? (release.body.bonus?.files ?? []) : []
    return files.flatMap(({ segments }) => segments).reduce((sum, { size }) => sum + size, 0)
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
    if (purchase?.recipient !== this.#options.account) return
    if (purchase.state === 'paying' && !this.#begun.has(id)) this.#prefetch(id, purchase)
    if (!hasAccess(purchase) || this.#seen.has(id)) return
    this.#seen.add(id)
    const { catalogue } = this.#options
    const works = [...boughtTracks(catalogue, purchase), ...boughtFiles(catalogue, purchase)]
    for (const label of works) this.#options.downloads.want(label)
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      for (const label of works) this.#queueDownload(label)
    }, this.#options.delayMs ?? 5000)
    this.#timers.add(timer)
  }

  #prefetch(id: string, purchase: BoughtTracks): void {
    this.#begun.add(id)
    const [first] = boughtTracks(this.#options.catalogue, purchase)
    // What can't be fetched now says so when it is played.
    if (first !== undefined) this.#options.playback.prefetchSealed(first).catch(() => undefined)
  }

  #queueDownload(label: Label, { isNewer = false } = {}): void {
    const { playback, downloads, onFailure } = this.#options
    const { signal } = this.#stop
    const download = async () => {
      if (!isNewer && downloads.has(label)) return
      try {
        await playback.download(label, { signal })
      } catch (error) {
        if (!signal.aborted) onFailure(error)
      }
    }
    void this.#queue.add(download)
  }
}
