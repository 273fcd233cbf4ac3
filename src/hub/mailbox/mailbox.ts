import type { Address, Hex32, PeerIdText } from '../../shared/ids.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Mail } from '../../protocol/mailbox.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import { type Clock, dayMs } from '../clock.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
import { defaultMailboxLimits, type MailboxLimits } from './mailboxLimits.ts'
import { MailRoom, type Standing, standings } from './mailRoom.ts'

/** Who puts a letter; `account` where it was proven. */
export interface Sender {
  readonly peer: PeerIdText
  readonly account: Address | null
}

/** A letter, and where it lies: positions count up, and are what a reader goes on from. */
export type StoredMail = Mail & { readonly position: number }

/** Letters given out at once: as many of the largest as fit into an answer. */
const lettersPerRead = 16

/** Keeps sealed letters for those who are away, one a ticket, until they are removed or expire. */
export class Mailbox {
  readonly #store: HubStore
  readonly #now: Clock
  readonly #partners: Pick<ChannelPartners, 'has'>
  readonly #limits: MailboxLimits
  readonly #room: MailRoom

  constructor(
    store: HubStore,
    now: Clock,
    partners: Pick<ChannelPartners, 'has'>,
    limits: MailboxLimits = defaultMailboxLimits,
  ) {
    this.#store = store
    this.#now = now
    this.#partners = partners
    this.#limits = limits
    this.#room = new MailRoom(store, limits)
  }

  /**
   * Keeps a letter. The same letter under the same ticket again changes nothing. Where there is no room, one that counts
   * less goes: see {@link MailRoom}.
   *
   * @throws BuskerError `MAILBOX_TICKET_TAKEN` (another letter has that ticket), `MAILBOX_EXPIRY` (passed, or too far
   *   off), `MAILBOX_RECIPIENT_FULL`, `MAILBOX_PEER_FULL`, `MAILBOX_FULL`
   */
  put(to: Address, mail: Mail, from: Sender): void {
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
      const standing = this.#standingOf(to, mail.ticket, from.account)
      const sender = standing === 'stranger' ? from.peer : (from.account ?? from.peer)
      this.#room.make({ to, sender, standing, bytes: mail.blob.byteLength })
      this.#store
        .prepare(
          'INSERT INTO mail (recipient, ticket, blob, expiry, sender, standing) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(to, mail.ticket, mail.blob, mail.expiry, sender, standings[standing])
    })()
  }

  /**
   * Keeps room for an answer under this ticket, until `expiry`: the oldest expectations go where there are too many. Only
   * channel partners can expect something.
   */
  expect(account: Address, ticket: Hex32, expiry: number): void {
    if (!this.#partners.has(account)) return
    this.#checkExpiry(expiry)
    this.#store.transaction(() => {
      this.#store
        .prepare('INSERT OR REPLACE INTO expected_mail (recipient, ticket, expiry) VALUES (?, ?, ?)')
        .run(account, ticket, expiry)
      this.#store
        .prepare(
          `DELETE FROM expected_mail WHERE recipient = @account AND ticket IN (
             SELECT ticket FROM expected_mail WHERE recipient = @account
             ORDER BY expiry DESC LIMIT -1 OFFSET @limit)`,
        )
        .run({ account, limit: this.#limits.expectedPerRecipient })
    })()
  }

  /** The oldest letters for `to` beyond the position `after`; they stay until removed. */
  read(to: Address, after = 0): StoredMail[] {
    return this.#store
      .prepare<[Address, number, number, number], Omit<StoredMail, 'blob'> & { blob: Buffer }>(
        `SELECT id AS position, ticket, blob, expiry FROM mail
         WHERE recipient = ? AND id > ? AND expiry > ? ORDER BY id LIMIT ?`,
      )
      .all(to, after, this.#now(), lettersPerRead)
      .map(({ blob, ...letter }) => ({ ...letter, blob: new Uint8Array(blob) }))
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
    for (const table of ['mail', 'expected_mail']) {
      this.#store.prepare(`DELETE FROM ${table} WHERE expiry <= ?`).run(this.#now())
    }
  }

  /** How many letters lie here. */
  count(): number {
    return numberIn(this.#store, 'SELECT count(*) FROM mail')
  }

  #standingOf(to: Address, ticket: Hex32, account: Address | null): Standing {
    const { changes: wasExpected } = this.#store
      .prepare('DELETE FROM expected_mail WHERE recipient = ? AND ticket = ?')
      .run(to, ticket)
    if (wasExpected > 0) return 'expected'
    return account !== null && this.#partners.has(account) ? 'partner' : 'stranger'
  }

  #checkExpiry(expiry: number): void {
    const now = this.#now()
    if (expiry > now && expiry <= now + this.#limits.maxAgeMs) return
    throw new BuskerError(
      'MAILBOX_EXPIRY',
      `A letter must expire in the future and within ${this.#limits.maxAgeMs / dayMs} days. Check this machine's clock.`,
    )
  }
}
