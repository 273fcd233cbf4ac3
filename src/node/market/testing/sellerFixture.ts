import { vi } from 'vitest'
import type { Policy } from '../../../protocol/policy.ts'
import type { SignedRequest } from '../../../protocol/purchase.ts'
import { orderId, secretHash, toAddress } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import type { Store } from '../../store/openStore.ts'
import { openStore } from '../../store/openStore.ts'
import type { Sale, Sales } from '../sales.ts'
import { Seller } from '../seller.ts'
import type { SellerOptions } from '../sellerOptions.ts'
import type { Work } from '../workResolver.ts'
import { chain, lockMs, revealTimeoutMs } from './marketFixtures.ts'
import {
  createOrder,
  createPeople,
  createRequest,
  createTestPolicy,
  createWork,
  invoiceMs,
  type OrderFixture,
  type OrderPeople,
  orderTime,
  policyTerms,
} from './orderFixture.ts'
import { randomHex } from './randomHex.ts'

export const accessMs = policyTerms.end - orderTime

/** What is made once for all tests of a seller. */
export interface SellerWares {
  readonly people: OrderPeople
  readonly work: Work
  /** A work that costs nothing. */
  readonly free: Work
  readonly policy: Policy
  readonly freePolicy: Policy
  /** The listener's, for {@link work} and {@link free}. */
  readonly request: SignedRequest
  readonly freeRequest: SignedRequest
  /** Another order of the listener's for {@link work}, that has its invoice. */
  readonly order: OrderFixture
}

export async function createWares(): Promise<SellerWares> {
  const people = await createPeople()
  const { artist, listener } = people
  const work = await createWork(artist)
  const free = await createWork(artist, 0n)
  const order = await createOrder(artist, listener, work)
  return {
    people,
    work,
    free,
    policy: order.policy,
    freePolicy: await createTestPolicy(artist, listener, free.label),
    request: await createRequest(listener, work),
    freeRequest: await createRequest(listener, free),
    order,
  }
}

/** Sales, like this one, that the hub owes for: as many as stop the selling. */
export function addDebts(sales: Sales, like: Sale): void {
  for (const digit of ['a', 'b', 'c']) {
    const buyer = toAddress(`0x${digit.repeat(40)}`)
    const own = { id: orderId.parse(randomHex()), secretHash: secretHash.parse(randomHex()) }
    sales.insert({ ...like, ...own, buyer, recipient: buyer, state: 'paid', debt: like.amount })
  }
}

/** One test's artist: its store, its clock and what it has on sale. */
export class Shop {
  readonly wares: SellerWares
  readonly store: Store
  now = orderTime
  isTimeKnown = true
  onSale: Work | undefined

  constructor(wares: SellerWares) {
    this.wares = wares
    this.onSale = wares.work
    this.store = openStore(':memory:', { keys: wares.people.artist })
  }

  close(): void {
    this.store.close()
  }

  /** The artist's side, and what it asks of others. */
  createSeller(changes: Partial<SellerOptions> = {}) {
    const { people, free, policy, freePolicy } = this.wares
    const parts = {
      lookup: vi.fn<SellerOptions['payments']['lookup']>().mockResolvedValue({ state: 'unknown' }),
      release: vi.fn<SellerOptions['payments']['release']>().mockResolvedValue(),
      canReceive: vi.fn<SellerOptions['payments']['canReceive']>().mockResolvedValue(true),
      receivable: vi.fn<SellerOptions['payments']['receivable']>().mockResolvedValue(toAmount(1_000n)),
      make: vi.fn<SellerOptions['grants']['make']>(async (label) =>
        label === free.label ? freePolicy : policy,
      ),
      record: vi.fn<SellerOptions['grants']['record']>(),
      list: vi.fn<SellerOptions['grants']['list']>().mockReturnValue([]),
      standing: vi.fn<SellerOptions['customers']['standing']>().mockResolvedValue('connected'),
      handle: vi.fn<SellerOptions['calls']['handle']>().mockResolvedValue(),
      onWaitingBuyers: vi.fn<() => void>(),
      onChange: vi.fn<(id: string) => void>(),
      onRetry: vi.fn<(id: string, error: unknown) => void>(),
    }
    const { lookup, release, canReceive, receivable, make, record, list, standing, handle } = parts
    const onSale = (label: string) => (label === this.onSale?.label ? this.onSale : undefined)
    const seller = new Seller({
      store: this.store,
      keys: people.artist,
      calls: { handle } as unknown as SellerOptions['calls'],
      payments: { lookup, release, canReceive, receivable } as unknown as SellerOptions['payments'],
      registry: { findSecret: async () => null } as unknown as SellerOptions['registry'],
      mailbox: { send: async () => undefined },
      valueOfGas: toAmount,
      customers: { standing, takeStrangerPlace: () => true },
      grants: { make, record, list } as unknown as SellerOptions['grants'],
      works: { onSale, published: () => undefined } as unknown as SellerOptions['works'],
      chain,
      terms: { threshold: policyTerms.threshold, shares: policyTerms.shares, accessMs },
      invoiceMs,
      maximumFee: toAmount(2n),
      lockMs,
      revealTimeoutMs,
      now: () => this.now,
      isTimeKnown: () => this.isTimeKnown,
      onWaitingBuyers: parts.onWaitingBuyers,
      onChange: parts.onChange,
      onRetry: parts.onRetry,
      ...changes,
    })
    return { ...parts, seller }
  }

  /** Writes the order, in another state or with other facts. */
  add({ seller }: MadeSeller, change: Partial<Sale> = {}): Sale {
    const sale = { ...this.wares.order.sale, ...change }
    seller.sales.insert(sale)
    return sale
  }

  forgetSales(): void {
    this.store.exec('DELETE FROM sales')
  }
}
export type MadeSeller = ReturnType<Shop['createSeller']>
