import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { address, catalogueSubject } from '../shared/ids.ts'
import { reportReasons, reportTextMaxLength } from '../shared/reportReasons.ts'
import { paragraph } from '../shared/text.ts'
import { time } from './fields.ts'
import { defineProtocol } from './rpc.ts'
import { type Signed, sign, signedSchema, type SigningAccount, verify } from './signed.ts'

/** What somebody tells a hub's operator of an artist or a work. */
export const report = z.strictObject({
  v: z.literal(1),
  /** Who reports. */
  account: address,
  subject: catalogueSubject,
  reason: z.enum(reportReasons),
  /** Empty where the reason says it all. */
  text: paragraph(reportTextMaxLength),
  time,
})
export type Report = z.output<typeof report>
export const signedReport = signedSchema(report)
export type SignedReport = Signed<Report>

export function signReport(body: Report, account: SigningAccount): Promise<SignedReport> {
  return sign('report', report, body, account)
}

/** @throws BuskerError `PROTOCOL_FORGED` unless the account named in the report signed it */
export async function verifyReport(signed: SignedReport): Promise<void> {
  if (signed.signer !== signed.body.account) {
    throw new BuskerError('PROTOCOL_FORGED', 'A report was signed by another account than its own.')
  }
  await verify('report', report, signed)
}

export const reportProtocol = defineProtocol('/busker/report/1', {
  /** Brings a report to the operator. The same again changes nothing. */
  report: {
    input: z.strictObject({ report: signedReport }),
    output: z.strictObject({}),
    maxBytes: 15 * 1024,
  },
})
