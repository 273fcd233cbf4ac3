import PQueue from 'p-queue'
import type { Blocks } from '../../ipfs/peer.ts'
import type { AudioStorageView } from '../../shared/api/storage.ts'
import type { Address, Label } from '../../shared/ids.ts'
import type { Downloads } from './downloads.ts'
import type { Playback } from './playback.ts'
import type { TrackLookup } from './trackLookup.ts'

export interface AudioStorageOptions {
  readonly downloads: Pick<
    Downloads,
    'has' | 'hasAnyEdition' | 'totals' | 'leastUsed' | 'release' | 'released' | 'releasing' | 'want'
  >
  readonly tracks: Pick<TrackLookup, 'kept'>
  readonly blocks: Pick<Blocks, 'delete'>
  readonly playback: Pick<Playback, 'isInUse'>
  readonly limit: {
    readonly read: () => AudioStorageView['limit']
    readonly keep: (limit: AudioStorageView['limit']) => void
  }
  /** The node's owner: what they publish is nowhere else for sure. */
  readonly account: Address
  /** Hears why a track could not be let go; the others are. */
  readonly onFailure: (error: unknown) => void
}

/**
 * How much audio is kept on this machine, and a limit to it. Over the limit, the tracks used least lately are let go: their sealed
 * segments alone, and so are the files that go with releases, by when they were fetched. Keys, receipts, manifests and covers stay, so that they play again as soon as somebody who has the segments
 * is there. What was published here, and what plays, is never let go.
 */
export class AudioStorage {
  readonly #options: AudioStorageOptions
  readonly #queue = new PQueue({ concurrency: 1 })
  #isStopped = false

  constructor(options: AudioStorageOptions) {
    this.#options = options
  }

  /** Goes on with what a crash left half let go, and keeps to the limit. */
  start(): void {
    for (const label of this.#options.downloads.releasing()) this.#enqueue(() => this.#deleteSegments(label))
    this.keepToLimit()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  view(): AudioStorageView {
    return { ...this.#options.downloads.totals(), limit: this.#limit }
  }

  /** Resolves when what is over it has been let go. @param limit bytes; null: none */
  async setLimit(limit: AudioStorageView['limit']): Promise<AudioStorageView> {
    this.#options.limit.keep(limit)
    this.keepToLimit()
    await this.#queue.onIdle()
    return this.view()
  }

  /**
   * Lets go what a person chose, but for what plays and what was published here; what is not kept is left alone. Resolves
   * when it is done.
   */
  async remove(labels: readonly Label[]): Promise<AudioStorageView> {
    for (const label of labels) {
      this.#enqueue(async () => {
        if (this.#options.downloads.has(label)) await this.#letGo(label)
      })
    }
    await this.#queue.onIdle()
    return this.view()
  }

  /** Lets go what is over the limit, in the background. */
  keepToLimit(): void {
    if (this.#limit !== null) this.#enqueue(() => this.#keepToLimit())
  }

  get #limit(): AudioStorageView['limit'] {
    return this.#options.limit.read()
  }

  #enqueue(work: () => Promise<void>): void {
    if (this.#isStopped) return
    void this.#queue.add(() => work().catch(this.#options.onFailure))
  }

  async #keepToLimit(): Promise<void> {
    const { downloads, onFailure } = this.#options
    for (const { label } of downloads.leastUsed()) {
      const limit = this.#limit
      if (this.#isStopped || limit === null || downloads.totals().bytes <= limit) return
      await this.#letGo(label).catch(onFailure)
    }
  }

  async #letGo(label: Label): Promise<void> {
    const { downloads, tracks, playback, account } = this.#options
    const { artist } = await tracks.kept(label)
    if (artist === account || playback.isInUse(label)) return
    downloads.release(label)
    await this.#deleteSegments(label)
  }

  async #deleteSegments(label: Label): Promise<void> {
    const { downloads, tracks, blocks } = this.#options
    // It was fetched again after a crash.
    if (!downloads.hasAnyEdition(label)) {
      const { segments } = await tracks.kept(label)
      for (const { cid } of segments) await blocks.delete(cid)
      // Fetched again meanwhile, it may lack what was deleted.
      if (downloads.has(label)) {
        downloads.release(label)
        downloads.want(label)
      }
    }
    downloads.released(label)
  }
}
