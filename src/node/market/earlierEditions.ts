import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import { isEarned } from '../../shared/orderStates.ts'
import type { Renewals } from './renewals.ts'
import type { Sale, Sales } from './sales.ts'
import type { WorkResolver } from './workResolver.ts'

export interface EarlierEditionsOptions {
  readonly sales: Pick<Sales, 'get' | 'grantedEditions' | 'grantedReleases'>
  readonly works: Pick<WorkResolver, 'published'>
  readonly renewals: Pick<Renewals, 'isRevoked'>
}

/**
 * Who has another edition of a work, and so gets this one for nothing. Our own sales alone say so: no message from outside
 * can claim it, and what was revoked or came back counts for nothing.
 */
export class EarlierEditions {
  readonly #options: EarlierEditionsOptions

  constructor(options: EarlierEditionsOptions) {
    this.#options = options
  }

  /**
   * The sale through which `recipient` has another edition of the work that `label` is of; of a track, also a release with
   * one. An earned one, if there is any; of a work whose access was ended in any edition none.
   */
  find(label: Label, recipient: Address): Sale | undefined {
    const counting = this.#byWork(label, recipient).filter(
      (sales) => !sales.some((sale) => this.isRevoked(sale)),
    )
    const found = counting.flat()
    return found.find(isEarned) ?? found[0]
  }

  /** The sales of each work that counts. */
  #byWork(label: Label, recipient: Address): Sale[][] {
    const { sales } = this.#options
    const { kind, id } = fromLabel(label)
    const editions = sales.grantedEditions(kind, id, recipient).filter((sale) => sale.label !== label)
    if (kind === 'release') return [editions]
    const releases = Map.groupBy(sales.grantedReleases(recipient), (sale) => fromLabel(sale.label).id)
    return [
      editions,
      ...[...releases.values()].filter((sold) => sold.some((sale) => this.#hasOther(sale, label))),
    ]
  }

  /** Whether the release that was sold holds the track in another edition than `label` names. */
  #hasOther({ invoice }: Sale, label: Label): boolean {
    const { id, edition } = fromLabel(label)
    const release = this.#options.works.published(invoice.invoice.manifest)
    return release?.tracks.some((track) => track.id === id && track.edition !== edition) ?? false
  }

  /** Whether access was ended; also of that for which it was given. */
  isRevoked({ id, earlierOrder }: Sale): boolean {
    const { renewals, sales } = this.#options
    if (renewals.isRevoked(id)) return true
    const earlier = earlierOrder === null ? undefined : sales.get(earlierOrder)
    return earlier !== undefined && this.isRevoked(earlier)
  }
}
