import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Customers, CustomerStanding } from './customers.ts'
import type { Sales } from './sales.ts'

/** What one buyer is given within the time that an invoice can be paid in. */
const maxUnpaidInvoices = 16
/** Open invoices of all buyers; beyond it each buyer gets one. */
const maxOpenInvoices = 512

export interface InvoiceRequest {
  readonly buyer: Address
  readonly amount: Amount
  readonly standing: CustomerStanding
  /** Invoices of an earlier time can't be paid any more, ms since epoch. */
  readonly since: number
}

/** Who gets an invoice, and how many. Nothing is made, and nothing held, for accounts that can be made for nothing. */
export class InvoiceQuotas {
  readonly #sales: Pick<Sales, 'countUnpaid' | 'countOpen'>
  readonly #customers: Pick<Customers, 'takeStrangerPlace'>

  constructor(
    sales: Pick<Sales, 'countUnpaid' | 'countOpen'>,
    customers: Pick<Customers, 'takeStrangerPlace'>,
  ) {
    this.#sales = sales
    this.#customers = customers
  }

  /** @throws BuskerError `BUYER_NOT_CONNECTED`, `ORDER_TOO_MANY_OPEN`, `SELLER_BUSY` */
  assertWithin({ buyer, amount, standing, since }: InvoiceRequest): void {
    if (standing === 'stranger' && amount > 0n) {
      throw new BuskerError(
        'BUYER_NOT_CONNECTED',
        'The artist answers those who are connected to the hub, and you are not yet. Nothing was paid. Your order goes on by itself once you are; you can also take it back.',
      )
    }
    const open = this.#sales.countUnpaid(buyer, since)
    if (open >= maxUnpaidInvoices) {
      throw new BuskerError(
        'ORDER_TOO_MANY_OPEN',
        'Too many invoices of yours are unpaid here. Pay them or let them run out, then ask again.',
      )
    }
    const isCrowded = open > 0 && this.#sales.countOpen() >= maxOpenInvoices
    if (isCrowded || (standing !== 'connected' && !this.#customers.takeStrangerPlace())) {
      throw new BuskerError(
        'SELLER_BUSY',
        'Too many people order from this artist at once. Nothing was paid. Your order waits and goes on by itself; you can also take it back.',
      )
    }
  }
}
