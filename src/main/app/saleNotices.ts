import { Notification } from 'electron'
import type { SaleView } from '../../shared/api/node.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'

export interface SaleNoticesOptions {
  readonly isWanted: () => boolean
  readonly network: () => NetworkProfile | null
  /** What a label is called; null when nothing is known of it. */
  readonly titleOf: (label: SaleView['label']) => string | null
  /** The person pressed on it. */
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
    const { isWanted, network, titleOf, onPress } = this.options
    if (!isWanted() || !Notification.isSupported()) return
    const token = network()?.token
    const sum = token === undefined ? '' : ` for ${inWords(amount, token.decimals)} ${token.symbol}`
    const notice = new Notification({
      title: `Sold: ${titleOf(label) ?? 'a work of yours'}`,
      body: `${buyer.slice(0, 6)}…${buyer.slice(-4)} bought it${sum}.`,
      silent: true,
    })
    notice.on('click', onPress)
    notice.show()
  }
}

/** Two decimals, rounded down: what a notification has room for. */
function inWords(amount: bigint, decimals: number): string {
  const hundredths =
    decimals >= 2 ? amount / 10n ** BigInt(decimals - 2) : amount * 10n ** BigInt(2 - decimals)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}
