import type { Logger } from 'pino'
import type { Calls } from '../../ipfs/peer.ts'
import {
  type Collection,
  collectionsProtocol,
  findCollected,
  type SignedCollection,
  verifyCollected,
  verifyCollection,
} from '../../protocol/collections.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText, WorkId, WorkKind } from '../../shared/ids.ts'

export interface AlsoBoughtOptions {
  readonly calls: Pick<Calls, 'call'>
  readonly hub: PeerIdText
  /** Its account for payments. */
  readonly hubAccount: Address
  /** One's own collection: it says nothing of others. */
  readonly own: () => Address
  readonly log: Pick<Logger, 'info'>
  readonly now: () => number
}

interface WorkRef {
  readonly kind: WorkKind
  readonly id: WorkId
}

/** What others bought beside a work, and the names of those who say so. */
export interface BoughtBeside {
  readonly works: readonly WorkRef[]
  readonly names: readonly string[]
}

const timeoutMs = 3000
/** Nobody's taste is told alone. */
const fewestOwners = 2
const nothing: BoughtBeside = { works: [], names: [] }

/** Asks a hub what is bought together, and believes what the artists of both works have signed for two collections at least. */
export class AlsoBought {
  readonly #options: AlsoBoughtOptions

  constructor(options: AlsoBoughtOptions) {
    this.#options = options
  }

  /** In the hub's order. Where it does not answer, nothing. */
  async find({ kind, id }: WorkRef): Promise<BoughtBeside> {
    const { calls, hub, log } = this.#options
    try {
      const asked = { kind, id }
      const answer = await calls.call(hub, collectionsProtocol, 'alsoBought', asked, { timeoutMs })
      const shown = await this.#verify(answer.collections, asked)
      const works: WorkRef[] = []
      const owners = new Set<Collection>()
      for (const work of answer.works) {
        const of = await ownersOf(work, shown)
        if (of.length < fewestOwners) continue
        works.push(work)
        for (const owner of of) owners.add(owner)
      }
      return { works, names: [...owners].flatMap((owner) => owner.name ?? []) }
    } catch (error) {
      if (!isBuskerError(error)) throw error
      log.info({ err: error, hub }, 'a hub did not say what is bought together')
      return nothing
    }
  }

  /** Those that show the work that was asked about, each once, now and at this hub; by the artist of that work. */
  async #verify(
    collections: readonly SignedCollection[],
    { kind, id }: WorkRef,
  ): Promise<Map<Collection, Address>> {
    const { hubAccount, own, now } = this.#options
    const accounts = new Set<Address>([own()])
    const shown = new Map<Collection, Address>()
    for (const signed of collections) {
      const { body } = signed
      const work = findCollected(body, kind, id)
      const isOver = body.hub !== hubAccount || body.until <= now() || accounts.has(body.account)
      if (work === undefined || isOver) continue
      accounts.add(body.account)
      await verifyCollection(signed)
      await verifyCollected(work, body.account)
      shown.set(body, work.artist)
    }
    return shown
  }
}

/** Those who also bought this work, of another artist. @throws BuskerError `PROTOCOL_FORGED` */
async function ownersOf(
  { kind, id }: WorkRef,
  shown: ReadonlyMap<Collection, Address>,
): Promise<Collection[]> {
  const owners: Collection[] = []
  for (const [collection, artist] of shown) {
    const work = findCollected(collection, kind, id)
    if (work === undefined || work.artist === artist) continue
    await verifyCollected(work, collection.account)
    owners.push(collection)
  }
  return owners
}
