import { BuskerError, diskError, toErrorData } from '../../shared/errors.ts'
import type { SecretHash } from '../../shared/ids.ts'
import { isEarned } from '../../shared/orderStates.ts'
import { isPaidBack, type RefundState } from '../../shared/refundStates.ts'
import type { Startable } from '../../shared/startable.ts'
import { Saga, type SagaOptions } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import { newAttempt, refundPaymentId } from './refundIdentity.ts'
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

/** How long a refund is tried, ms. */
const refundMs = 30 * 24 * 3600_000

/** Pays buyers back: once a sale, whatever happens. */
export class Refunder implements Startable {
  readonly refunds: Refunds
  readonly #options: RefunderOptions
  readonly #saga: Saga<RefundState, RefundEvent, RefundActionName, Refund>

  constructor(options: RefunderOptions) {
    this.#options = options
    const refunds = (this.refunds = new Refunds(options.store, options.keys))
    this.#saga = new Saga(refundMachine, refunds, refundActions({ ...options, refunds }), {
      ...options,
      onRetry: (id, error) => {
        options.onRetry?.(id, error)
        const { code, message } = toErrorData(diskError(error) ?? error)
        const refund = refunds.get(id)
        if (refund === undefined || refund.code === code) return
        refunds.update(id, { code, message })
        options.onChange?.(id)
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
   * Pays back what was paid for a sale, to whoever paid. What is under way or done is returned as it is; one that ended
   * unpaid is tried again.
   *
   * @param endsAccess once it is paid, access is ended too
   * @throws BuskerError `ORDER_UNKNOWN`, `REFUND_NOTHING_PAID`, `REFUND_NOT_EARNED`, `REFUND_UNSURE`
   */
  begin(order: string, endsAccess: boolean): Refund {
    const { sales, now, withdrawInvoices } = this.#options
    const sale = sales.get(order)
    if (sale === undefined) throw new BuskerError('ORDER_UNKNOWN', `There is no sale ${order}.`)
    const known = this.refunds.get(order)
    if (known !== undefined && known.state !== 'unpaid') return known
    if (known?.code === 'REFUND_UNSURE') throw new BuskerError('REFUND_UNSURE', known.message ?? '')
    assertRefundable(sale)
    const deadline = now() + refundMs
    withdrawInvoices(sale)
    if (known !== undefined) {
      const change = { endsAccess, isTakenBack: false, deadline, code: null, message: null }
      this.#saga.dispatch(order, { on: 'triedAgain', change })
    } else {
      const refund: Refund = {
        id: sale.id,
        state: 'paying',
        buyer: sale.buyer,
        amount: sale.amount,
        paymentId: refundPaymentId(sale.id),
        ...newAttempt(),
        endsAccess,
        isTakenBack: false,
        fee: null,
        paidAt: null,
        deadline,
        code: null,
        message: null,
        createdAt: now(),
        changedAt: now(),
      }
      this.#saga.begin(refund, 'begun')
    }
    return this.#saga.require(order)
  }

  /**
   * The artist does not want a refund any more. It ends where nothing is under way; a lock that is out may still be taken.
   *
   * @throws BuskerError `ORDER_UNKNOWN`, `REFUND_DONE`
   */
  takeBack(order: string): Refund {
    if (isPaidBack(this.#saga.require(order)))
      throw new BuskerError('REFUND_DONE', 'The buyer has this refund already: it can’t be taken back.')
    this.refunds.update(order, { isTakenBack: true })
    this.#options.onChange?.(order)
    this.#saga.wake(order)
    return this.#saga.require(order)
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
