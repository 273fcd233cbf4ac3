import assert from 'node:assert/strict'
import { createMailboxService, type MailboxService } from '../../../hub/mailbox/mailboxService.ts'
import { openMailbox } from '../../../hub/mailbox/openMailbox.ts'
import { openHubStore } from '../../../hub/openHubStore.ts'
import { MemoryNetwork, type MemoryPeer } from '../../../ipfs/testing/memoryNetwork.ts'
import { peerOf } from '../../../protocol/peerOf.ts'
import { hubProtocol } from '../../../protocol/hub.ts'
import { defineProtocol } from '../../../protocol/rpc.ts'
import { mailboxProtocol } from '../../../protocol/mailbox.ts'
import { MemoryRaiden } from '../../../raiden/testing/memoryRaiden.ts'
import { type Address, fromLabel } from '../../../shared/ids.ts'
import { AccessHarness } from '../../access/testing/accessHarness.ts'
import { deriveKeys } from '../../keys/deriveKeys.ts'
import type { Keys } from '../../keys/keys.ts'
import { newWords } from '../../keys/words.ts'
import type { Work } from '../workResolver.ts'
import { fee, hubAddress, lockMs, startBalance, token, type WorkFixture } from './marketFixtures.ts'
import { listWork, makeReleaseFixture, makeTrackFixture } from './editionFixtures.ts'
import { Trader, type TraderEnvironment } from './trader.ts'

/** What a market needs of a hub beside its mailbox. */
const customersProtocol = defineProtocol(hubProtocol.id, { hasChannel: hubProtocol.operations.hasChannel })

/**
 * A market of several nodes; only Raiden (MemoryRaiden, which passes its contract test) and the transport are in memory.
 * Its clock is moved by `advanceClock`.
 */
export class MarketHarness implements TraderEnvironment {
  now = Date.now()
  /** While false the chain has not said what time it is, and `now` is what a device believes. */
  isTimeKnown = true
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
  readonly onSale = new Map<string, string>()
  readonly catalogueListeners = new Set<(artist: Address) => void>()
  readonly identities = new Map<Address, Keys['identity']>()
  /** Accounts that never had a channel with the hub. */
  readonly strangers = new Set<Address>()
  readonly channelPartners = { has: (account: Address) => !this.strangers.has(account) }
  hub!: MemoryPeer
  #mailbox!: MailboxService
  readonly #hubStore = openHubStore(':memory:')

  static async open(): Promise<MarketHarness> {
    const harness = new MarketHarness()
    harness.accessHarness.now = harness.now
    await Promise.all(['a', 'b', 'c'].map((operator) => harness.accessHarness.addUrsula(operator)))
    harness.hub = harness.network.peer()
    harness.#mailbox = createMailboxService(
      await openMailbox(harness.#hubStore, null, () => harness.now, harness.channelPartners),
    )
    const { handlers } = harness.#mailbox
    await harness.hub.handle(mailboxProtocol, {
      ...handlers,
      put: async (request, caller) => {
        const answer = await handlers.put(request, caller)
        harness.notifyChange()
        return answer
      },
    })
    await harness.hub.handle(customersProtocol, {
      hasChannel: async ({ account }) => ({ hasChannel: harness.channelPartners.has(account) }),
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

  /** Somebody with an account and no channel. */
  async addStranger(): Promise<Trader> {
    const trader = await this.addTrader()
    this.strangers.add(trader.account)
    return trader
  }

  /** @param orMore whether the price is a minimum */
  async addWork(artist: Trader, price: bigint, orMore = false): Promise<WorkFixture> {
    return this.#offer(await makeTrackFixture(artist.keys, { price, orMore }))
  }

  /** The artist asks another price for it from now on: another manifest of the same edition. */
  reprice(
    { work, key }: WorkFixture,
    price: Pick<Work['price'], 'amount' | 'orMore' | 'reduced'>,
  ): WorkFixture {
    const { orMore: _, reduced: _before, ...rest } = work.price
    const manifest = `${work.manifest}q` as Work['manifest']
    this.onSale.set(work.label, manifest)
    return this.#offer({ key, work: { ...work, manifest, price: { ...rest, ...price } } })
  }

  async addRelease(
    artist: Trader,
    tracks: readonly [WorkFixture, ...WorkFixture[]],
    price: bigint,
  ): Promise<WorkFixture> {
    return this.#offer(await makeReleaseFixture(artist.keys, tracks, { price }))
  }

  /**
   * The artist sells another edition instead of this one, and every catalogue lists it. Nobody hears of it before
   * {@link announce}.
   *
   * @param tracks of a release, its tracks
   */
  async replace(
    artist: Trader,
    before: WorkFixture,
    tracks?: readonly [WorkFixture, ...WorkFixture[]],
  ): Promise<WorkFixture> {
    const { id, edition } = fromLabel(before.work.label)
    const input = { id, edition: edition + 1, price: before.work.price.amount }
    this.withdrawFromSale(artist, before)
    const after = this.#offer(
      tracks === undefined
        ? await makeTrackFixture(artist.keys, input)
        : await makeReleaseFixture(artist.keys, tracks, input),
    )
    for (const { store } of this.traders) listWork(store, after.work)
    return after
  }

  /** Everybody hears that an artist's catalogue has changed. */
  announce({ account }: Trader): void {
    for (const listener of this.catalogueListeners) listener(account)
  }

  #offer(fixture: WorkFixture): WorkFixture {
    this.works.set(fixture.work.manifest, fixture.work)
    return fixture
  }

  /** The artist does not sell it any more. */
  withdrawFromSale({ account }: Trader, { work }: WorkFixture): void {
    this.withdrawn.add(`${account} ${work.label}`)
  }

  /** Checks again every condition that a trader waits for. */
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

  /** Resolves when every trader's node runs and `condition` holds; looked at after every change of their orders. */
  async waitUntil(condition: () => boolean): Promise<void> {
    const isMet = () => this.traders.every(({ market }) => market !== undefined) && condition()
    if (isMet()) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const check = () => {
      if (isMet()) resolve()
    }
    const unsubscribes = this.traders.map((trader) => trader.onChange(check))
    await promise.finally(() => {
      for (const unsubscribe of unsubscribes) unsubscribe()
    })
  }

  /** Letters that lie in the mailbox. */
  countLetters(): number {
    return this.#hubStore.prepare('SELECT count(*) FROM mail').pluck().get() as number
  }

  /** The hub's whole database, as its operator sees it. */
  readMailbox(): Buffer {
    return this.#hubStore.serialize()
  }

  /** All the money there is: what balances and open locks add up to never changes. */
  totalMoney(): bigint {
    return [...this.raiden.balances.values()].reduce((sum, balance) => sum + balance, this.raiden.locked())
  }

  /** Closes it. @throws AssertionError where money came from nowhere, or went */
  async closeConserved(): Promise<void> {
    const money = this.totalMoney()
    await this.close()
    assert.equal(money, startBalance * BigInt(this.traders.length), 'money is conserved')
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
