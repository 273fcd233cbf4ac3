import type { Calls } from '../../../ipfs/peer.ts'
import { reportProtocol, signReport } from '../../../protocol/report.ts'
import type { SigningAccount } from '../../../protocol/signed.ts'
import { type CatalogueSubject, type PeerIdText, toAddress } from '../../../shared/ids.ts'
import type { ReportReason } from '../../../shared/reportReasons.ts'

export interface ReportingParts {
  readonly calls: Pick<Calls, 'call'>
  readonly hub: PeerIdText
  readonly account: SigningAccount
  readonly now: () => number
}

export interface ReportInput {
  readonly subject: CatalogueSubject
  readonly reason: ReportReason
  readonly text: string
}

/** Tells the hub's operator of an artist or a work, in one's own name. */
export class Reporting {
  readonly #parts: ReportingParts

  constructor(parts: ReportingParts) {
    this.#parts = parts
  }

  /** @throws BuskerError `HUB_RATE_LIMIT`, `HUB_REPORTS_FULL`, `HUB_REPORT_TIME`; see {@link Calls.call} */
  async report({ subject, reason, text }: ReportInput): Promise<void> {
    const { calls, hub, account, now } = this.#parts
    const body = { v: 1 as const, account: toAddress(account.address), subject, reason, text, time: now() }
    await calls.call(hub, reportProtocol, 'report', { report: await signReport(body, account) })
  }
}
