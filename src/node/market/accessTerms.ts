import { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'
import { orderTerms } from './orderTerms.ts'
import type { SellerOptions } from './sellerOptions.ts'

const sharesSetting = defineSetting(
  'access-terms',
  z.strictObject({ threshold: z.int().min(1).max(30), shares: z.int().min(1).max(30) }),
)

/** How many Ursulas an artist has hold a share of each policy, and how many of them opening takes. */
export class AccessTerms {
  readonly #settings: Settings
  /** The fewest Ursulas that opening may take. */
  readonly least: 1 | 2

  /** @param mayBeOne on a local network one Ursula may do; elsewhere she and a buyer together could compute a label's key */
  constructor(settings: Settings, mayBeOne: boolean) {
    this.#settings = settings
    this.least = mayBeOne ? 1 : 2
  }

  /** What policies are made with from now on: reads what is chosen at each sale. */
  get terms(): SellerOptions['terms'] {
    const { accessMs } = orderTerms.terms
    const read = () => this.#settings.get(sharesSetting) ?? orderTerms.terms
    return {
      accessMs,
      get threshold() {
        return read().threshold
      },
      get shares() {
        return read().shares
      },
    }
  }

  /** @throws BuskerError `POLICY_TERMS` */
  choose(threshold: number, shares: number): void {
    if (threshold < this.least || threshold > shares || shares > 30) {
      throw new BuskerError(
        'POLICY_TERMS',
        `${threshold} of ${shares} can't be granted: opening takes ${this.least} or more Ursulas, and at most as many as hold a share, which are 30 at most.`,
      )
    }
    this.#settings.set(sharesSetting, { threshold, shares })
  }
}
