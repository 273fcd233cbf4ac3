import type { currencyApi } from '../../shared/api/currency.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { Rates } from '../rates/rates.ts'

/** Answers what the token is worth in one's own currency. */
export function currencyHandlers(rates: Pick<Rates, 'view' | 'choose'>): ApiHandlers<typeof currencyApi> {
  return {
    currency: async () => rates.view(),
    setCurrency: ({ currency }) => rates.choose(currency),
  }
}
