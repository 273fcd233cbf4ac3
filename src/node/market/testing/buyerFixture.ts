import { vi } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import type { PurchaseState } from '../../../shared/orderStates.ts'
import type { Store } from '../../store/openStore.ts'
import { Buyer, type BuyerOptions } from '../buyer.ts'
import type { Purchase } from '../purchases.ts'
import type { Work } from '../workResolver.ts'
import { chain, lockMs, revealTimeoutMs } from './marketFixtures.ts'
import type { OrderFixture, OrderPeople } from './orderFixture.ts'

const dayMs = 24 * 3600_000

export const away = () => new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.')

/** Whose buying it is, and of what. */
export interface BuyerWares {
  readonly people: OrderPeople
  readonly work: Work
  /** An order of the listener's for {@link work}. */
  readonly order: OrderFixture
  readonly store: Store
  readonly now: () => number
}

/** The listener's side, and what it asks of others. Nobody answers. */
export function createBuyer(
  { people, work, order, store, now }: BuyerWares,
  changes: Partial<BuyerOptions> = {},
) {
  const parts = {
    call: vi.fn<(...given: unknown[]) => Promise<unknown>>().mockRejectedValue(away()),
    lookup: vi.fn<BuyerOptions['payments']['lookup']>().mockResolvedValue({ state: 'unknown' }),
    pay: vi.fn<BuyerOptions['payments']['pay']>().mockResolvedValue(),
    send: vi.fn<BuyerOptions['mailbox']['send']>().mockResolvedValue(),
    withdraw: vi.fn<BuyerOptions['mailbox']['withdraw']>().mockResolvedValue(true),
    join: vi.fn<BuyerOptions['access']['join']>().mockResolvedValue(),
    artist: vi.fn<BuyerOptions['works']['artist']>().mockReturnValue(people.artist.identity),
    byManifest: vi.fn<BuyerOptions['works']['byManifest']>(async () => work),
    onChange: vi.fn<(id: string) => void>(),
    onRetry: vi.fn<(id: string, error: unknown) => void>(),
    onGift: vi.fn<() => void>(),
  }
  const { call, lookup, pay, send, withdraw, join, artist, byManifest } = parts
  const buyer = new Buyer({
    store,
    keys: people.listener,
    calls: { call } as unknown as BuyerOptions['calls'],
    payments: { lookup, pay } as unknown as BuyerOptions['payments'],
    registry: { findSecret: async () => null } as unknown as BuyerOptions['registry'],
    mailbox: { send, withdraw } as unknown as BuyerOptions['mailbox'],
    access: { join } as unknown as BuyerOptions['access'],
    works: { artist, byManifest, isKnown: () => true } as unknown as BuyerOptions['works'],
    customers: { standing: async () => 'connected' },
    givers: { has: () => false } as unknown as BuyerOptions['givers'],
    chain,
    requestMs: dayMs,
    lockMs,
    revealTimeoutMs,
    now,
    onChange: parts.onChange,
    onRetry: parts.onRetry,
    onGift: parts.onGift,
    ...changes,
  })
  const { purchases } = buyer
  const add = (state: PurchaseState, change: Partial<Purchase> = {}): Purchase => {
    purchases.insert({ ...order.purchase, state, ...change })
    return { ...order.purchase, state, ...change }
  }
  const stateOf = (id = order.purchase.id) => purchases.get(id)?.state
  return { ...parts, buyer, add, stateOf, purchases }
}
