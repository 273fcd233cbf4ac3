import type { Picture } from '../pictures.ts'
import { statesOf } from './states.ts'

/** Screens of money, sales and rights. */
export const moneyPictures: readonly Picture[] = [
  ...statesOf('wallet', '/wallet', ['wallet', 'payments']),
  ...statesOf('sales', '/sales', ['sales']),
  ...statesOf('access', '/access', ['grants', 'joinedPolicies']),
]
