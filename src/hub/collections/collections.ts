import { setImmediate as nextTick } from 'node:timers/promises'
import {
  alsoBoughtMaxWorks,
  collectionLifetimeMs,
  type CollectedWork,
  decodeCollection,
  encodeCollection,
  shownMaxCollections,
  type SignedCollection,
  verifyCollected,
  verifyCollection,
} from '../../protocol/collections.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type CatalogueSubject, subjectOfArtist, subjectOfWork } from '../../shared/ids.ts'
import { type Clock, minuteMs } from '../clock.ts'
import { type CollectionStore, fewestOwners, type RankedWork } from './collectionStore.ts'

export interface CollectionsOptions {
  readonly store: CollectionStore
  /** The hub's account for payments. */
  readonly hub: Address
  /** Whoever has a channel: an account costs nothing. */
  readonly partners: { readonly has: (account: Address) => boolean }
  /** What the operator hides. */
  readonly hidden: () => ReadonlySet<CatalogueSubject>
  readonly now: Clock
}

/** What is shown beside a work, and by whom. */
export interface AlsoBought {
  readonly works: readonly CatalogueSubject[]
  readonly collections: readonly SignedCollection[]
}

/** Clocks may be so far apart. */
const toleranceMs = 10 * minuteMs
/** An answer is given again so long. */
const answerKeptMs = minuteMs
const answersKept = 2000

/** What channel partners show that they bought, and what is bought together. */
export class Collections {
  readonly #options: CollectionsOptions
  readonly #answers = new Map<
    CatalogueSubject,
    { readonly at: number; readonly ranked: Promise<RankedWork[]> }
  >()

  constructor(options: CollectionsOptions) {
    this.#options = options
  }

  /**
   * Keeps a collection in the place of the one before; one without works takes that back at once.
   *
   * @param account whose it is, which was proven
   * @throws BuskerError `PROTOCOL_FORGED`, `PROTOCOL_MALFORMED`, `HUB_COLLECTION_REFUSED`, `HUB_COLLECTION_OLDER`,
   *   `HUB_COLLECTIONS_FULL`
   */
  async keep(signed: SignedCollection, account: Address): Promise<void> {
    const { store, hub, partners, now } = this.#options
    const { body } = signed
    if (!partners.has(account) || body.hub !== hub) {
      throw new BuskerError(
        'HUB_COLLECTION_REFUSED',
        'The hub shows collections of those alone who have a channel with it.',
      )
    }
    const time = now()
    if (body.until <= time || body.until > time + collectionLifetimeMs + toleranceMs) {
      throw new BuskerError('HUB_COLLECTION_REFUSED', 'This collection was not made now, by the hub’s clock.')
    }
    await verifyCollection(signed)
    await this.#verifyWorks(signed)
    const works = body.works.map(({ kind, id, artist }) => ({ work: subjectOfWork(kind, id), artist }))
    const { account: collection, number, until } = body
    const record = encodeCollection(signed)
    const outcome = await store.keep({ collection, account, number, until, works, record }, time)
    if (outcome === 'older') {
      throw new BuskerError('HUB_COLLECTION_OLDER', 'The hub has a newer version of this collection.')
    }
    if (outcome === 'full') {
      throw new BuskerError('HUB_COLLECTIONS_FULL', 'The hub has no room for more collections.')
    }
    if (body.works.length === 0) this.#answers.clear()
  }

  /** What those who show a work also show, each with collections enough to prove it. Nothing of what the hub hides. */
  async alsoBought(work: CatalogueSubject): Promise<AlsoBought> {
    const { store, hidden, now } = this.#options
    const time = now()
    const left = hidden()
    const wanted: RankedWork[] = []
    const chosen = new Set<Address>()
    for (const ranked of await this.#ranked(work, time)) {
      if (wanted.length >= alsoBoughtMaxWorks) break
      if (left.has(ranked.work) || left.has(subjectOfArtist(ranked.artist))) continue
      const proof = proofOf(ranked.collections, chosen)
      if (chosen.size + proof.length > shownMaxCollections) continue
      wanted.push(ranked)
      for (const one of proof) chosen.add(one)
    }
    const records = await store.records([...chosen], time)
    const isProven = ({ collections }: RankedWork) =>
      collections.filter((one) => records.has(one)).length >= fewestOwners
    return {
      works: wanted.filter(isProven).map((ranked) => ranked.work),
      collections: [...records.values()].map(decodeCollection),
    }
  }

  #ranked(work: CatalogueSubject, time: number): Promise<RankedWork[]> {
    const known = this.#answers.get(work)
    if (known !== undefined && time - known.at < answerKeptMs) return known.ranked
    const ranked = this.#options.store.alsoShown(work, time)
    this.#answers.delete(work)
    this.#answers.set(work, { at: time, ranked })
    ranked.catch(() => this.#answers.delete(work))
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > answersKept && oldest !== undefined) this.#answers.delete(oldest)
    return ranked
  }

  /** What the collection showed before was verified then. One proof after the other, so that nobody else waits for all of them. */
  async #verifyWorks({ body }: SignedCollection): Promise<void> {
    const before = await this.#options.store.records([body.account], 0)
    const bytes = before.get(body.account)
    const known = new Set(bytes === undefined ? [] : decodeCollection(bytes).body.works.map(textOf))
    for (const work of body.works) {
      if (known.has(textOf(work))) continue
      await verifyCollected(work, body.account)
      await nextTick()
    }
  }
}

const textOf = ({ artist, kind, id, proof }: CollectedWork) => `${artist} ${kind}/${id} ${proof}`

/** Collections to be sent beside those that are sent already, so that at least two show a work. */
function proofOf(shown: readonly Address[], chosen: ReadonlySet<Address>): Address[] {
  const sent = shown.filter((one) => chosen.has(one)).length
  return shown.filter((one) => !chosen.has(one)).slice(0, Math.max(0, fewestOwners - sent))
}
