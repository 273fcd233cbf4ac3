import type { SaleView } from '../../shared/api/node.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { shortAmount } from '../../shared/token.ts'
import type { Notice } from '../windows/notice.ts'

export interface SaleNoticesOptions {
  readonly isWanted: () => boolean
  readonly network: () => NetworkProfile | null
  /** What a label is called; null when nothing is known of it. */
  readonly titleOf: (label: SaleView['label']) => string | null
  readonly show: (notice: Notice) => void
  /** The person pressed on one. */
  readonly onPress: () => void
}

/** Tells an artist of each sale, once and quietly. */
export class SaleNotices {
  private readonly options: SaleNoticesOptions
  private readonly told = new Set<string>()

  constructor(options: SaleNoticesOptions) {
    this.options = options
  }

  /** A sale that changed. */
  changed({ id, state, label, buyer, amount }: SaleView): void {
    if (state !== 'paid' || this.told.has(id)) return
    this.told.add(id)
    const { isWanted, network, titleOf, show, onPress } = this.options
    if (!isWanted()) return
    const token = network()?.token
    const sum = token === undefined ? '' : ` for ${shortAmount(amount, token)} ${token.symbol}`
    show({
      title: `Sold: ${titleOf(label) ?? 'a work of yours'}`,
      body: `${buyer.slice(0, 6)}…${buyer.slice(-4)} bought it${sum}.`,
      onPress,
    })
  }
}
