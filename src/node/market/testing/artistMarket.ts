import { vi } from 'vitest'
import type { TransferLookup } from '../../../raiden/payments.ts'
import { peerIdText } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { openStore, type Store } from '../../store/openStore.ts'
import { Market, type MarketOptions } from '../market.ts'
import { chain, lockMs, revealTimeoutMs } from './marketFixtures.ts'
import { invoiceMs, orderTime } from './orderFixture.ts'
import { PlainMailbox } from './plainMailbox.ts'
import type { SellerWares } from './sellerFixture.ts'

const hub = peerIdText.parse(`12D3KooW${'z'.repeat(44)}`)
const dayMs = 24 * 3600_000

type Kind = 'incoming' | 'secret' | 'ready' | 'channels'

/** The artist's market; only its hub and its Raiden are not there. */
export class ArtistMarket {
  store!: Store
  mailbox = new PlainMailbox()
  lookUp: (hash: string) => TransferLookup = () => ({ state: 'unknown' })
  outcomes: Awaited<ReturnType<MarketOptions['payments']['outcomesAfter']>> = []
  canReceive = true
  isTimeKnown = true
  readonly onFailure = vi.fn<(error: unknown) => void>()
  readonly listeners: Record<Kind, Set<(fact: unknown) => void>> = {
    incoming: new Set(),
    secret: new Set(),
    ready: new Set(),
    channels: new Set(),
  }
  readonly #wares: SellerWares

  constructor(wares: SellerWares) {
    this.#wares = wares
  }

  /** A new store and a new hub, and all is well. */
  open(): void {
    this.store = openStore(':memory:', { keys: this.#wares.people.artist })
    this.mailbox = new PlainMailbox()
    this.lookUp = () => ({ state: 'unknown' })
    this.outcomes = []
    this.canReceive = true
    this.isTimeKnown = true
    this.onFailure.mockReset()
  }

  close(): void {
    this.store.close()
  }

  tell(kind: Kind, fact?: unknown): void {
    for (const listener of this.listeners[kind]) listener(fact)
  }

  create(changes: Partial<MarketOptions> = {}): Market {
    const { people, policy, work } = this.#wares
    const { artist } = people
    const call = async (
      _to: string,
      _protocol: unknown,
      op: keyof PlainMailbox['operations'],
      body: never,
      options?: { signal: AbortSignal },
    ) => this.mailbox.operations[op](body, options?.signal ?? new AbortController().signal)
    return new Market({
      store: this.store,
      keys: artist,
      calls: { call, handle: async () => undefined } as unknown as MarketOptions['calls'],
      payments: {
        lookup: async (hash: string) => this.lookUp(hash),
        canReceive: async () => this.canReceive,
        receivable: async () => toAmount(1_000n),
        release: async () => undefined,
        outcomesAfter: async (cursor: number) => this.outcomes.filter(({ seq }) => seq > cursor),
        onOutcome: () => () => undefined,
        onIncoming: this.#subscribe('incoming'),
        onSecret: this.#subscribe('secret'),
        onReady: this.#subscribe('ready'),
        onChannels: this.#subscribe('channels'),
      } as unknown as MarketOptions['payments'],
      registry: { findSecret: async () => null } as unknown as MarketOptions['registry'],
      access: {} as MarketOptions['access'],
      grants: {
        make: async () => policy,
        record: () => undefined,
        list: () => [],
        ordersWithSilentUrsulas: () => [],
      } as unknown as MarketOptions['grants'],
      works: {
        onSale: () => work,
        artist: () => artist.identity,
        isKnown: () => true,
        published: () => undefined,
      } as unknown as MarketOptions['works'],
      valueOfGas: toAmount,
      chain,
      terms: { threshold: 2, shares: 3, accessMs: 90 * dayMs },
      invoiceMs,
      maximumFee: toAmount(2n),
      requestMs: dayMs,
      lockMs,
      revealTimeoutMs,
      hub,
      catalogue: { manifest: () => undefined, onChange: () => () => undefined },
      letterSeal: { seal: async (_key, letter) => letter, open: async (letter) => letter },
      now: () => orderTime,
      isTimeKnown: () => this.isTimeKnown,
      onFailure: this.onFailure,
      ...changes,
    })
  }

  /** Runs a market after `prepare`, and stops it after `run`. */
  async running(
    prepare: (market: Market) => void,
    run: (market: Market) => Promise<void>,
    changes: Partial<MarketOptions> = {},
  ): Promise<void> {
    const market = this.create(changes)
    prepare(market)
    await market.start()
    try {
      await run(market)
    } finally {
      await market.stop()
    }
  }

  #subscribe(kind: Kind) {
    return (listener: (fact: unknown) => void) => {
      this.listeners[kind].add(listener)
      return () => this.listeners[kind].delete(listener)
    }
  }
}
