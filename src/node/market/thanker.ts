import { z } from 'zod'
import { signThanks, thanksText } from '../../protocol/greeting.ts'
import { BuskerError } from '../../shared/errors.ts'
import { isEarned } from '../../shared/orderStates.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Keys } from '../keys/keys.ts'
import { Saga, type SagaOptions } from '../saga/saga.ts'
import { defineSetting, Settings } from '../settings/settings.ts'
import type { Store } from '../store/openStore.ts'
import { MailboxClient } from './mailboxClient.ts'
import { letterLifetimeMs } from './purchaseFacts.ts'
import type { Sale, Sales } from './sales.ts'
import { type Thanks, ThanksNotes } from './thanks.ts'
import { thanksMachine, type ThanksEvent, type ThanksState } from './thanksMachine.ts'

export interface ThankerOptions extends Omit<SagaOptions, 'now' | 'store'> {
  readonly store: Store
  readonly keys: Pick<Keys, 'account'>
  readonly mailbox: Pick<MailboxClient, 'send'>
  readonly sales: Pick<Sales, 'get' | 'deliveredSince'>
  readonly now: () => number
}

/** What every buyer is written, and since when. */
const standing = defineSetting('standing-thanks', z.strictObject({ text: thanksText, since: z.int() }))

/** Writes back to buyers: once a sale, to those who did not say no. */
export class Thanker implements Startable {
  readonly notes: ThanksNotes
  readonly #options: ThankerOptions
  readonly #settings: Settings
  readonly #saga: Saga<ThanksState, ThanksEvent, 'send', Thanks>

  constructor(options: ThankerOptions) {
    this.#options = options
    this.#settings = new Settings(options.store)
    this.notes = new ThanksNotes(options.store)
    this.#saga = new Saga(thanksMachine, this.notes, { send: (note) => this.#send(note) }, options)
  }

  async start(): Promise<void> {
    await this.#saga.start()
    const everybody = this.#settings.get(standing)
    if (everybody === undefined) return
    for (const sale of this.#options.sales.deliveredSince(everybody.since)) this.delivered(sale)
  }

  stop(): Promise<void> {
    return this.#saga.stop()
  }

  wakeAll(): void {
    this.#saga.wakeAll()
  }

  /**
   * Writes to the buyer of a sale.
   *
   * @throws BuskerError `ORDER_UNKNOWN`, `THANKS_UNPAID`, `THANKS_NOT_WANTED`, `THANKS_WRITTEN`
   */
  write(order: string, text: string): void {
    const sale = this.#options.sales.get(order)
    if (sale === undefined) throw new BuskerError('ORDER_UNKNOWN', `There is no sale ${order}.`)
    if (!isEarned(sale)) throw new BuskerError('THANKS_UNPAID', 'This is not bought yet. Write once it is.')
    if (!mayThank(sale))
      throw new BuskerError('THANKS_NOT_WANTED', 'This buyer wants no note back. Nothing was sent.')
    if (this.notes.get(order) !== undefined)
      throw new BuskerError('THANKS_WRITTEN', 'You have written to this buyer already, once a sale.')
    this.#begin(sale, thanksText.parse(text))
  }

  /** What every buyer who pays is written from now on; null: nothing. */
  standing(): string | null {
    return this.#settings.get(standing)?.text ?? null
  }

  setStanding(text: string | null): void {
    if (text === null) this.#settings.delete(standing)
    else this.#settings.set(standing, { text: thanksText.parse(text), since: this.#options.now() })
  }

  /** A sale has reached its buyer: who paid is written what everybody is. */
  delivered(sale: Sale): void {
    const everybody = this.#settings.get(standing)
    if (everybody === undefined || sale.state !== 'delivered' || sale.amount === 0n) return
    if (sale.createdAt < everybody.since || !mayThank(sale) || this.notes.get(sale.id) !== undefined) return
    this.#begin(sale, everybody.text)
  }

  #begin({ id }: Sale, text: string): void {
    const time = this.#options.now()
    const note: Thanks = { id, state: 'waiting', text, deadline: null, createdAt: time, changedAt: time }
    this.#saga.begin(note, 'written')
  }

  async #send({ id, text }: Thanks) {
    const { sales, keys, mailbox, now } = this.#options
    const sale = sales.get(id)
    if (sale !== undefined) {
      const body = await signThanks(id, text, keys.account)
      const letter = { kind: 'thanks', body } as const
      await mailbox.send(sale.request.buyer, MailboxClient.thanksTicket(id), letter, now() + letterLifetimeMs)
    }
    return { on: 'left' } as const
  }
}

/** Where somebody else has asked for the same again, the payer's key is not at hand. */
function mayThank({ greeting, request, buyer }: Sale): boolean {
  return greeting?.wantsThanks !== false && request.buyer.body.account === buyer
}
