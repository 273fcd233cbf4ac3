import { BuskerError, diskError, toErrorData } from '../../shared/errors.ts'
import type { SecretHash } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { isEarned } from '../../shared/orderStates.ts'
import { isGivenBack, isPaidBack, type RefundState } from '../../shared/refundStates.ts'
import { leftToPayBack } from '../../shared/soldWorks.ts'
import type { Startable } from '../../shared/startable.ts'
import { Saga, type SagaOptions } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import { newAttempt, refundId, refundPaymentId } from './refundIdentity.ts'
import { refundActions, type RefundActionOptions } from './refundActions.ts'
import { type RefundActionName, type RefundEvent, refundMachine } from './refundMachine.ts'
import { type Refund, Refunds } from './refunds.ts'
import type { Sale, Sales } from './sales.ts'

export interface RefunderOptions
  extends Omit<RefundActionOptions, 'refunds' | 'sales'>, Omit<SagaOptions, 'now' | 'store'> {
  readonly store: Store
  readonly keys: StoreKeys
  readonly sales: Pick<Sales, 'get' | 'givenFor'>
  /** Invoices that count what is paid back are not to be paid any more. */
  readonly withdrawInvoices: (sale: Sale) => void
}

/** What is to be paid back, by whoever has looked at the sale. Amounts in base units. */
export interface RefundWish {
  readonly amount: Amount
  /** What was left to pay back when they looked: the same wish twice is one refund. */
  readonly left: Amount
  /** Once it is paid, access is ended too. */
  readonly endsAccess: boolean
}

/** How long a refund is tried, ms. */
const refundMs = 30 * 24 * 3600_000

/** Pays buyers back, at once or in parts: no more than they paid, and each part once, whatever happens. */
export class Refunder implements Startable {
  readonly refunds: Refunds
  readonly #options: RefunderOptions
  readonly #saga: Saga<RefundState, RefundEvent, RefundActionName, Refund>

  constructor(options: RefunderOptions) {
    this.#options = options
    const refunds = (this.refunds = new Refunds(options.store, options.keys))
    const saleOf = (id: string) => refunds.get(id)?.sale ?? id
    const onChange = (id: string) => options.onChange?.(saleOf(id))
    this.#saga = new Saga(refundMachine, refunds, refundActions({ ...options, onChange, refunds }), {
      ...options,
      onChange,
      onRetry: (id, error) => {
        options.onRetry?.(saleOf(id), error)
        const { code, message } = toErrorData(diskError(error) ?? error)
        const refund = refunds.get(id)
        if (refund === undefined || refund.code === code) return
        refunds.update(id, { code, message })
        onChange(id)
      },
    })
  }

  start(): Promise<void> {
    return this.#saga.start()
  }

  stop(): Promise<void> {
    return this.#saga.stop()
  }

  /**
   * Pays back what was paid for a sale, or a part of it, to whoever paid. The same wish again returns the refund that came of
   * it; one that ended unpaid is tried again.
   *
   * @throws BuskerError `ORDER_UNKNOWN`, `REFUND_NOTHING_PAID`, `REFUND_NOT_EARNED`, `REFUND_CHANGED`, `REFUND_TOO_MUCH`,
   * `REFUND_UNDER_WAY`, `REFUND_UNSURE`
   */
  begin(order: string, wish: RefundWish): Refund {
    const sale = this.#requireSale(order)
    const earlier = this.refunds.of(sale.id)
    const left = leftToPayBack({ amount: sale.amount, refunds: earlier })
    const given = earlier.findLast(isGivenBack)
    const isSameWish = given?.amount === wish.amount && left + given.amount === wish.left
    if (given?.code === 'REFUND_UNSURE' && (isSameWish || left === 0n))
      throw new BuskerError('REFUND_UNSURE', given.message ?? '')
    if (given !== undefined && isSameWish) return given
    assertRefundable(sale)
    if (given?.state === 'paying') throw underWay()
    if (wish.left !== left) throw changed()
    if (wish.amount > left || wish.amount <= 0n) throw tooMuch()
    const unpaid = earlier.find((refund) => !isGivenBack(refund))
    // Its lock may be with the hub still, under its hash and with its amount.
    if (unpaid?.code === 'REFUND_HUB_SILENT' && unpaid.amount !== wish.amount) throw underWay()
    this.#options.withdrawInvoices(sale)
    const id = unpaid?.id ?? refundId(sale.id, earlier.length)
    if (unpaid === undefined) this.#begin(id, sale, earlier.length, wish)
    else this.#tryAgain(unpaid, wish)
    return this.#saga.require(id)
  }

  #begin(id: string, sale: Sale, number: number, { amount, endsAccess }: RefundWish): void {
    const now = this.#options.now()
    const refund: Refund = {
      id,
      sale: sale.id,
      number,
      state: 'paying',
      buyer: sale.buyer,
      amount,
      paymentId: refundPaymentId(sale.id),
      ...newAttempt(),
      endsAccess,
      isTakenBack: false,
      fee: null,
      paidAt: null,
      deadline: now + refundMs,
      code: null,
      message: null,
      createdAt: now,
      changedAt: now,
    }
    this.#saga.begin(refund, 'begun')
  }

  /** Raiden knows an attempt by its hash, with its amount: another amount is another attempt. */
  #tryAgain(unpaid: Refund, { amount, endsAccess }: RefundWish): void {
    const deadline = this.#options.now() + refundMs
    const attempt = amount === unpaid.amount ? {} : { amount, ...newAttempt() }
    const change = { ...attempt, endsAccess, isTakenBack: false, deadline, code: null, message: null }
    this.#saga.dispatch(unpaid.id, { on: 'triedAgain', change })
  }

  /**
   * The artist does not want the newest refund of a sale any more. It ends where nothing is under way; a lock that is out may
   * still be taken.
   *
   * @throws BuskerError `ORDER_UNKNOWN`, `REFUND_DONE`
   */
  takeBack(order: string): Refund {
    const newest = this.refunds.of(this.#requireSale(order).id).at(-1)
    if (newest === undefined) throw new BuskerError('ORDER_UNKNOWN', `There is no refund ${order}.`)
    const { id } = newest
    if (isPaidBack(newest))
      throw new BuskerError('REFUND_DONE', 'The buyer has this refund already: it can’t be taken back.')
    this.refunds.update(id, { isTakenBack: true })
    this.#options.onChange?.(order)
    this.#saga.wake(id)
    return this.#saga.require(id)
  }

  #requireSale(order: string): Sale {
    const sale = this.#options.sales.get(order)
    if (sale === undefined) throw new BuskerError('ORDER_UNKNOWN', `There is no sale ${order}.`)
    return sale
  }

  wakeBySecretHash(hash: SecretHash): void {
    const refund = this.refunds.bySecretHash(hash)
    if (refund !== undefined) this.#saga.wake(refund.id)
  }

  wakeAll(): void {
    this.#saga.wakeAll()
  }
}

/** Nobody gets back what was not paid, or what the artist has not got. */
function assertRefundable(sale: Sale): void {
  if (!isEarned(sale) || sale.amount === 0n)
    throw new BuskerError('REFUND_NOTHING_PAID', 'Nothing was paid for this, so nothing can be paid back.')
  if (sale.debt !== null)
    throw new BuskerError(
      'REFUND_NOT_EARNED',
      'The hub still owes you this payment, so there is nothing to pay back from. Ask its operator first; to give the buyer something all the same, send a tip.',
    )
}

const underWay = () =>
  new BuskerError(
    'REFUND_UNDER_WAY',
    'Another amount of this sale is being paid back, or is with the hub still, and is seen to its end first. Nothing was sent for this one. Wait for the other, take it back, or begin it again.',
  )

const changed = () =>
  new BuskerError(
    'REFUND_CHANGED',
    'Something was paid back for this sale since you looked: another amount is left. Nothing was sent now. Look at the order again.',
  )

const tooMuch = () =>
  new BuskerError(
    'REFUND_TOO_MUCH',
    'No more can be paid back than is left of what was paid. Nothing was sent.',
  )
