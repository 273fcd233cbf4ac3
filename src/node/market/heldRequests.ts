import { requestDigest, type SignedRequest, signedRequest } from '../../protocol/purchase.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { decimal, message, plain, RecordTable } from '../store/recordTable.ts'

interface HeldRequest {
  readonly id: string
  readonly request: SignedRequest
  readonly buyer: Address
  readonly amount: Amount
  readonly expiry: number
  /** When it came, ms since epoch. */
  readonly heldAt: number
}

/** Anybody can make any number of accounts, so what is stored for them is bounded. */
const maxPerBuyer = 16
const maxTotal = 1_000

/** Requests that came before their seller could be paid. They are answered when that is so. */
export class HeldRequests {
  readonly #store: Store
  readonly #table: RecordTable<HeldRequest>
  readonly #now: () => number

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
    this.#table = new RecordTable<HeldRequest>(store, 'held_requests', {
      id: plain('id'),
      request: message('request', signedRequest),
      buyer: plain('buyer'),
      amount: decimal('amount'),
      expiry: plain('expiry'),
      heldAt: plain('held_at'),
    })
  }

  /** @returns false where it is held already, or too many are: who asked asks again */
  hold(request: SignedRequest, amount: Amount): boolean {
    const { buyer, expiry } = request.request
    const current = this.#unexpired()
    if (this.has(request) || current.length >= maxTotal) return false
    if (current.filter((held) => held.buyer === buyer).length >= maxPerBuyer) return false
    this.#table.insert({ id: requestDigest(request), request, buyer, amount, expiry, heldAt: this.#now() })
    return true
  }

  has(request: SignedRequest): boolean {
    return this.heldSince(request) !== undefined
  }

  /** When a request that is held came, ms since epoch; undefined: it is not held. */
  heldSince(request: SignedRequest): number | undefined {
    return this.#table.find('id = ?', requestDigest(request))?.heldAt
  }

  /** @returns false where it was not held */
  remove(request: SignedRequest): boolean {
    const { changes } = this.#store
      .prepare('DELETE FROM held_requests WHERE id = ?')
      .run(requestDigest(request))
    return changes > 0
  }

  /** What can be answered now that `receivable` can be received, oldest first. */
  answerableWith(receivable: Amount): SignedRequest[] {
    return this.#unexpired()
      .filter(({ amount }) => amount <= receivable)
      .map(({ request }) => request)
  }

  /** All that wait, newest first; what has run out is among them. */
  newest(): SignedRequest[] {
    return this.#table.all('ORDER BY rowid DESC').map(({ request }) => request)
  }

  /** How many people wait for an answer. */
  countBuyers(): number {
    return new Set(this.#unexpired().map(({ buyer }) => buyer)).size
  }

  #unexpired(): HeldRequest[] {
    this.#store.prepare('DELETE FROM held_requests WHERE expiry <= ?').run(this.#now())
    return this.#table.all('ORDER BY rowid')
  }
}
