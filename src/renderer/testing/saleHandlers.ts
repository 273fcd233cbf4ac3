import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { IpcMethods } from '../../shared/ipc.ts'
import type { AppFixture } from './appFixture.ts'
import { waitingRefund } from './fixtures/answeredSales.ts'

type SaleMethods =
  | 'sales'
  | 'waiveDebt'
  | 'refund'
  | 'takeBackRefund'
  | 'thank'
  | 'standingThanks'
  | 'setStandingThanks'
  | 'lastGreeting'
  | 'lastDedication'

/** What was sold, and what an artist does about it. */
export function saleHandlers({
  sales,
}: Pick<AppFixture, 'sales'>): Pick<ApiHandlers<IpcMethods>, SaleMethods> {
  const saleOf = (id: string) => {
    const found = sales.find((sale) => sale.id === id)
    if (found === undefined) throw new BuskerError('ORDER_UNKNOWN', 'There is no such sale.')
    return found
  }
  return {
    sales: async () => [...sales],
    waiveDebt: async ({ id }) => ({ ...saleOf(id), isDebtWaived: true }),
    thank: async ({ id, text }) => ({ ...saleOf(id), thanks: { text, isSent: true } }),
    standingThanks: async () => ({ text: null }),
    setStandingThanks: async ({ text }) => ({ text }),
    lastGreeting: async () => ({ name: null, wantsThanks: true }),
    lastDedication: async () => ({ name: null }),
    refund: async ({ id, amount, endsAccess }) => ({
      ...saleOf(id),
      refunds: [{ ...waitingRefund, amount, endsAccess }],
    }),
    takeBackRefund: async ({ id }) => ({ ...saleOf(id), refunds: [{ ...waitingRefund, isTakenBack: true }] }),
  }
}
