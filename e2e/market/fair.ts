import { randomBytes } from 'node:crypto'
import { createMailboxService, type MailboxService } from '../../src/hub/mailbox/mailboxService.ts'
import { Mailbox } from '../../src/hub/mailbox/mailbox.ts'
import { openHubStore } from '../../src/hub/openHubStore.ts'
import { MemoryNetwork, type MemoryPeer } from '../../src/ipfs/testing/memoryNetwork.ts'
import { sealTrackKey, commitmentOf } from '../../src/node/access/capsules.ts'
import type { ContentKey } from '../../src/node/access/access.ts'
import { AccessWorld } from '../../src/node/access/testing/accessWorld.ts'
import { deriveKeys, peerOf } from '../../src/node/keys/deriveKeys.ts'
import type { Keys } from '../../src/node/keys/keys.ts'
import { newWords } from '../../src/node/keys/words.ts'
import { Market } from '../../src/node/market/market.ts'
import type { Observer } from '../../src/node/market/saga.ts'
import type { Work, Works } from '../../src/node/market/works.ts'
import type { Store } from '../../src/node/store/openStore.ts'
import { mailboxProtocol } from '../../src/protocol/mailbox.ts'
import { newWorkId } from '../../src/protocol/manifest.ts'
import { digest } from '../../src/protocol/purchase.ts'
import { MemoryRaiden } from '../../src/raiden/testing/memoryPayments.ts'
import { type Address, cidText, toAddress, toLabel } from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'
import { openLetter, sealLetter } from '../../src/umbral/letter.ts'

export const token = toAddress(`0x${'11'.repeat(20)}`)
export const tokenNetwork = toAddress(`0x${'22'.repeat(20)}`)
export const hubAddress = toAddress(`0x${'33'.repeat(20)}`)
export const chain = { id: 31337, token, tokenNetwork }
export const fee = 2n
export const startBalance = 1_000n
const lockMs = 30_000
const revealTimeoutMs = 10_000

/** A work, and the key that only its artist and its buyers may have. */
export interface Ware {
  readonly work: Work
  readonly key: ContentKey
}

/**
 * A market with everything real but two things: Raiden is in memory (passing its contract), and so are the wires.
 * Time is turned by hand, so that what takes days takes none.
 */
export class Fair {
  now = Date.now()
  readonly network = new MemoryNetwork()
  readonly world = new AccessWorld((seed) => this.peer(seed))
  readonly raiden = new MemoryRaiden({
    hub: hubAddress,
    token,
    fee,
    lockMs,
    now: () => this.now,
    onMove: () => this.lookAgain(),
  })
  readonly parties: Party[] = []
  readonly works = new Map<string, Work>()
  readonly withdrawn = new Set<string>()
  readonly identities = new Map<Address, Keys['identity']>()
  hub!: MemoryPeer
  private mailbox!: MailboxService
  private readonly hubStore = openHubStore(':memory:')

  static async open(): Promise<Fair> {
    const fair = new Fair()
    fair.world.now = fair.now
    await Promise.all(['a', 'b', 'c'].map((operator) => fair.world.addUrsula(operator)))
    fair.hub = fair.network.peer()
    fair.mailbox = createMailboxService(new Mailbox(fair.hubStore, () => fair.now))
    const { handlers } = fair.mailbox
    await fair.hub.handle(mailboxProtocol, {
      ...handlers,
      put: async (request, caller) => {
        const answer = await handlers.put(request, caller)
        fair.lookAgain()
        return answer
      },
    })
    await fair.mailbox.start()
    return fair
  }

  async party(): Promise<Party> {
    const keys = await deriveKeys(newWords(), this.now)
    const { account } = keys.identity.body
    this.identities.set(account, keys.identity)
    this.raiden.balances.set(account, startBalance)
    const party = new Party(this, keys, this.world.openStore())
    this.parties.push(party)
    return party
  }

  async ware(artist: Party, price: bigint): Promise<Ware> {
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
  withdraw({ account }: Party, { work }: Ware): void {
    this.withdrawn.add(`${account} ${work.label}`)
  }

  /** Something may have changed that somebody waits for. */
  lookAgain(): void {
    for (const party of this.parties) party.lookAgain()
  }

  /** Moves the clock; locks that have run out are taken back. */
  pass(ms: number): void {
    this.now += ms
    this.world.now = this.now
    this.raiden.expire()
    for (const { market } of this.parties) {
      market?.buyer.wakeAll()
      market?.seller.wakeAll()
    }
  }

  /** Letters that lie in the mailbox. */
  letters(): number {
    return this.hubStore.prepare('SELECT count(*) FROM mail').pluck().get() as number
  }

  /** All the money there is: what balances and open locks add up to never changes. */
  total(): bigint {
    return [...this.raiden.balances.values()].reduce((sum, balance) => sum + balance, this.raiden.locked())
  }

  async close(): Promise<void> {
    for (const party of this.parties) await party.stop()
    await this.mailbox.stop()
    await this.world.stop()
    this.hubStore.close()
  }

  async peer(seed: Uint8Array): Promise<MemoryPeer> {
    return this.network.peer(await peerOf(seed))
  }
}

/** What a crash looks like from inside. */
export class Death extends Error {}

/** Somebody at the fair: keys and store stay; the rest goes with a crash and comes back with a start. */
export class Party {
  readonly fair: Fair
  readonly keys: Keys
  readonly store: Store
  readonly failures: unknown[] = []
  /** Where the process dies, once. */
  private doom: ((...at: Parameters<Observer>) => boolean) | undefined
  private reviving: Promise<unknown> = Promise.resolve()
  market: Market | undefined
  access: ReturnType<AccessWorld['run']>['access'] | undefined
  grants: ReturnType<AccessWorld['run']>['grants'] | undefined
  private readonly changes = new Set<() => void>()
  private peer: MemoryPeer | undefined
  private disconnect: (() => void) | undefined

  constructor(fair: Fair, keys: Keys, store: Store) {
    this.fair = fair
    this.keys = keys
    this.store = store
  }

  get account(): Address {
    return this.keys.identity.body.account
  }

  async start(): Promise<this> {
    const { fair, keys, store } = this
    const peer = await fair.peer(keys.peerSeed)
    this.peer = peer
    const { access, grants, ursulas } = fair.world.run(keys, peer, store)
    await ursulas.refresh()
    this.access = access
    this.grants = grants
    const payments = fair.raiden.connect(this.account)
    this.disconnect = () => fair.raiden.disconnect(payments)
    const tell = () => this.lookAgain()
    this.market = new Market({
      store,
      keys,
      calls: peer,
      payments,
      grants,
      access,
      chain,
      revealTimeoutMs,
      works: this.works(),
      hub: fair.hub.id,
      letterSeal: { seal: sealLetter, open: (letter) => openLetter(keys.receivingSeed, letter) },
      terms: { threshold: 2, shares: 3, accessMs: 90 * 24 * 3600_000 },
      invoiceMs: 600_000,
      requestMs: 24 * 3600_000,
      now: () => fair.now,
      observer: this.mortal(),
      onPurchase: tell,
      onSale: tell,
      onRetry: tell,
      onFailure: (error) => this.failures.push(error),
    })
    await this.market.start()
    this.lookAgain()
    return this
  }

  async stop(): Promise<void> {
    const { market } = this
    this.market = undefined
    this.disconnect?.()
    await this.peer?.stop()
    await market?.stop()
    this.lookAgain()
  }

  /** Something may have changed that somebody waits for. */
  lookAgain(): void {
    for (const change of this.changes) change()
  }

  /** Every transition of this party's orders, as `machine from on`. */
  readonly seen = new Set<string>()

  /** At the first step for which `at` holds the process dies as by SIGKILL, and is started again. */
  dieAt(at: (...step: Parameters<Observer>) => boolean): void {
    this.doom = at
  }

  /** Does something that a crash may interrupt, again after the restart, as a person would. */
  async insist<T>(action: () => Promise<T>): Promise<T> {
    for (;;) {
      const life = this.market
      try {
        return await action()
      } catch (error) {
        if (life === this.market && !(error instanceof Death)) throw error
        await this.reviving
      }
    }
  }

  /** Resolves when a crash under way is over. */
  async alive(): Promise<void> {
    await this.reviving
  }

  /** An observer for one life: after its death nothing of that life is written any more. */
  private mortal(): Observer {
    let isDead = false
    return (...step) => {
      const [machine, { from, on }] = step
      this.seen.add(`${machine} ${from ?? 'new'} ${on}`)
      if (isDead) throw new Death()
      if (this.doom?.(...step) !== true) return
      isDead = true
      this.doom = undefined
      this.reviving = this.stop().then(() => this.start())
      throw new Death()
    }
  }

  /** Resolves when `condition` holds; looked at after every change of this party's orders. */
  async until(condition: () => boolean): Promise<void> {
    if (condition()) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = () => {
      if (condition()) resolve()
    }
    this.changes.add(look)
    await promise.finally(() => this.changes.delete(look))
  }

  buy(
    ware: Ware,
    options: { confirmed?: bigint | null; maximumFee?: bigint; recipient?: Keys['identity'] } = {},
  ) {
    const { confirmed = ware.work.price.amount, maximumFee = fee, recipient } = options
    const { label, manifest, artist } = ware.work
    return this.running().buyer.buy({
      work: { label, manifest, artist },
      confirmed: confirmed === null ? null : toAmount(confirmed),
      maximumFee: toAmount(maximumFee),
      ...(recipient && { recipient }),
    })
  }

  running(): Market {
    if (this.market === undefined) throw new Error('This party is not at the fair now.')
    return this.market
  }

  purchases() {
    return this.running().buyer.purchases.list()
  }

  sales() {
    return this.running().seller.sales.list()
  }

  /** What it can play: the key it has of a ware. */
  keyOf({ work }: Ware): Uint8Array | undefined {
    const [track] = work.tracks
    return track === undefined ? undefined : this.access?.contentKey(track.id, track.edition)
  }

  balance(): bigint {
    return this.fair.raiden.balances.get(this.account) ?? 0n
  }

  private works(): Works {
    const { works, identities } = this.fair
    return {
      onSale: (label) =>
        this.fair.withdrawn.has(`${this.account} ${label}`)
          ? undefined
          : [...works.values()].find((work) => work.label === label && work.artist === this.account),
      async byManifest({ manifest }) {
        const work = works.get(manifest)
        if (work === undefined) throw new Error('There is no such work at the fair.')
        return work
      },
      artist: (account) => identities.get(account),
    }
  }
}
