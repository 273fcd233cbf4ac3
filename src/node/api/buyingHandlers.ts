import type { ApiHandlers } from '../../shared/api/define.ts'
import type { buyingApi } from '../../shared/api/buying.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Payments } from '../../raiden/payments.ts'

interface Parts {
  readonly payments: Pick<Payments, 'quoteFee'>
  /** The most a payment may cost on top, by the network's profile. */
  readonly maximumFee: Amount
}

/** Answers what a payment will cost. */
export function buyingHandlers(parts: Parts): ApiHandlers<typeof buyingApi> {
  return { quoteFee: async ({ to, amount }) => ({ fee: await quoteFee(parts, to, amount) }) }
}

/**
 * What the hub takes of a payment now.
 *
 * @throws BuskerError `RAIDEN_FEE_ABOVE_CAP`: more than its profile allows; what `Payments.quoteFee` throws
 */
export async function quoteFee(
  { payments, maximumFee }: Parts,
  to: Address,
  amount: Amount,
): Promise<Amount> {
  const fee = amount === 0n ? toAmount(0n) : await payments.quoteFee(to, amount)
  if (fee <= maximumFee) return fee
  throw new BuskerError(
    'RAIDEN_FEE_ABOVE_CAP',
    `The hub asks a fee of ${fee} base units; its profile allows ${maximumFee}. Nothing was paid.`,
  )
}
