import PQueue from 'p-queue'
import { hexToBytes } from 'viem'
import { BackOff } from '../../shared/backOff.ts'
import type { Hex32, OrderId, PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Calls } from '../../ipfs/peer.ts'
import { digest, decode, encode } from '../../protocol/codec.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { type Mail, mailboxProtocol, mailMaxBytes } from '../../protocol/mailbox.ts'
import { type LetterContent, letterContent } from '../../protocol/purchase.ts'

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
   * Deals with a letter. One that is answered with `later`, or for which this throws, stays in the mailbox, to be dealt
   * with again.
   */
  readonly onLetter: (letter: LetterContent, ticket: Hex32) => Promise<'read' | 'later'>
  readonly onFailure: (error: unknown) => void
}

const waitMs = 25_000
/** Between two readings of letters that stay in the mailbox; the first pause is also that after a failure. */
const retryLimits = { initialMs: 2_000, maxMs: 10_000 }

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

  /** Repeating it with the same ticket does no harm. */
  async send(to: SignedIdentity, ticket: Hex32, letter: LetterContent, expiry: number): Promise<void> {
    const { calls, hub, seal } = this.#options
    const blob = await seal.seal(to.body.receivingKey, encode(letterContent, letter))
    try {
      await calls.call(hub, mailboxProtocol, 'put', { to: to.body.account, mail: { ticket, blob, expiry } })
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
    const { calls, hub, identity, onFailure } = this.#options
    let isFailing = false
    const backOff = new BackOff(retryLimits)
    while (!signal.aborted) {
      const asking = AbortSignal.any([signal, this.#wakeController.signal])
      try {
        const options = { signal: asking, timeoutMs: waitMs + 10_000 }
        const { mail } = await calls.call(hub, mailboxProtocol, 'take', { identity, waitMs }, options)
        isFailing = false
        const read = await this.#readAll(mail)
        if (read.length > 0) {
          await calls.call(hub, mailboxProtocol, 'remove', { identity, tickets: read }, { signal })
        }
        if (read.length > 0 || asking.aborted) backOff.reset()
        if (read.length < mail.length) await pause(backOff.next(), asking)
      } catch (error) {
        if (signal.aborted) return
        if (asking.aborted) continue
        if (!isFailing) onFailure(error) // once, until it answers again
        isFailing = true
        await pause(retryLimits.initialMs, asking)
      }
    }
  }

  /** @returns the tickets of what needs no keeping: dealt with, or no letter at all */
  async #readAll(mail: readonly Mail[]): Promise<Hex32[]> {
    const read: Hex32[] = []
    const queue = new PQueue({ concurrency: 4 })
    await queue.addAll(
      mail.map((item) => async () => {
        const letter = await this.#openLetter(item)
        try {
          const done = letter === undefined ? 'read' : await this.#options.onLetter(letter, item.ticket)
          if (done === 'read') read.push(item.ticket)
        } catch (error) {
          this.#options.onFailure(error)
        }
      }),
    )
    return read
  }

  async #openLetter(item: Mail): Promise<LetterContent | undefined> {
    try {
      return decode(letterContent, await this.#options.seal.open(item.blob), mailMaxBytes)
    } catch (error) {
      this.#options.onFailure(error)
      return undefined
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
