import { type Address, fromLabel } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Purchases } from './purchases.ts'
import type { Work } from './workResolver.ts'

/** What a credit is reckoned from. */
export type CreditedWork = Pick<Work, 'label' | 'artist'> & {
  readonly tracks: readonly Pick<Work['tracks'][number], 'id'>[]
}

const nothing = toAmount(0n)
/** After these the artist's node has not known what was paid, or is too old to count it. */
const refusals: readonly (ErrorCode | null)[] = ['ORDER_CREDIT_UNKNOWN', 'ORDER_BELOW_MINIMUM']

/**
 * What one has paid for tracks of a release alone, as one's own orders say: it counts towards the release. Once its artist's
 * node has refused to count it, the price is asked.
 */
export class ReleaseCredit {
  readonly #purchases: Pick<Purchases, 'paidForTracks' | 'attempts'>
  readonly #account: Address

  /** @param account whose orders they are */
  constructor(purchases: Pick<Purchases, 'paidForTracks' | 'attempts'>, account: Address) {
    this.#purchases = purchases
    this.#account = account
  }

  /** Base units; zero for a track. */
  of({ label, artist, tracks }: CreditedWork): Amount {
    if (fromLabel(label).kind === 'track') return nothing
    const paid = this.#purchases.paidForTracks(artist, this.#account)
    const credit = tracks.reduce((sum, { id }) => sum + (paid.get(id) ?? 0n), 0n)
    if (credit === 0n) return nothing
    const isRefused = this.#purchases
      .attempts(label, this.#account)
      .some(({ state, code }) => state === 'declined' && refusals.includes(code))
    return isRefused ? nothing : toAmount(credit)
  }
}
