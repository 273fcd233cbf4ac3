import type { ApiHandlers } from '../../shared/api/define.ts'
import type { IpcMethods } from '../../shared/ipc.ts'
import { toAmount } from '../../shared/money.ts'
import type { AppFixture } from './appFixture.ts'

type CodeMethods = 'workCodes' | 'makeCodes' | 'endCodes' | 'redeem'

/** Codes of one's own works, whichever work is meant, and the order by which one is redeemed. */
export function codeHandlers({
  codes,
  purchases,
}: Pick<AppFixture, 'codes' | 'purchases'>): Pick<ApiHandlers<IpcMethods>, CodeMethods> {
  const [order] = purchases
  return {
    workCodes: async () => [...codes],
    makeCodes: async ({ count, until }) =>
      codes.slice(0, count).map((code) => ({ ...code, endsAt: until ?? null, redeemedBy: null })),
    endCodes: async () => ({ ended: codes.filter(({ redeemedBy }) => redeemedBy === null).length }),
    async redeem({ label }) {
      if (order === undefined) throw new Error('This fixture has no order to show.')
      return { ...order, label, price: toAmount(0n) }
    },
  }
}
