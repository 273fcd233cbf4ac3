import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createMailboxService, type MailboxService } from '../../../hub/mailbox/mailboxService.ts'
import { Mailbox } from '../../../hub/mailbox/mailbox.ts'
import { openHubStore } from '../../../hub/openHubStore.ts'
import { MemoryNetwork, type MemoryPeer } from '../../../ipfs/testing/memoryNetwork.ts'
import { digest } from '../../../protocol/codec.ts'
import { peerOf } from '../../../protocol/peerOf.ts'
import { hubProtocol } from '../../../protocol/hub.ts'
import { defineProtocol } from '../../../protocol/rpc.ts'
import { mailboxProtocol } from '../../../protocol/mailbox.ts'
import { newWorkId } from '../../../protocol/manifest.ts'
import { MemoryRaiden } from '../../../raiden/testing/memoryRaiden.ts'
import { type Address, cidText, toLabel } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { sealTrackKey, commitmentOf } from '../../access/capsules.ts'
import type { ContentKey } from '../../access/access.ts'
import { AccessHarness } from '../../access/testing/accessHarness.ts'
import { deriveKeys } from '../../keys/deriveKeys.ts'
import type { Keys } from '../../keys/keys.ts'
import { newWords } from '../../keys/words.ts'
import type { Work } from '../workResolver.ts'
import {
  chain,
  fee,
  hubAddress,
  lockMs,
  startBalance,
  token,
  tokenNetwork,
  type WorkFixture,
} from './marketFixtures.ts'
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
      new Mailbox(harness.#hubStore, () => harness.now, harness.channelPartners),
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
