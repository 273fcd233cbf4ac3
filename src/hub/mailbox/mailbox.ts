import type { Address, Hex32, PeerIdText } from '../../shared/ids.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Mail } from '../../protocol/mailbox.ts'
import { type Clock, dayMs } from '../clock.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'

/** How much may lie in the mailbox at a time. */
export interface MailboxLimits {
  /** Letters for one recipient. */
  readonly perRecipient: number
  /** Letters put by one peer. */
  readonly perPeer: number
  readonly totalBytes: number
  /** The longest a letter may lie here, ms. */
  readonly maxAgeMs: number
}

export const defaultMailboxLimits: MailboxLimits = {
  perRecipient: 512,
  perPeer: 64,
  totalBytes: 2 ** 30,
  maxAgeMs: 30 * dayMs,
}

/** Letters given out at once: as many of the largest as fit into an answer. */
const lettersPerRead = 16

/** Keeps sealed letters for those who are away, one a ticket, until they are removed or expire. */
export class Mailbox {
  readonly #store: HubStore
  readonly #now: Clock
  readonly #limits: MailboxLimits

  constructor(store: HubStore, now: Clock, limits: MailboxLimits = defaultMailboxLimits) {
    this.#store = store
    this.#now = now
    this.#limits = limits
  }

  /**
   * Keeps a letter. The same letter under the same ticket again changes nothing.
   *
   * @throws BuskerError `MAILBOX_TICKET_TAKEN` (another letter has that ticket), `MAILBOX_EXPIRY` (passed, or too far
   *   off), `MAILBOX_RECIPIENT_FULL`, `MAILBOX_PEER_FULL`, `MAILBOX_FULL`
   */
  put(to: Address, mail: Mail, peer: PeerIdText): void {
    this.#checkExpiry(mail.expiry)
    this.#store.transaction(() => {
      this.purge()
      const kept = this.#store
        .prepare('SELECT blob FROM mail WHERE recipient = ? AND ticket = ?')
        .pluck()
        .get(to, mail.ticket) as Buffer | undefined
      if (kept?.equals(mail.blob) === true) return
      if (kept !== undefined) {
        throw new BuskerError(
          'MAILBOX_TICKET_TAKEN',
          'Another letter lies under this ticket. Use a new ticket.',
        )
      }
      this.#checkQuota(to, mail, peer)
      this.#store
        .prepare('INSERT INTO mail (recipient, ticket, blob, expiry, peer) VALUES (?, ?, ?, ?, ?)')
        .run(to, mail.ticket, mail.blob, mail.expiry, peer)
    })()
  }

  /** The oldest letters for `to`; they stay until removed. */
  read(to: Address): Mail[] {
    return this.#store
      .prepare('SELECT ticket, blob, expiry FROM mail WHERE recipient = ? AND expiry > ? ORDER BY id LIMIT ?')
      .all(to, this.#now(), lettersPerRead)
      .map((row) => {
        const { ticket, blob, expiry } = row as Omit<Mail, 'blob'> & { blob: Buffer }
        return { ticket, blob: new Uint8Array(blob), expiry }
      })
  }

  /** @returns how many of the tickets had a letter */
  remove(to: Address, tickets: readonly Hex32[]): number {
    const statement = this.#store.prepare(
      'DELETE FROM mail WHERE recipient = ? AND ticket = ? AND expiry > ?',
    )
    return this.#store.transaction(() =>
      tickets.reduce((removed, ticket) => removed + statement.run(to, ticket, this.#now()).changes, 0),
    )()
  }

  /** Deletes what has expired. */
  purge(): void {
    this.#store.prepare('DELETE FROM mail WHERE expiry <= ?').run(this.#now())
  }

  /** How many letters lie here. */
  count(): number {
    return numberIn(this.#store, 'SELECT count(*) FROM mail')
  }

  #checkExpiry(expiry: number): void {
    const now = this.#now()
    if (expiry > now && expiry <= now + this.#limits.maxAgeMs) return
    throw new BuskerError(
      'MAILBOX_EXPIRY',
      `A letter must expire in the future and within ${this.#limits.maxAgeMs / dayMs} days. Check this machine's clock.`,
    )
  }

  #checkQuota(to: Address, mail: Mail, peer: PeerIdText): void {
    if (
      numberIn(this.#store, 'SELECT count(*) FROM mail WHERE recipient = ?', to) >= this.#limits.perRecipient
    ) {
      throw new BuskerError(
        'MAILBOX_RECIPIENT_FULL',
        'The mailbox of the one you write to is full. Try again when they have been online.',
      )
    }
    if (numberIn(this.#store, 'SELECT count(*) FROM mail WHERE peer = ?', peer) >= this.#limits.perPeer) {
      throw new BuskerError(
        'MAILBOX_PEER_FULL',
        `${this.#limits.perPeer} letters of yours wait already. Withdraw one, or wait until one is read.`,
      )
    }
    const used = numberIn(this.#store, 'SELECT coalesce(sum(length(blob)), 0) FROM mail')
    if (used + mail.blob.byteLength > this.#limits.totalBytes) {
      throw new BuskerError('MAILBOX_FULL', 'The hub keeps no more letters now. Try again later.')
    }
  }
}
