import { z } from 'zod'
import { address } from '../ids.ts'
import { amount } from '../money.ts'
import { defineApi } from './define.ts'

/** What is asked before something is paid. */
export const buyingApi = defineApi({
  /** What the hub takes on top of a payment of `amount` now: named as the most of a payment, it is what is paid, or nothing is. */
  quoteFee: {
    input: z.strictObject({ to: address, amount }),
    output: z.strictObject({ fee: amount }),
  },
})
