import { type Address, fromLabel } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { isEarned } from '../../shared/orderStates.ts'
import type { EarlierEditions } from './earlierEditions.ts'
import type { Refunds } from './refunds.ts'
import type { Sales } from './sales.ts'
import type { Work } from './workResolver.ts'

export interface TrackPaymentsOptions {
  readonly sales: Pick<Sales, 'grantedEditions'>
  readonly earlierEditions: Pick<EarlierEditions, 'isRevoked'>
  readonly refunds: Pick<Refunds, 'givenBack'>
}

interface TrackPayment {
  /** Base units. */
  readonly amount: Amount
  /** False while one of them is being decided. */
  readonly isSettled: boolean
}

/**
 * What was paid for tracks of a release alone, for one recipient: it counts towards the release. Our own sales alone say so:
 * nothing that is sent can claim it. What is paid back, or on its way to be, does not count, nor does a track whose access was ended.
 */
export class TrackPayments {
  readonly #options: TrackPaymentsOptions

  constructor(options: TrackPaymentsOptions) {
    this.#options = options
  }

  find({ label, tracks }: Pick<Work, 'label' | 'tracks'>, recipient: Address): TrackPayment {
    const { sales, earlierEditions, refunds } = this.#options
    if (fromLabel(label).kind === 'track') return { amount: toAmount(0n), isSettled: true }
    const counting = tracks
      .map(({ id }) => sales.grantedEditions('track', id, recipient))
      .filter((editions) => !editions.some((sale) => earlierEditions.isRevoked(sale)))
      .flat()
      .map((sale) => ({ ...sale, kept: sale.amount - refunds.givenBack(sale.id) }))
      .filter(({ kept }) => kept > 0n)
    return {
      amount: toAmount(counting.reduce((sum, { kept }) => sum + kept, 0n)),
      isSettled: counting.every(isEarned),
    }
  }
}
