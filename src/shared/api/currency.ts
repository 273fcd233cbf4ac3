import { z } from 'zod'
import { currencyCode, rate } from '../currency.ts'
import { errorData } from '../errors/errorSchemas.ts'
import { defineApi } from './define.ts'

export const currencyView = z.strictObject({
  /** In which amounts are shown, too; null: in none, and nobody is asked for rates. */
  chosen: currencyCode.nullable(),
  /** What can be chosen on this network; empty: nothing. */
  available: z.array(currencyCode),
  /** Null: not known now. */
  rate: rate.nullable(),
  /** Why no newer rate is known; null: nothing hinders it. */
  problem: errorData.nullable(),
})
export type CurrencyView = z.output<typeof currencyView>

/** One's own currency beside the token. */
export const currencyApi = defineApi({
  currency: { input: z.strictObject({}), output: currencyView },
  /** Errors: `RATE_CURRENCY_UNKNOWN`; then it is as before. Answers when the rate was read, or could not be. */
  setCurrency: { input: z.strictObject({ currency: currencyCode.nullable() }), output: currencyView },
})
