import { encode } from '../../protocol/codec.ts'
import { signedReport, type SignedReport } from '../../protocol/report.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, CatalogueSubject } from '../../shared/ids.ts'
import type { ReportReason } from '../../shared/reportReasons.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import { type Clock, dayMs, minuteMs } from '../clock.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'

export interface ReceivedReport {
  readonly account: Address
  readonly reason: ReportReason
  readonly text: string
  readonly at: number
  /** The reporter had a channel with the hub: an account costs nothing, a channel does. */
  readonly isMember: boolean
}

/** What is reported of one subject and not settled. */
export interface ReportedSubject {
  readonly subject: CatalogueSubject
  /** How many accounts have reported it, and how many of them are members. */
  readonly reports: number
  readonly members: number
  /** The newest of them; those of members first. */
  readonly newest: readonly ReceivedReport[]
}

/** Reports that are kept: strangers fill their own room alone. */
const room = { members: 20_000, strangers: 2_000 }
/** Settled reports are kept so long: the same again opens nothing. */
const settledMemoryMs = 180 * dayMs
const toleranceMs = 10 * minuteMs
const shownOfOne = 5

/** What people tell the operator of artists and works. */
export class Reports {
  readonly #store: HubStore
  readonly #partners: Pick<ChannelPartners, 'has'>
  readonly #now: Clock

  constructor(store: HubStore, partners: Pick<ChannelPartners, 'has'>, now: Clock) {
    this.#store = store
    this.#partners = partners
    this.#now = now
  }

  /**
   * Keeps a report whose signature was checked. The same account has one report about a subject: a newer one takes the place of
   * an open one, and none opens what is settled.
   *
   * @throws BuskerError `HUB_REPORT_TIME`, `HUB_REPORTS_FULL`
   */
  add(signed: SignedReport): void {
    const { account, subject, reason, text, time } = signed.body
    const at = this.#now()
    if (Math.abs(time - at) > toleranceMs) {
      throw new BuskerError('HUB_REPORT_TIME', 'This report was not made now, by the hub’s clock.')
    }
    const isMember = this.#partners.has(account)
    this.#store.transaction(() => {
      const known = this.#store
        .prepare<[string, string], { is_open: 0 | 1 }>(
          'SELECT is_open FROM reports WHERE subject = ? AND account = ?',
        )
        .get(subject, account)
      if (known?.is_open === 0) return
      if (known === undefined) this.#assertRoom(isMember)
      this.#store
        .prepare(
          `INSERT OR REPLACE INTO reports (subject, account, reason, text, at, is_member, is_open, record)
           VALUES (?, ?, ?, ?, ?, ?, 1, ?)`,
        )
        .run(subject, account, reason, text, at, isMember ? 1 : 0, encode(signedReport, signed))
    })()
  }

  /** What is open, what most members have reported first. */
  list(limit: number): ReportedSubject[] {
    return this.#store
      .prepare<[number], Pick<ReportedSubject, 'subject' | 'reports' | 'members'>>(
        `SELECT subject, count(*) AS reports, sum(is_member) AS members FROM reports WHERE is_open = 1
         GROUP BY subject ORDER BY members DESC, reports DESC, max(at) DESC LIMIT ?`,
      )
      .all(limit)
      .map((one) => ({ ...one, newest: this.#newest(one.subject) }))
  }

  /** The operator has decided. @returns how many reports that settles */
  settle(subject: CatalogueSubject): number {
    this.#store
      .prepare('DELETE FROM reports WHERE is_open = 0 AND at <= ?')
      .run(this.#now() - settledMemoryMs)
    const update = this.#store.prepare(
      'UPDATE reports SET is_open = 0, at = ? WHERE subject = ? AND is_open = 1',
    )
    return update.run(this.#now(), subject).changes
  }

  #newest(subject: CatalogueSubject): ReceivedReport[] {
    return this.#store
      .prepare<[string, number], Omit<ReceivedReport, 'isMember'> & { is_member: 0 | 1 }>(
        `SELECT account, reason, text, at, is_member FROM reports WHERE subject = ? AND is_open = 1
         ORDER BY is_member DESC, at DESC LIMIT ?`,
      )
      .all(subject, shownOfOne)
      .map(({ is_member, ...one }) => ({ ...one, isMember: is_member === 1 }))
  }

  #assertRoom(isMember: boolean): void {
    const kept = numberIn(
      this.#store,
      'SELECT count(*) FROM reports WHERE is_member = ? AND is_open = 1',
      isMember ? 1 : 0,
    )
    if (kept < (isMember ? room.members : room.strangers)) return
    throw new BuskerError(
      'HUB_REPORTS_FULL',
      'The hub has more reports than its operator has read. Try again in some days.',
    )
  }
}
