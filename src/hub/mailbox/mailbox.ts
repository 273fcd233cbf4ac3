import { numberOf, rowOf, rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import type { Address, Hex32, PeerIdText } from '../../shared/ids.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Mail } from '../../protocol/mailbox.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import { type Clock, dayMs } from '../clock.ts'
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
  readonly #engine: SqlEngine
  readonly #now: Clock
  readonly #partners: Pick<ChannelPartners, 'has'>
  readonly #limits: MailboxLimits
  readonly #room: MailRoom

  constructor(
    engine: SqlEngine,
    now: Clock,
    partners: Pick<ChannelPartners, 'has'>,
    limits: MailboxLimits = defaultMailboxLimits,
  ) {
    this.#engine = engine
    this.#now = now
    this.#partners = partners
    this.#limits = limits
    this.#room = new MailRoom(limits)
  }

  /**
   * Keeps a letter. The same letter under the same ticket again changes nothing. Where there is no room, one that counts
   * less goes: see {@link MailRoom}.
   *
   * @throws BuskerError `MAILBOX_TICKET_TAKEN` (another letter has that ticket), `MAILBOX_EXPIRY` (passed, or too far
   *   off), `MAILBOX_RECIPIENT_FULL`, `MAILBOX_PEER_FULL`, `MAILBOX_FULL`, `DATABASE_UNREACHABLE` (as all methods here)
   */
  async put(to: Address, mail: Mail, from: Sender): Promise<void> {
    this.#checkExpiry(mail.expiry)
    await this.#engine.change(() => this.#put(to, mail, from))
  }

  /**
   * Keeps room for an answer under this ticket, until `expiry`: the oldest expectations go where there are too many. Only
   * channel partners can expect something.
   */
  async expect(account: Address, ticket: Hex32, expiry: number): Promise<void> {
    if (!this.#partners.has(account)) return
    this.#checkExpiry(expiry)
    const most = this.#limits.expectedPerRecipient
    await this.#engine.change(function* () {
      yield* rowsOf(
        `INSERT INTO expected_mail (recipient, ticket, expiry) VALUES ($1, $2, $3)
         ON CONFLICT (recipient, ticket) DO UPDATE SET expiry = excluded.expiry`,
        account,
        ticket,
        expiry,
      )
      yield* rowsOf(
        `DELETE FROM expected_mail WHERE recipient = $1 AND ticket NOT IN (
           SELECT ticket FROM expected_mail WHERE recipient = $1 ORDER BY expiry DESC LIMIT $2)`,
        account,
        most,
      )
    })
  }

  /** The oldest letters for `to` beyond the position `after`; they stay until removed. */
  async read(to: Address, after = 0): Promise<StoredMail[]> {
    const rows = await this.#engine.read(() =>
      rowsOf<Omit<StoredMail, 'blob'> & { readonly blob: Buffer }>(
        `SELECT id AS position, ticket, blob, expiry FROM mail
         WHERE recipient = $1 AND id > $2 AND expiry > $3 ORDER BY id LIMIT $4`,
        to,
        after,
        this.#now(),
        lettersPerRead,
      ),
    )
    return rows.map(({ blob, ...letter }) => ({ ...letter, blob: new Uint8Array(blob) }))
  }

  /** @returns how many of the tickets had a letter */
  async remove(to: Address, tickets: readonly Hex32[]): Promise<number> {
    const now = this.#now()
    return this.#engine.change(function* () {
      let removed = 0
      for (const ticket of tickets) {
        const gone = yield* rowsOf(
          'DELETE FROM mail WHERE recipient = $1 AND ticket = $2 AND expiry > $3 RETURNING id',
          to,
          ticket,
          now,
        )
        removed += gone.length
      }
      return removed
    })
  }

  /** Deletes what has expired. */
  async purge(): Promise<void> {
    await this.#engine.change(() => this.#purge())
  }

  /** How many letters lie here. */
  async count(): Promise<number> {
    return this.#engine.read(() => numberOf('SELECT count(*) AS n FROM mail'))
  }

  *#put(to: Address, mail: Mail, { peer, account }: Sender): Steps<void> {
    yield* this.#purge()
    const kept = yield* rowOf<{ readonly blob: Buffer }>(
      'SELECT blob FROM mail WHERE recipient = $1 AND ticket = $2',
      to,
      mail.ticket,
    )
    if (kept?.blob.equals(mail.blob) === true) return
    if (kept !== undefined) {
      throw new BuskerError(
        'MAILBOX_TICKET_TAKEN',
        'Another letter lies under this ticket. Use a new ticket.',
      )
    }
    const standing = yield* this.#standingOf(to, mail.ticket, account)
    const sender = standing === 'stranger' ? peer : (account ?? peer)
    yield* this.#room.make({ to, sender, standing, bytes: mail.blob.byteLength })
    yield* rowsOf(
      `INSERT INTO mail (recipient, ticket, blob, expiry, sender, standing) VALUES ($1, $2, $3, $4, $5, $6)`,
      to,
      mail.ticket,
      mail.blob,
      mail.expiry,
      sender,
      standings[standing],
    )
  }

  *#purge(): Steps<void> {
    for (const table of ['mail', 'expected_mail']) {
      yield* rowsOf(`DELETE FROM ${table} WHERE expiry <= $1`, this.#now())
    }
  }

  *#standingOf(to: Address, ticket: Hex32, account: Address | null): Steps<Standing> {
    const expected = yield* rowsOf(
      'DELETE FROM expected_mail WHERE recipient = $1 AND ticket = $2 RETURNING ticket',
      to,
      ticket,
    )
    if (expected.length > 0) return 'expected'
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
