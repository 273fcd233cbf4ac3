import type { Offer } from '../../protocol/purchase.ts'
import type { OrderId } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Grants } from '../access/access.ts'
import type { MailboxClient } from './mailboxClient.ts'
import { letterLifetimeMs } from './purchaseFacts.ts'
import type { Renewals } from './renewals.ts'
import type { Sale, Sales } from './sales.ts'

export interface PolicyMoverOptions {
  readonly grants: Pick<Grants, 'ordersWithSilentUrsulas' | 'canAvoidSilent'>
  readonly sales: Pick<Sales, 'get'>
  readonly renewals: Pick<Renewals, 'renew' | 'terms'>
  readonly mailbox: Pick<MailboxClient, 'send' | 'withdraw'>
  readonly now: () => number
  readonly isTimeKnown: () => boolean
  readonly onFailure: (error: unknown) => void
}

/**
 * Gives buyers who have not joined yet a policy of Ursulas that answer, in the place of one of Ursulas that do not: new fragments
 * for the same key of the label, and a new treasure map, in their mailbox. They ask for nothing.
 */
export class PolicyMover implements Startable {
  readonly #options: PolicyMoverOptions
  /** What could not be put into a mailbox yet. */
  readonly #unsent = new Map<OrderId, Offer>()
  #isRunning = false
  #moving: Promise<void> = Promise.resolve()

  constructor(options: PolicyMoverOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#isRunning = true
    this.move()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    await this.#moving
  }

  /** Looks for policies to move, after those that are being moved. */
  move(): void {
    this.#moving = this.#moving.then(() => this.#moveAll()).catch(this.#options.onFailure)
  }

  async #moveAll(): Promise<void> {
    const { grants, renewals, isTimeKnown } = this.#options
    if (!this.#isRunning || !isTimeKnown()) return
    for (const [order, offer] of this.#unsent) await this.#send(order, offer)
    const orders = grants.ordersWithSilentUrsulas()
    if (orders.length === 0 || !(await grants.canAvoidSilent(renewals.terms().shares))) return
    for (const order of orders) {
      if (!this.#isRunning) return
      await this.#move(order).catch(this.#options.onFailure)
    }
  }

  async #move(order: OrderId): Promise<void> {
    const sale = this.#options.sales.get(order)
    if (sale === undefined || !isAwaited(sale)) return
    const { request, invoice, secret } = sale
    const renewed = await this.#options.renewals.renew({ v: 1, request, invoice, secret })
    await this.#send(order, { ...renewed, secret })
  }

  async #send(order: OrderId, offer: Offer): Promise<void> {
    const { sales, mailbox, now, onFailure } = this.#options
    const sale = sales.get(order)
    this.#unsent.delete(order)
    if (sale === undefined || !isAwaited(sale)) return
    const { recipient, request } = sale.request
    try {
      // What lies there still is of the Ursulas that do not answer.
      await mailbox.withdraw(recipient, request.ticket)
      await mailbox.send(recipient, request.ticket, { kind: 'offer', body: offer }, now() + letterLifetimeMs)
    } catch (error) {
      this.#unsent.set(order, offer)
      onFailure(error)
    }
  }
}

/** Paid for, and its buyer has not said that it opened. A gift is opened by somebody else, with the receipt. */
function isAwaited({ state, buyer, recipient, sealedPolicy }: Sale): boolean {
  return state === 'paid' && buyer === recipient && sealedPolicy.byteLength > 0
}
