import PQueue from 'p-queue'
import { z } from 'zod'
import type { Calls } from '../../ipfs/peer.ts'
import { boughtProtocol } from '../../protocol/bought.ts'
import {
  type CollectedWork,
  collectionLifetimeMs,
  collectionMaxWorks,
  collectionsProtocol,
  signCollection,
  verifyCollected,
} from '../../protocol/collections.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import {
  type Address,
  type CatalogueSubject,
  catalogueSubject,
  fromLabel,
  type PeerIdText,
  toAddress,
} from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { line } from '../../shared/text.ts'
import { createAccount } from '../keys/createAccount.ts'
import type { Keys } from '../keys/keys.ts'
import type { Purchases } from '../market/purchases.ts'
import type { WorkResolver } from '../market/workResolver.ts'
import { defineSetting, Settings } from '../settings/settings.ts'
import type { Store } from '../store/openStore.ts'
import { BoughtStatements } from './boughtStatements.ts'
import { type ShowableWork, showableWorks } from './showableWorks.ts'

export interface CollectionKeeperOptions {
  readonly store: Store
  readonly keys: Pick<Keys, 'identity' | 'collectionSeed'>
  readonly calls: Pick<Calls, 'call'>
  readonly hub: PeerIdText
  /** Its account for payments. */
  readonly hubAccount: Address
  readonly purchases: Pick<Purchases, 'paidForSelf' | 'refunds'>
  readonly works: Pick<WorkResolver, 'artist'>
  readonly now: () => number
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
}

/** How far a work is: shown, left out by its owner, waiting for its artist to say that it was bought, or not to be had. */
export type ShownState = 'shown' | 'leftOut' | 'waiting' | 'refused'

export interface ShownWork extends ShowableWork {
  readonly state: ShownState
}

/** What the person wants. */
const wantedSchema = z.strictObject({
  isShown: z.boolean(),
  name: z.string(),
  leftOut: z.array(catalogueSubject),
})
type Wanted = z.output<typeof wantedSchema>
const wanted = defineSetting('collection', wantedSchema)
/** What the hub was last given, and took. */
const taken = defineSetting(
  'collection-taken',
  z.strictObject({ number: z.int(), until: z.int(), content: z.string() }),
)

const nothing = JSON.stringify([null, []])
/** The hub was given something, and has not said that it has it. */
const unsure = ''
/** What waits is tried again after this time, ms. */
const againMs = 10 * 60_000
const name = line(80)

/**
 * Shows what one bought, where one wants that, under a name that one chose and a key that is for nothing else: asks the artists
 * to say that it was bought, and has the hub keep the list, or forget it. What has to be done follows from what is written, so
 * that nothing is lost by a crash.
 */
export class CollectionKeeper implements Startable {
  readonly #options: CollectionKeeperOptions
  readonly #settings: Settings
  readonly #statements: BoughtStatements
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #refused = new Set<CatalogueSubject>()
  #problem: BuskerError | null = null
  #timer: NodeJS.Timeout | undefined
  #stopping = new AbortController()
  /** What was taken back is not asked for any more. */
  #asking = new AbortController()

  constructor(options: CollectionKeeperOptions) {
    this.#options = options
    this.#settings = new Settings(options.store)
    this.#statements = new BoughtStatements(options.store)
  }

  async start(): Promise<void> {
    if (this.#timer !== undefined) return
    this.#stopping = new AbortController()
    this.#timer = setInterval(() => this.advance(), againMs)
    this.#timer.unref()
    this.advance()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#stopping.abort()
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  /** The account of the collection. */
  get account(): Address {
    return toAddress(this.#signer().address)
  }

  isShown(): boolean {
    return this.#wanted().isShown
  }

  name(): string {
    return this.#wanted().name
  }

  /** Whether the hub has what is to be shown, or has forgotten what is not. */
  isUpToDate(): boolean {
    return this.#content() === (this.#taken()?.content ?? nothing)
  }

  /** Why the hub has not; null: it was not asked in vain. */
  problem(): BuskerError | null {
    return this.isUpToDate() ? null : this.#problem
  }

  /** What there is to show, and how far it is. */
  works(): ShownWork[] {
    const { purchases, keys } = this.#options
    const leftOut = new Set(this.#wanted().leftOut)
    const said = this.#statements.all()
    return showableWorks(purchases, keys.identity.body.account).map((one) => {
      const { work } = one
      if (leftOut.has(work)) return { ...one, state: 'leftOut' }
      if (said.has(work)) return { ...one, state: 'shown' }
      return { ...one, state: this.#refused.has(work) ? 'refused' : 'waiting' }
    })
  }

  /** Shows what one bought under a name. @throws BuskerError `COLLECTION_NAME` */
  show(text: string): void {
    const called = name.safeParse(text)
    if (!called.success) {
      throw new BuskerError('COLLECTION_NAME', 'Say by which name it is shown, in eighty characters at most.')
    }
    this.#want({ isShown: true, name: called.data })
  }

  /** Takes it back: the hub forgets it at once, or as soon as it can be reached. */
  withdraw(): void {
    this.#asking.abort()
    this.#want({ isShown: false })
  }

  leaveOut(work: CatalogueSubject, isLeftOut: boolean): void {
    const others = this.#wanted().leftOut.filter((one) => one !== work)
    this.#want({ leftOut: isLeftOut ? [...others, work] : others })
  }

  /** Does in a moment what is to be done. */
  advance(): void {
    if (this.#timer === undefined || this.#queue.size > 0) return
    this.#queue.add(() => this.#advance()).catch(this.#options.onFailure)
  }

  /** Resolves when nothing is under way. */
  onIdle(): Promise<void> {
    return this.#queue.onIdle()
  }

  async #advance(): Promise<void> {
    // What is taken back goes before anything else.
    await this.#give()
    if (!this.isShown()) return
    this.#asking = new AbortController()
    const before = this.#content()
    const away = new Set<Address>()
    for (const shown of this.works()) {
      const { seller } = shown.purchase
      if (this.#stopping.signal.aborted || !this.isShown()) return
      if (shown.state !== 'waiting' || away.has(seller)) continue
      if (!(await this.#ask(shown))) away.add(seller)
    }
    if (this.#content() !== before) {
      this.#options.onChange()
      await this.#give()
    }
  }

  /** Asks the artist of a work to say that it was bought. @returns false where they can't be asked now */
  async #ask({ work, purchase }: ShowableWork): Promise<boolean> {
    const { calls, works, onFailure } = this.#options
    const { signedRequest: request, invoice, secret, label, seller } = purchase
    const artist = works.artist(seller)
    if (artist === undefined || invoice === null || secret === null) return false
    const { kind, id } = fromLabel(label)
    const collection = this.account
    try {
      const receipt = { v: 1, request, invoice, secret } as const
      const { statement } = await calls.call(
        artist.body.peer,
        boughtProtocol,
        'vouch',
        { receipt, collection },
        { signal: AbortSignal.any([this.#stopping.signal, this.#asking.signal]) },
      )
      const shown: CollectedWork = { kind, id, artist: seller, proof: statement.signature }
      await verifyCollected(shown, collection)
      this.#statements.keep(shown)
      return true
    } catch (error) {
      if (!isBuskerError(error)) throw error
      if (error.code.startsWith('BOUGHT_') || error.code.startsWith('ORDER_')) {
        this.#refused.add(work)
        return true
      }
      onFailure(error)
      return false
    }
  }

  /** Gives the hub what is to be shown, where it has something else, or what it has runs out. */
  async #give(): Promise<void> {
    const { calls, keys, hub, hubAccount, now, onChange } = this.#options
    const before = this.#taken()
    const content = this.#content()
    const isSame = content === (before?.content ?? nothing)
    const isLasting = before === undefined || before.until - now() > collectionLifetimeMs / 2
    if (isSame && (content === nothing || isLasting)) return
    const number = Math.max((before?.number ?? 0) + 1, now())
    const until = now() + collectionLifetimeMs
    const works = this.#shown()
    const body = { account: this.account, hub: hubAccount, number, until, works }
    const signer = this.#signer()
    const collection = await signCollection(
      works.length === 0 ? body : { ...body, name: this.name() },
      signer,
    )
    // Written before: the hub may have it although its answer never comes.
    this.#settings.set(taken, { number, until, content: unsure })
    try {
      await calls.call(
        hub,
        collectionsProtocol,
        'keep',
        { identity: keys.identity, collection },
        { signal: this.#stopping.signal },
      )
      this.#settings.set(taken, { number, until, content })
      this.#problem = null
    } catch (error) {
      if (!isBuskerError(error)) throw error
      this.#problem = error
    }
    onChange()
  }

  #shown(): CollectedWork[] {
    if (!this.isShown()) return []
    const said = this.#statements.all()
    return this.works()
      .filter(({ state }) => state === 'shown')
      .flatMap(({ work, purchase }) => {
        const statement = said.get(work)
        const { kind, id } = fromLabel(purchase.label)
        return statement === undefined ? [] : [{ ...statement, kind, id }]
      })
      .slice(0, collectionMaxWorks)
  }

  /** What is shown, to be compared. */
  #content(): string {
    const works = this.#shown().map(({ kind, id }) => `${kind}/${id}`)
    return works.length === 0 ? nothing : JSON.stringify([this.name(), works])
  }

  #signer() {
    const { keys } = this.#options
    return createAccount(() => keys.collectionSeed)
  }

  #wanted(): Wanted {
    return this.#settings.get(wanted) ?? { isShown: false, name: '', leftOut: [] }
  }

  #taken() {
    return this.#settings.get(taken)
  }

  #want(change: Partial<Wanted>): void {
    this.#settings.set(wanted, { ...this.#wanted(), ...change })
    this.#options.onChange()
    this.advance()
  }
}
