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
  readonly refunds: Pick<Refunds, 'counts'>
}

interface TrackPayment {
  /** Base units. */
  readonly amount: Amount
  /** False while one of them is being decided. */
  readonly isSettled: boolean
}

/**
 * What was paid for tracks of a release alone, for one recipient: it counts towards the release. Our own sales alone say so:
 * nothing that is sent can claim it. A track whose access was ended, or that is being paid back, counts for nothing.
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
      .filter(({ id, amount }) => amount > 0n && !refunds.counts(id))
    return {
      amount: toAmount(counting.reduce((sum, { amount }) => sum + amount, 0n)),
      isSettled: counting.every(isEarned),
    }
  }
}
