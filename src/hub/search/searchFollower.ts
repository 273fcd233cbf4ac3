import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import { BackOff } from '../../shared/backOff.ts'
import type { Address } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { indexArtists, type IndexParts, indexSince } from './indexCatalogues.ts'

export interface SearchFollowerParts extends Omit<IndexParts, 'onRefused'> {
  readonly catalogue: Pick<CatalogueService, 'onChange' | 'head' | 'worksOf'>
  readonly log: Pick<Logger, 'error'>
}

/** Artists who wait to be looked at again; one more is not. */
const maxWaiting = 1000
/** Between two tries of an index that can't be written. */
const pauseLimits = { initialMs: 1000, maxMs: 60_000 }

interface Running {
  readonly controller: AbortController
  readonly unsubscribe: () => void
}

/** Brings every catalogue that is accepted into the index, those from before it was there too, and takes out those that are forgotten. */
export class SearchFollower implements Startable {
  readonly #parts: SearchFollowerParts & IndexParts
  readonly #again = new Set<Address>()
  #running: Running | null = null
  #work: Promise<void> | null = null
  #hasNews = false
  /** How far the heads have been compared with the index since the start. */
  #position = 0

  constructor(parts: SearchFollowerParts) {
    this.#parts = {
      ...parts,
      onRefused: (artist, error) => {
        parts.log.error({ err: error, artist }, 'a catalogue was not indexed')
        this.refresh(artist)
      },
    }
  }

  async start(): Promise<void> {
    if (this.#running !== null) return
    const { catalogue } = this.#parts
    const unsubscribe = catalogue.onChange((artist) => {
      if (catalogue.head(artist) === undefined) this.refresh(artist)
      else this.#wake()
    })
    this.#running = { controller: new AbortController(), unsubscribe }
    this.#position = 0
    this.#wake()
  }

  async stop(): Promise<void> {
    this.#running?.unsubscribe()
    this.#running?.controller.abort()
    this.#running = null
    this.#again.clear()
    await this.#work
  }

  /** Makes what the index has of an artist what the catalogues have. */
  refresh(artist: Address): void {
    if (this.#again.size < maxWaiting) this.#again.add(artist)
    this.#wake()
  }

  /** Resolves when nothing waits to be indexed. */
  async settled(): Promise<void> {
    await this.#work
  }

  #wake(): void {
    this.#hasNews = true
    if (this.#running === null || this.#work !== null) return
    this.#work = this.#catchUp(this.#running.controller.signal).finally(() => (this.#work = null))
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    const pauses = new BackOff(pauseLimits)
    while (this.#hasNews && !signal.aborted) {
      this.#hasNews = false
      try {
        for await (const position of indexSince(this.#parts, this.#position)) {
          this.#position = position
          if (signal.aborted) return
        }
        await this.#lookAgain(signal)
        pauses.reset()
      } catch (error) {
        this.#parts.log.error({ err: error }, 'catalogues were not indexed')
        this.#hasNews = true
        await pause(pauses.next(), undefined, { signal }).catch(() => undefined)
      }
    }
  }

  /** One after the other, so that none waits for another that the index does not take. */
  async #lookAgain(signal: AbortSignal): Promise<void> {
    let failure: { readonly error: unknown } | undefined
    const artists = [...this.#again]
    for (const artist of artists) {
      if (signal.aborted) return
      this.#again.delete(artist)
      try {
        await indexArtists(this.#parts, [artist])
      } catch (error) {
        this.#again.add(artist)
        failure = { error }
      }
    }
    if (failure !== undefined) throw failure.error
  }
}
