import { toErrorData } from '../../../shared/errors.ts'
import type { Address } from '../../../shared/ids.ts'
import { type Amount, toAmount } from '../../../shared/money.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

export interface FeeQuote {
  /** Undefined: being asked. Null: the hub does not say now; it takes no more than its profile allows. */
  readonly fee: Amount | null | undefined
  /** Why nothing can be paid for now: the hub asks for more than that. */
  readonly problem: unknown
}

const free: FeeQuote = { fee: toAmount(0n), problem: null }

/** What the hub takes on top of a payment, asked anew while it is shown. @param amount undefined: not chosen yet */
export function useFeeQuote(to: Address, amount: Amount | undefined): FeeQuote {
  const isPaid = amount !== undefined && amount > 0n
  const { data, error } = useIpcQuery(
    'quoteFee',
    { to, amount: amount ?? toAmount(0n) },
    { isEnabled: isPaid, refetchIntervalMs: 5_000 },
  )
  if (!isPaid) return free
  const isTooMuch = error !== null && toErrorData(error).code === 'RAIDEN_FEE_ABOVE_CAP'
  return {
    fee: isTooMuch ? null : (data?.fee ?? (error === null ? undefined : null)),
    problem: isTooMuch ? error : null,
  }
}
