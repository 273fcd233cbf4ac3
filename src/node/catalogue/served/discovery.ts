import type { Logger } from 'pino'
import type { Peer } from '../../../ipfs/peer.ts'
import { signedHead } from '../../../protocol/catalogue.ts'
import { encode } from '../../../protocol/codec.ts'
import { searchProtocol, type SearchQuery } from '../../../protocol/search.ts'
import { isBuskerError } from '../../../shared/errors.ts'
import {
  type Address,
  fromLabel,
  type Label,
  type PeerIdText,
  type WorkId,
  type WorkKind,
} from '../../../shared/ids.ts'
import { nameKey } from '../../../shared/nameKey.ts'
import type { Store } from '../../store/openStore.ts'
import type { CatalogueService } from '../catalogueService.ts'
import type { HiddenArtists } from '../hiddenArtists.ts'
import type { ComingWork } from '../../../protocol/comingWork.ts'
import type { ComingWorks } from '../comingWorks.ts'
import type { SeenArtists } from '../seenArtists.ts'
import type { WorkSummary } from '../work.ts'
import { FoundWorks } from './foundWorks.ts'
import { HubSearch } from './hubSearch.ts'
import { mergeFound, mergeNewest } from './mergeWorks.ts'

export interface DiscoveryOptions {
  readonly store: Store
  readonly peer: Pick<Peer, 'call' | 'onConnection'>
  readonly hub: PeerIdText
  readonly catalogue: Pick<
    CatalogueService,
    | 'search'
    | 'newest'
    | 'worksOfGenre'
    | 'genres'
    | 'artist'
    | 'edition'
    | 'work'
    | 'worksOf'
    | 'head'
    | 'receive'
    | 'onChange'
    | 'countRejection'
    | 'makeRoom'
  >
  readonly coming: Pick<ComingWorks, 'soonest'>
  readonly seen: Pick<SeenArtists, 'note' | 'look'>
  /** Of these nothing is found; the hub is asked as it always is, and learns nothing of it. */
  readonly hidden: HiddenArtists
  readonly log: Pick<Logger, 'info' | 'error'>
  readonly now: () => number
  /** The hub is there: what it would answer may be asked for again. */
  readonly onServed?: () => void
  /** Ms of a clock that nobody sets. */
  readonly steadyNow?: () => number
}

/** Works asked for at a time: each is verified, which takes some milliseconds. */
const servedAtOnce = 30
/** A catalogue that was asked after so lately is not asked after again. */
const freshMs = 30_000
/** As `freshMs`, where something newer is known to be there. */
const outdatedMs = 2000
/** How long somebody waits who looks at an artist of whom nothing is known. */
const lookMs = 8000
const newerTimeoutMs = 3000
const artistsNoted = 2000
/** Artists found by their name whose catalogue is read, to show who they are. */
const artistsLookedUp = 3
/** Artists with something to come whose catalogues are read. */
const comingLookedUp = 12

/** What there is to find: at the hub, verified, and here. Without a hub, what is here. */
export class Discovery {
  /** Of these nothing is found. */
  readonly hidden: HiddenArtists
  readonly #options: DiscoveryOptions
  readonly #hubSearch: HubSearch
  readonly #steadyNow: () => number
  /** When each artist was asked after, and how that went. */
  readonly #looks = new Map<Address, { readonly at: number; readonly done: Promise<void> }>()

  constructor(options: DiscoveryOptions) {
    const { store, peer, hub, catalogue, log, now } = options
    this.#options = options
    this.hidden = options.hidden
    this.#steadyNow = options.steadyNow ?? (() => performance.now())
    this.#hubSearch = new HubSearch({
      hub,
      calls: peer,
      found: new FoundWorks(store, now),
      log,
      onRejected: (reason) => catalogue.countRejection(reason),
      onSeen: (artists) => {
        options.seen.note(artists, now())
        catalogue.makeRoom()
      },
      onOutdated: (artist) => void this.#refresh(artist, outdatedMs),
      steadyNow: this.#steadyNow,
    })
    peer.onConnection((other, isConnected) => {
      if (other !== hub || !isConnected) return
      this.#hubSearch.resume()
      options.onServed?.()
    })
  }

  /** Works by the beginnings of words; the newest for an empty text. */
  async search(text: string, limit: number): Promise<WorkSummary[]> {
    if (text.trim() === '') return this.newest(limit)
    const served = await this.#find({ by: 'text', text }, limit)
    this.#lookUpArtists(text, served)
    return mergeFound(text, served, this.#options.catalogue.search(text, { limit, offset: 0 }), limit)
  }

  async newest(limit: number): Promise<WorkSummary[]> {
    const served = await this.#find({ by: 'newest' }, limit)
    return mergeNewest(served, this.#options.catalogue.newest({ limit, offset: 0 }), limit)
  }

  async worksOfGenre(genre: string, limit: number): Promise<WorkSummary[]> {
    const served = await this.#find({ by: 'genre', genre }, limit)
    return mergeNewest(served, this.#options.catalogue.worksOfGenre(genre, { limit, offset: 0 }), limit)
  }

  async genres(): Promise<{ genre: string; works: number }[]> {
    const served = await this.#hubSearch.genres()
    const named = new Set(served.map(({ genre }) => genre.toLowerCase()))
    return [
      ...served,
      ...this.#options.catalogue.genres().filter(({ genre }) => !named.has(genre.toLowerCase())),
    ]
  }

  /** What is to go on sale next: of artists that the hub names, once their catalogues are here, and of those that are. */
  async comingNext(limit: number): Promise<ComingWork[]> {
    const named = await this.#hubSearch.comingArtists(comingLookedUp)
    const artists = this.hidden.shown(named.slice(0, comingLookedUp), (artist) => artist)
    await Promise.all(artists.map((artist) => this.lookAt(artist)))
    return this.#options.coming.soonest(limit, this.#options.now())
  }

  /**
   * Brings a work, and its artist's catalogue, where they are not here: afterwards the catalogue says what is known. Resolves in
   * some seconds, whatever the hub does.
   *
   * @param artist whose it is, where that is known: it is brought up to date before somebody pays
   */
  async lookUp(label: Label, artist?: Address): Promise<void> {
    const { kind, id } = fromLabel(label)
    const known = this.#options.catalogue.edition(label)
    const owner =
      artist ?? known?.artist ?? (await this.#hubSearch.find({ by: 'work', kind, id }, 1))[0]?.artist
    if (owner !== undefined) await this.lookAt(owner, { waits: known === undefined })
  }

  /** A work in the edition that is on sale, brought where it is not here. Nothing else of its artist is. */
  async findWork(kind: WorkKind, id: WorkId): Promise<WorkSummary | undefined> {
    const known = this.#options.catalogue.work(kind, id)
    if (known?.listed === true) return known
    return (await this.#hubSearch.find({ by: 'work', kind, id }, 1))[0]
  }

  /** A work of this artist's that the hub knows, which says what they are called. */
  async findWorkOf(artist: Address): Promise<WorkSummary | undefined> {
    const known = this.#options.catalogue.worksOf(artist)[0]
    return known ?? (await this.#hubSearch.find({ by: 'artist', artist }, 1))[0]
  }

  /**
   * Brings an artist's newest catalogue. Whoever's is known is brought up to date without waiting.
   *
   * @param options.waits also for a newer one of an artist whose catalogue is known
   */
  async lookAt(artist: Address, { waits = false } = {}): Promise<void> {
    const isKnown = this.#options.catalogue.head(artist) !== undefined
    const done = this.#refresh(artist, waits ? outdatedMs : freshMs)
    if (waits || !isKnown) await done
  }

  /** Makes known which other artists go by a name that looks like this artist's. */
  async findNamesakes(artist: Address): Promise<void> {
    const name = this.#options.catalogue.artist(artist)?.name
    if (name !== undefined) await this.#hubSearch.find({ by: 'name', name }, servedAtOnce)
  }

  async #find(query: SearchQuery, limit: number): Promise<WorkSummary[]> {
    const served = await this.#hubSearch.find(query, Math.min(limit, servedAtOnce))
    return this.hidden.shown(served, ({ artist }) => artist)
  }

  #refresh(artist: Address, maxAgeMs = freshMs): Promise<void> {
    const last = this.#looks.get(artist)
    if (last !== undefined && this.#steadyNow() - last.at < maxAgeMs) return last.done
    const done = this.#bring(artist).catch((error: unknown) => {
      const log = isBuskerError(error) ? this.#options.log.info : this.#options.log.error
      log.call(this.#options.log, { err: error, artist }, 'an artist was not asked after')
      this.#looks.delete(artist)
    })
    this.#looks.delete(artist)
    this.#looks.set(artist, { at: this.#steadyNow(), done })
    const [oldest] = this.#looks.keys()
    if (this.#looks.size > artistsNoted && oldest !== undefined) this.#looks.delete(oldest)
    return done
  }

  async #bring(artist: Address): Promise<void> {
    const { peer, hub, catalogue, seen, now } = this.#options
    seen.look(artist, now())
    const number = catalogue.head(artist)?.body.number ?? 0
    const known = [{ artist, number }]
    const { heads } = await peer.call(hub, searchProtocol, 'newer', { known }, { timeoutMs: newerTimeoutMs })
    const [head] = heads
    if (head === undefined || head.body.artist !== artist) return
    const accepted = Promise.withResolvers<void>()
    const unsubscribe = catalogue.onChange((changed) => {
      if (changed === artist) accepted.resolve()
    })
    const timer = setTimeout(() => accepted.resolve(), lookMs)
    try {
      const refused = await catalogue.receive(encode(signedHead, head), hub)
      if (refused === undefined || refused === 'replayed') await accepted.promise
    } finally {
      clearTimeout(timer)
      unsubscribe()
    }
  }

  /** Who they are is in their catalogue: it is read of those whose name was typed. */
  #lookUpArtists(text: string, served: readonly WorkSummary[]): void {
    const wanted = nameKey(text)
    const named = served.filter(({ artistName }) => nameKey(artistName).startsWith(wanted))
    for (const artist of [...new Set(named.map((work) => work.artist))].slice(0, artistsLookedUp)) {
      if (this.#options.catalogue.artist(artist) === undefined) void this.#refresh(artist)
    }
  }
}
