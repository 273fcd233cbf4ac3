import type { Caller } from '../../ipfs/peer.ts'
import { type reportProtocol, verifyReport } from '../../protocol/report.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { Address } from '../../shared/ids.ts'
import { CallerRates } from '../rates/callerRates.ts'
import type { Reports } from './reports.ts'

/** A person reports a few things at a time; an hour later, some more. */
const rates = {
  perOne: { burst: 10, perSecond: 10 / 3600 },
  perAddress: { burst: 30, perSecond: 30 / 3600 },
  all: { burst: 200, perSecond: 1 },
}

/** Answers `/busker/report/1`. @param now ms of a clock that nobody sets */
export function createReportHandlers(
  reports: Pick<Reports, 'add'>,
  now: () => number = () => performance.now(),
): Handlers<typeof reportProtocol, Caller> {
  const admission = new CallerRates<Address>({ ...rates, what: 'Reports' })
  return {
    async report({ report }, { address }) {
      admission.admitAddress(address, now())
      await verifyReport(report)
      admission.admitOne(report.body.account, now())
      reports.add(report)
      return {}
    },
  }
}
