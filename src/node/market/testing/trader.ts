import assert from 'node:assert/strict'
import { encode } from '../../../protocol/codec.ts'
import type { Dedication } from '../../../protocol/dedication.ts'
import type { Greeting } from '../../../protocol/greeting.ts'
import { mailboxProtocol } from '../../../protocol/mailbox.ts'
import { type LetterContent, letterContent } from '../../../protocol/purchase.ts'
import type { MemoryPeer } from '../../../ipfs/testing/memoryNetwork.ts'
import type { MemoryRaiden } from '../../../raiden/testing/memoryRaiden.ts'
import { type Hex32, type Address, fromLabel } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import type { PurchaseState } from '../../../shared/orderStates.ts'
import { openLetter, sealLetter } from '../../../umbral/letter.ts'
import type { AccessHarness } from '../../access/testing/accessHarness.ts'
import type { Keys } from '../../keys/keys.ts'
import type { SagaObserver } from '../../saga/saga.ts'
import type { Store } from '../../store/openStore.ts'
import type { Manifest } from '../../catalogue/work.ts'
import { Market } from '../market.ts'
import type { Purchase } from '../purchases.ts'
import type { Work, WorkResolver } from '../workResolver.ts'
import { chain, fee, lockMs, revealTimeoutMs, type WorkFixture } from './marketFixtures.ts'
import { randomHex } from './randomHex.ts'

/** What all traders of a market share. */
export interface TraderEnvironment {
  readonly now: number
  readonly isTimeKnown: boolean
  readonly hub: MemoryPeer
  readonly accessHarness: AccessHarness
  readonly raiden: MemoryRaiden
  /** By manifest. */
  readonly works: ReadonlyMap<string, Work>
  /** `account label` of works that are not sold any more. */
  readonly withdrawn: ReadonlySet<string>
  /** The manifest on sale now, by label, where it was made anew for another price. */
  readonly onSale: ReadonlyMap<string, string>
  /** Told of artists whose catalogue has changed. */
  readonly catalogueListeners: Set<(artist: Address) => void>
  readonly identities: ReadonlyMap<Address, Keys['identity']>
  peer(seed: Uint8Array): Promise<MemoryPeer>
}

/** Thrown where the process would have been killed. */
export class SimulatedCrash extends Error {}

/** One node's user: keys and store survive a crash, everything else is made again by `start`. */
export class Trader {
  readonly #environment: TraderEnvironment
  readonly keys: Keys
  readonly store: Store
  readonly failures: unknown[] = []
  /** Where the process is killed, once. */
  #killPoint: ((...at: Parameters<SagaObserver>) => boolean) | undefined
  #restarting: Promise<unknown> = Promise.resolve()
  market: Market | undefined
  access: ReturnType<AccessHarness['createUser']>['access'] | undefined
  grants: ReturnType<AccessHarness['createUser']>['grants'] | undefined
  readonly #changes = new Set<() => void>()
  /** Looks after the Ursulas when it is told to. */
  watch: ReturnType<AccessHarness['createUser']>['watch'] | undefined
  #peer: MemoryPeer | undefined
  #disconnect: (() => void) | undefined

  constructor(environment: TraderEnvironment, keys: Keys, store: Store) {
    this.#environment = environment
    this.keys = keys
    this.store = store
  }

  get account(): Address {
    return this.keys.identity.body.account
  }

  async start(): Promise<this> {
    const { keys, store } = this
    const environment = this.#environment
    const peer = await environment.peer(keys.peerSeed)
    this.#peer = peer
    const { access, grants, ursulas, watch } = environment.accessHarness.createUser(keys, peer, store, {
      onSilentUrsulas: () => this.market?.movePolicies(),
    })
    this.watch = watch
    await ursulas.refresh()
    this.access = access
    this.grants = grants
    const payments = environment.raiden.connect(this.account)
    this.#disconnect = () => environment.raiden.disconnect(payments)
    const onChange = () => this.notifyChange()
    this.market = new Market({
      store,
      keys,
      calls: peer,
      payments,
      registry: payments,
      valueOfGas: (wei) => toAmount(wei),
      lockMs,
      grants,
      access,
      chain,
      revealTimeoutMs,
      works: this.#works(),
      catalogue: {
        manifest: (cid) => toManifest(environment.works.get(cid)),
        onChange(listener) {
          environment.catalogueListeners.add(listener)
          return () => environment.catalogueListeners.delete(listener)
        },
      },
      hub: environment.hub.id,
      letterSeal: { seal: sealLetter, open: (letter) => openLetter(keys.receivingSeed, letter) },
      terms: { threshold: 2, shares: 3, accessMs: 90 * 24 * 3600_000 },
      invoiceMs: 600_000,
      maximumFee: toAmount(fee),
      requestMs: 24 * 3600_000,
      now: () => environment.now,
      isTimeKnown: () => environment.isTimeKnown,
      observer: this.#crashingObserver(),
      onPurchase: onChange,
      onGift: onChange,
      onSale: onChange,
      onRetry: onChange,
      onFailure: (error) => this.failures.push(error),
    })
    await this.market.start()
    this.notifyChange()
    return this
  }

  async stop(): Promise<void> {
    const { market } = this
    this.market = undefined
    this.#disconnect?.()
    await this.#peer?.stop()
    await market?.stop()
    this.notifyChange()
  }

  /** Checks again every condition that is waited for. */
  notifyChange(): void {
    for (const change of this.#changes) change()
  }

  /** Every transition of this trader's orders, as `machine from on`. */
  readonly seenRows = new Set<string>()

  /** At the first step for which `at` holds the process is killed as by SIGKILL, and started again. */
  crashAt(at: (...step: Parameters<SagaObserver>) => boolean): void {
    this.#killPoint = at
  }

  /** Does something that a crash may interrupt, again after the restart, as a person would. */
  async retryThroughCrash<T>(action: () => Promise<T>): Promise<T> {
    for (;;) {
      const run = this.market
      try {
        return await action()
      } catch (error) {
        if (run === this.market && !(error instanceof SimulatedCrash)) throw error
        await this.#restarting
      }
    }
  }

  /** Resolves when a crash under way is over. */
  async waitUntilRestarted(): Promise<void> {
    await this.#restarting
  }

  /** An observer for one run of the node: after its crash that run writes nothing more. */
  #crashingObserver(): SagaObserver {
    let hasCrashed = false
    return (...step) => {
      const [machine, { from, on }] = step
      this.seenRows.add(`${machine} ${from ?? 'new'} ${on}`)
      if (hasCrashed) throw new SimulatedCrash()
      if (this.#killPoint?.(...step) !== true) return
      hasCrashed = true
      this.#killPoint = undefined
      this.#restarting = this.stop().then(() => this.start())
      throw new SimulatedCrash()
    }
  }

  /** Resolves when `condition` holds; looked at after every change of this trader's orders. */
  async waitUntil(condition: () => boolean): Promise<void> {
    if (condition()) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const unsubscribe = this.onChange(() => {
      if (condition()) resolve()
    })
    await promise.finally(unsubscribe)
  }

  /** Resolves with the purchase once it is in a state. */
  async waitForPurchase(id: string, state: PurchaseState): Promise<Purchase> {
    const current = () => this.runningMarket().buyer.purchases.get(id)
    await this.waitUntil(() => current()?.state === state)
    const purchase = current()
    assert.ok(purchase)
    return purchase
  }

  /** Told after every change of this trader's orders. Returns unsubscribe. */
  onChange(listener: () => void): () => void {
    this.#changes.add(listener)
    return () => this.#changes.delete(listener)
  }

  buy(
    offered: WorkFixture,
    options: {
      amount?: bigint
      confirmed?: bigint | null
      maximumFee?: bigint
      recipient?: Keys['identity']
      greeting?: Greeting | undefined
      dedication?: Dedication | undefined
    } = {},
  ) {
    const {
      amount,
      confirmed = amount ?? offered.work.price.amount,
      maximumFee = fee,
      recipient,
      greeting,
      dedication,
    } = options
    const { label, manifest, artist } = offered.work
    return this.runningMarket().buyer.buy({
      work: { label, manifest, artist },
      ...(amount !== undefined && { amount: toAmount(amount) }),
      confirmed: confirmed === null ? null : toAmount(confirmed),
      maximumFee: toAmount(maximumFee),
      ...(recipient && { recipient }),
      greeting,
      dedication,
    })
  }

  /** Leaves a letter in somebody's mailbox, whatever is in it. */
  async sendLetter({ keys }: Pick<Trader, 'keys'>, letter: LetterContent, expiry: number): Promise<void> {
    const blob = await sealLetter(keys.identity.body.receivingKey, encode(letterContent, letter))
    const mail = { ticket: randomHex(), blob, expiry }
    const { hub } = this.#environment
    await this.#peer?.call(hub.id, mailboxProtocol, 'put', { to: keys.identity.body.account, mail })
  }

  /** Takes a letter out of somebody's mailbox, as whoever knows its ticket may. @returns whether it was there */
  async withdrawLetter({ keys }: Pick<Trader, 'keys'>, ticket: Hex32): Promise<boolean> {
    const { hub } = this.#environment
    const to = keys.identity.body.account
    return (await this.#peer?.call(hub.id, mailboxProtocol, 'withdraw', { to, ticket }))?.withdrawn ?? false
  }

  runningMarket(): Market {
    if (this.market === undefined) throw new Error("This trader's node does not run.")
    return this.market
  }

  purchases() {
    return this.runningMarket().buyer.purchases.list()
  }

  gifts() {
    return this.runningMarket().buyer.inbox.gifts.list()
  }

  sales() {
    return this.runningMarket().seller.sales.list()
  }

  /** The newest sale. @throws AssertionError where there is none */
  newestSale() {
    const [sale] = this.sales()
    assert.ok(sale)
    return sale
  }

  /** The newest purchase. @throws AssertionError where there is none */
  newestPurchase() {
    const [purchase] = this.purchases()
    assert.ok(purchase)
    return purchase
  }

  /** What it can play: the key it has of the work. */
  keyOf({ work }: WorkFixture): Uint8Array | undefined {
    const [track] = work.tracks
    return track === undefined ? undefined : this.access?.contentKey(track.id, track.edition)
  }

  balance(): bigint {
    return this.#environment.raiden.balances.get(this.account) ?? 0n
  }

  #works(): WorkResolver {
    const { works, onSale, identities } = this.#environment
    return {
      onSale: (label) =>
        this.#environment.withdrawn.has(`${this.account} ${label}`)
          ? undefined
          : [...works.values()].find(
              (work) =>
                work.label === label &&
                work.artist === this.account &&
                (onSale.get(label) ?? work.manifest) === work.manifest,
            ),
      published: (manifest) => {
        const work = works.get(manifest)
        return work?.artist === this.account ? work : undefined
      },
      async byManifest({ manifest }) {
        const work = works.get(manifest)
        if (work === undefined) throw new Error('There is no such work in this market.')
        return work
      },
      isKnown: ({ manifest, artist }) => works.has(manifest) && identities.has(artist),
      artist: (account) => identities.get(account),
    }
  }
}

/** As far as anybody in this market reads it. */
function toManifest(work: Work | undefined): Manifest | undefined {
  if (work === undefined) return undefined
  const { kind } = fromLabel(work.label)
  return { kind, cid: work.manifest, body: { tracks: work.tracks } } as unknown as Manifest
}
