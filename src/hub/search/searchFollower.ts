import { setImmediate as nextTick } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import type { HeadRecords } from '../../node/catalogue/headRecords.ts'
import { decodeHead } from '../../node/catalogue/protocolHandlers.ts'
import type { Address } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { SearchIndex } from './searchIndex.ts'

export interface SearchFollowerParts {
  readonly index: Pick<SearchIndex, 'replace' | 'position'>
  readonly catalogue: Pick<CatalogueService, 'onChange' | 'head' | 'worksOf'>
  readonly heads: Pick<HeadRecords, 'since'>
  readonly log: Pick<Logger, 'error'>
}

/** Artists written at once: more would hold up what else there is to do. */
const artistsAtOnce = 16
/** Changes that wait to be read; one more is read with them. */
const maxWaiting = 1000

/** Brings every catalogue that is accepted into the index, those from before it was there too, and takes out those that are forgotten. */
export class SearchFollower implements Startable {
  readonly #parts: SearchFollowerParts
  readonly #queue = new PQueue({ concurrency: 1 })
  #unsubscribe: (() => void) | undefined
  #isReadingOn = false

  constructor(parts: SearchFollowerParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe !== undefined) return
    const { catalogue } = this.#parts
    this.#unsubscribe = catalogue.onChange((artist) => {
      if (catalogue.head(artist) === undefined) this.refresh(artist)
      else this.#readOn()
    })
    this.#readOn()
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  /** Makes what the index has of an artist what the catalogues have. */
  refresh(artist: Address): void {
    if (this.#unsubscribe === undefined || this.#queue.size >= maxWaiting) return
    const { index, catalogue } = this.#parts
    this.#add(() => index.replace([{ artist, works: catalogue.worksOf(artist) }]))
  }

  /** Resolves when nothing waits to be indexed. */
  async settled(): Promise<void> {
    await this.#queue.onIdle()
  }

  #readOn(): void {
    if (this.#isReadingOn) return
    this.#isReadingOn = true
    this.#add(async () => {
      this.#isReadingOn = false
      const { index, catalogue, heads } = this.#parts
      for (let position = await index.position(); this.#unsubscribe !== undefined;) {
        const found = heads.since(position, artistsAtOnce)
        if (found.heads.length === 0) break
        const artists = found.heads.map((bytes) => decodeHead(bytes).body.artist)
        position = found.position
        await index.replace(
          artists.map((artist) => ({ artist, works: catalogue.worksOf(artist) })),
          position,
        )
        await nextTick()
      }
    })
  }

  #add(task: () => Promise<void>): void {
    this.#queue.add(task).catch((error: unknown) => {
      this.#parts.log.error({ err: error }, 'a catalogue was not indexed')
    })
  }
}
