import { randomBytes } from 'node:crypto'
import { createMailboxService, type MailboxService } from '../../../hub/mailbox/mailboxService.ts'
import { Mailbox } from '../../../hub/mailbox/mailbox.ts'
import { openHubStore } from '../../../hub/openHubStore.ts'
import { MemoryNetwork, type MemoryPeer } from '../../../ipfs/testing/memoryNetwork.ts'
import { sealTrackKey, commitmentOf } from '../../access/capsules.ts'
import type { ContentKey } from '../../access/access.ts'
import { AccessHarness } from '../../access/testing/accessHarness.ts'
import { deriveKeys, peerOf } from '../../keys/deriveKeys.ts'
import type { Keys } from '../../keys/keys.ts'
import { newWords } from '../../keys/words.ts'
import { Market } from '../market.ts'
import type { SagaObserver } from '../../saga/saga.ts'
import type { Work, WorkResolver } from '../workResolver.ts'
import type { Store } from '../../store/openStore.ts'
import { mailboxProtocol } from '../../../protocol/mailbox.ts'
import { newWorkId } from '../../../protocol/manifest.ts'
import { digest } from '../../../protocol/codec.ts'
import { MemoryRaiden } from '../../../raiden/testing/memoryRaiden.ts'
import { type Address, cidText, toAddress, toLabel } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { openLetter, sealLetter } from '../../../umbral/letter.ts'

export const token = toAddress(`0x${'11'.repeat(20)}`)
export const tokenNetwork = toAddress(`0x${'22'.repeat(20)}`)
export const hubAddress = toAddress(`0x${'33'.repeat(20)}`)
export const chain = { id: 31337, token, tokenNetwork }
export const fee = 2n
export const startBalance = 1_000n
const lockMs = 30_000
const revealTimeoutMs = 10_000

/** A work, and the key that only its artist and its buyers may have. */
export interface WorkFixture {
  readonly work: Work
  readonly key: ContentKey
}

/**
 * A market with everything real but two things: Raiden is in memory (passing its contract), and so are the wires.
 * Time is turned by hand, so that what takes days takes none.
 */
export class MarketHarness {
  now = Date.now()
  readonly network = new MemoryNetwork()
  readonly accessHarness = new AccessHarness((seed) => this.peer(seed))
  readonly raiden = new MemoryRaiden({
    hub: hubAddress,
    token,
    fee,
    lockMs,
    now: () => this.now,
    onMove: () => this.notifyChange(),
  })
  readonly traders: Trader[] = []
  readonly works = new Map<string, Work>()
  readonly withdrawn = new Set<string>()
  readonly identities = new Map<Address, Keys['identity']>()
  hub!: MemoryPeer
  #mailbox!: MailboxService
  readonly #hubStore = openHubStore(':memory:')

  static async open(): Promise<MarketHarness> {
    const harness = new MarketHarness()
    harness.accessHarness.now = harness.now
    await Promise.all(['a', 'b', 'c'].map((operator) => harness.accessHarness.addUrsula(operator)))
    harness.hub = harness.network.peer()
    harness.#mailbox = createMailboxService(new Mailbox(harness.#hubStore, () => harness.now))
    const { handlers } = harness.#mailbox
    await harness.hub.handle(mailboxProtocol, {
      ...handlers,
      put: async (request, caller) => {
        const answer = await handlers.put(request, caller)
        harness.notifyChange()
        return answer
      },
    })
    await harness.#mailbox.start()
    return harness
  }

  async addTrader(): Promise<Trader> {
    const keys = await deriveKeys(newWords(), this.now)
    const { account } = keys.identity.body
    this.identities.set(account, keys.identity)
    this.raiden.balances.set(account, startBalance)
    const trader = new Trader(this, keys, this.accessHarness.openStore())
    this.traders.push(trader)
    return trader
  }

  async addWork(artist: Trader, price: bigint): Promise<WorkFixture> {
    const { account } = artist.keys.identity.body
    const id = newWorkId(account)
    const label = toLabel('track', id, 1)
    const key = new Uint8Array(randomBytes(32)) as ContentKey
    const work: Work = {
      label,
      manifest: cidText.parse(
        `bafy${digest(Buffer.from(label))
          .slice(2)
          .replaceAll(/[01-9]/g, 'q')}`,
      ),
      artist: account,
      title: 'A song',
      price: { amount: toAmount(price), chainId: chain.id, tokenNetwork },
      capsule: await sealTrackKey(artist.keys, label, key),
      tracks: [{ id, edition: 1, commitment: commitmentOf(key) }],
    }
    this.works.set(work.manifest, work)
    return { work, key }
  }

  /** The artist does not sell it any more. */
  withdrawFromSale({ account }: Trader, { work }: WorkFixture): void {
    this.withdrawn.add(`${account} ${work.label}`)
  }

  /** Something may have changed that somebody waits for. */
  notifyChange(): void {
    for (const trader of this.traders) trader.notifyChange()
  }

  /** Moves the clock; locks that have run out are taken back. */
  advanceClock(ms: number): void {
    this.now += ms
    this.accessHarness.now = this.now
    this.raiden.expire()
    for (const { market } of this.traders) {
      market?.buyer.wakeAll()
      market?.seller.wakeAll()
    }
  }

  /** Letters that lie in the mailbox. */
  countLetters(): number {
    return this.#hubStore.prepare('SELECT count(*) FROM mail').pluck().get() as number
  }

  /** All the money there is: what balances and open locks add up to never changes. */
  totalMoney(): bigint {
    return [...this.raiden.balances.values()].reduce((sum, balance) => sum + balance, this.raiden.locked())
  }

  async close(): Promise<void> {
    for (const trader of this.traders) await trader.stop()
    await this.#mailbox.stop()
    await this.accessHarness.stop()
    this.#hubStore.close()
  }

  async peer(seed: Uint8Array): Promise<MemoryPeer> {
    return this.network.peer(await peerOf(seed))
  }
}

/** What a crash looks like from inside. */
export class SimulatedCrash extends Error {}

/** Somebody in this market: keys and store stay; the rest goes with a crash and comes back with a start. */
export class Trader {
  readonly harness: MarketHarness
  readonly keys: Keys
  readonly store: Store
  readonly failures: unknown[] = []
  /** Where the process dies, once. */
  #killPoint: ((...at: Parameters<SagaObserver>) => boolean) | undefined
  #restarting: Promise<unknown> = Promise.resolve()
  market: Market | undefined
  access: ReturnType<AccessHarness['createUser']>['access'] | undefined
  grants: ReturnType<AccessHarness['createUser']>['grants'] | undefined
  readonly #changes = new Set<() => void>()
  #peer: MemoryPeer | undefined
  #disconnect: (() => void) | undefined

  constructor(harness: MarketHarness, keys: Keys, store: Store) {
    this.harness = harness
    this.keys = keys
    this.store = store
  }

  get account(): Address {
    return this.keys.identity.body.account
  }

  async start(): Promise<this> {
    const { harness, keys, store } = this
    const peer = await harness.peer(keys.peerSeed)
    this.#peer = peer
    const { access, grants, ursulas } = harness.accessHarness.createUser(keys, peer, store)
    await ursulas.refresh()
    this.access = access
    this.grants = grants
    const payments = harness.raiden.connect(this.account)
    this.#disconnect = () => harness.raiden.disconnect(payments)
    const onChange = () => this.notifyChange()
    this.market = new Market({
      store,
      keys,
      calls: peer,
      payments,
      grants,
      access,
      chain,
      revealTimeoutMs,
      works: this.#works(),
      hub: harness.hub.id,
      letterSeal: { seal: sealLetter, open: (letter) => openLetter(keys.receivingSeed, letter) },
      terms: { threshold: 2, shares: 3, accessMs: 90 * 24 * 3600_000 },
      invoiceMs: 600_000,
      requestMs: 24 * 3600_000,
      now: () => harness.now,
      observer: this.#crashingObserver(),
      onPurchase: onChange,
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

  /** Something may have changed that somebody waits for. */
  notifyChange(): void {
    for (const change of this.#changes) change()
  }

  /** Every transition of this trader's orders, as `machine from on`. */
  readonly seenRows = new Set<string>()

  /** At the first step for which `at` holds the process dies as by SIGKILL, and is started again. */
  crashAt(at: (...step: Parameters<SagaObserver>) => boolean): void {
    this.#killPoint = at
  }

  /** Does something that a crash may interrupt, again after the restart, as a person would. */
  async retryThroughCrash<T>(action: () => Promise<T>): Promise<T> {
    for (;;) {
      const life = this.market
      try {
        return await action()
      } catch (error) {
        if (life === this.market && !(error instanceof SimulatedCrash)) throw error
        await this.#restarting
      }
    }
  }

  /** Resolves when a crash under way is over. */
  async waitUntilRestarted(): Promise<void> {
    await this.#restarting
  }

  /** An observer for one life: after its death nothing of that life is written any more. */
  #crashingObserver(): SagaObserver {
    let isDead = false
    return (...step) => {
      const [machine, { from, on }] = step
      this.seenRows.add(`${machine} ${from ?? 'new'} ${on}`)
      if (isDead) throw new SimulatedCrash()
      if (this.#killPoint?.(...step) !== true) return
      isDead = true
      this.#killPoint = undefined
      this.#restarting = this.stop().then(() => this.start())
      throw new SimulatedCrash()
    }
  }

  /** Resolves when `condition` holds; looked at after every change of this trader's orders. */
  async waitUntil(condition: () => boolean): Promise<void> {
    if (condition()) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const checkCondition = () => {
      if (condition()) resolve()
    }
    this.#changes.add(checkCondition)
    await promise.finally(() => this.#changes.delete(checkCondition))
  }

  buy(
    offered: WorkFixture,
    options: { confirmed?: bigint | null; maximumFee?: bigint; recipient?: Keys['identity'] } = {},
  ) {
    const { confirmed = offered.work.price.amount, maximumFee = fee, recipient } = options
    const { label, manifest, artist } = offered.work
    return this.runningMarket().buyer.buy({
      work: { label, manifest, artist },
      confirmed: confirmed === null ? null : toAmount(confirmed),
      maximumFee: toAmount(maximumFee),
      ...(recipient && { recipient }),
    })
  }

  runningMarket(): Market {
    if (this.market === undefined) throw new Error('This trader is not in this market now.')
    return this.market
  }

  purchases() {
    return this.runningMarket().buyer.purchases.list()
  }

  sales() {
    return this.runningMarket().seller.sales.list()
  }

  /** What it can play: the key it has of a offered. */
  keyOf({ work }: WorkFixture): Uint8Array | undefined {
    const [track] = work.tracks
    return track === undefined ? undefined : this.access?.contentKey(track.id, track.edition)
  }

  balance(): bigint {
    return this.harness.raiden.balances.get(this.account) ?? 0n
  }

  #works(): WorkResolver {
    const { works, identities } = this.harness
    return {
      onSale: (label) =>
        this.harness.withdrawn.has(`${this.account} ${label}`)
          ? undefined
          : [...works.values()].find((work) => work.label === label && work.artist === this.account),
      async byManifest({ manifest }) {
        const work = works.get(manifest)
        if (work === undefined) throw new Error('There is no such work in this market.')
        return work
      },
      artist: (account) => identities.get(account),
    }
  }
}
