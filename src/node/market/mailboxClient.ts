import PQueue from 'p-queue'
import { hexToBytes } from 'viem'
import { BackOff } from '../../shared/backOff.ts'
import type { Hex32, OrderId, PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Calls } from '../../ipfs/peer.ts'
import { digest, decode, encode } from '../../protocol/codec.ts'
import type { SignedDedication } from '../../protocol/dedication.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { type Mail, mailboxProtocol, mailMaxBytes } from '../../protocol/mailbox.ts'
import { type LetterContent, letterContent } from '../../protocol/purchase.ts'
import { isHopelessLetter } from './hopelessLetter.ts'
import { MailboxCursor } from './mailboxCursor.ts'

/** Encrypts to, and opens with, receiving keys. */
export interface LetterSeal {
  seal(receivingKey: Uint8Array, letter: Uint8Array): Promise<Uint8Array>
  open(sealed: Uint8Array): Promise<Uint8Array>
}

export interface MailboxClientOptions {
  readonly calls: Calls
  readonly hub: PeerIdText
  readonly identity: SignedIdentity
  readonly seal: LetterSeal
  /**
   * Deals with a letter. One that is answered with `later`, or for which this throws what passes, stays in the mailbox, to be
   * dealt with again; see {@link isHopelessLetter}.
   */
  readonly onLetter: (letter: LetterContent, ticket: Hex32) => Promise<'read' | 'later'>
  /** A letter was thrown away, because of this. */
  readonly onDropped: (reason: unknown) => void
  readonly onFailure: (error: unknown) => void
  /** Whether another machine with the same words has the mailbox: nothing is taken out of it then. Default: no. */
  readonly isElsewhere?: () => boolean
}

const waitMs = 25_000
/** After a failure, and between answers that come at once and bring nothing. */
const pauseLimits = { initialMs: 1_000, maxMs: 30_000 }
/** An answer without letters has waited for some, ms; otherwise it is not asked again at once. */
const honestWaitMs = 1_000
/** How often it is looked whether this machine has the mailbox, ms. */
const elsewhereMs = 2_000

/** Sends and receives letters through the hub's mailbox while the other side is offline. They are sealed to their recipient. */
export class MailboxClient implements Startable {
  readonly #options: MailboxClientOptions
  #running: { controller: AbortController; done: Promise<void> } | null = null
  #wakeController = new AbortController()

  constructor(options: MailboxClientOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#running !== null) return
    const controller = new AbortController()
    this.#running = { controller, done: this.#poll(controller.signal) }
  }

  async stop(): Promise<void> {
    this.#running?.controller.abort()
    await this.#running?.done
    this.#running = null
  }

  /** Asks the mailbox anew: what was asked before may wait on a connection that is dead. */
  wake(): void {
    this.#wakeController.abort()
    this.#wakeController = new AbortController()
  }

  /** The ticket a request travels under; the answer comes under the ticket named in the request. */
  static requestTicket(ticket: Hex32): Hex32 {
    return digest(hexToBytes(ticket))
  }

  /** The ticket under which the seller learns that an order was delivered. */
  static deliveryTicket(order: OrderId): Hex32 {
    return digest(hexToBytes(order))
  }

  /** The ticket under which the seller learns who the buyer says they are. */
  static greetingTicket(order: OrderId): Hex32 {
    return digest(hexToBytes(MailboxClient.deliveryTicket(order)))
  }

  /** The ticket under which the buyer is written to. */
  static thanksTicket(order: OrderId): Hex32 {
    return digest(hexToBytes(MailboxClient.greetingTicket(order)))
  }

  /** The ticket under which the recipient of a gift learns who gave it; who does not know the dedication does not know it. */
  static dedicationTicket({ signature }: Pick<SignedDedication, 'signature'>): Hex32 {
    return digest(hexToBytes(signature))
  }

  /** Repeating it with the same ticket does no harm. The hub keeps room for what a request waits for. */
  async send(to: SignedIdentity, ticket: Hex32, letter: LetterContent, expiry: number): Promise<void> {
    const { calls, hub, seal, identity } = this.#options
    const blob = await seal.seal(to.body.receivingKey, encode(letterContent, letter))
    const answer = letter.kind === 'purchase' ? { answer: letter.body.request.ticket } : {}
    const mail = { ticket, blob, expiry }
    try {
      await calls.call(hub, mailboxProtocol, 'put', { to: to.body.account, mail, from: identity, ...answer })
    } catch (error) {
      if (!isBuskerError(error, 'MAILBOX_TICKET_TAKEN')) throw error
    }
  }

  async withdraw(to: SignedIdentity, ticket: Hex32): Promise<boolean> {
    const { calls, hub } = this.#options
    const { withdrawn } = await calls.call(hub, mailboxProtocol, 'withdraw', { to: to.body.account, ticket })
    return withdrawn
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const cursor = new MailboxCursor()
    const pauses = new BackOff(pauseLimits)
    let isFailing = false
    while (!signal.aborted) {
      const asking = AbortSignal.any([signal, this.#wakeController.signal])
      if (this.#isElsewhere()) {
        cursor.reset()
        await pause(elsewhereMs, asking)
        continue
      }
      try {
        const hasWaited = await this.#readOn(cursor, signal, asking)
        isFailing = false
        if (hasWaited) pauses.reset()
        else await pause(pauses.next(), asking)
      } catch (error) {
        cursor.reset() // what was dealt with may not be removed
        if (asking.aborted) continue
        if (!isFailing) this.#options.onFailure(error) // once, until it answers again
        isFailing = true
        await pause(pauses.next(), asking)
      }
      if (asking.aborted) cursor.reset()
    }
  }

  #isElsewhere(): boolean {
    return this.#options.isElsewhere?.() === true
  }

  /** @returns false where the answer came at once and brought nothing: asked again at once, it would be so for ever */
  async #readOn(cursor: MailboxCursor, signal: AbortSignal, asking: AbortSignal): Promise<boolean> {
    const { calls, hub, identity } = this.#options
    const begun = performance.now()
    const wait = Math.min(waitMs, Math.ceil(cursor.untilRetry(begun)))
    const { mail } = await calls.call(
      hub,
      mailboxProtocol,
      'take',
      { identity, waitMs: wait, after: cursor.after },
      { signal: asking, timeoutMs: waitMs + 10_000 },
    )
    const fresh = mail.filter(({ position = 0 }) => position > cursor.after)
    const done = await this.#readAll(fresh, cursor)
    if (done.length > 0) {
      await calls.call(hub, mailboxProtocol, 'remove', { identity, tickets: done }, { signal })
    }
    if (fresh.length > 0) return true
    const now = performance.now()
    if (cursor.untilRetry(now) > 0) return now - begun >= honestWaitMs
    cursor.restart()
    return true
  }

  /** @returns the tickets of what needs no keeping: dealt with, or of no use */
  async #readAll(
    mail: readonly (Mail & { position?: number | undefined })[],
    cursor: MailboxCursor,
  ): Promise<Hex32[]> {
    const done: Hex32[] = []
    const queue = new PQueue({ concurrency: 4 })
    const due = mail.filter(({ ticket, position = 0 }) => cursor.take(ticket, position, performance.now()))
    await queue.addAll(
      due.map((item) => async () => {
        if (await this.#isDone(item)) done.push(item.ticket)
        else cursor.keep(item.ticket, performance.now())
      }),
    )
    return done
  }

  async #isDone(item: Mail): Promise<boolean> {
    const { seal, onLetter, onDropped, onFailure } = this.#options
    if (this.#isElsewhere()) return false
    try {
      const letter = decode(letterContent, await seal.open(item.blob), mailMaxBytes)
      return (await onLetter(letter, item.ticket)) === 'read'
    } catch (error) {
      if (isHopelessLetter(error)) onDropped(error)
      else onFailure(error)
      return isHopelessLetter(error)
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
