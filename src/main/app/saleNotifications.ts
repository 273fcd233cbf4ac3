import type { SaleView } from '../../shared/api/node.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { shortAmountText } from '../../shared/i18n/amountText.ts'
import type { DesktopNotification } from '../windows/desktopNotification.ts'
import { t } from '../../shared/i18n/t.ts'

export interface SaleNotificationsOptions {
  readonly isEnabled: () => boolean
  readonly network: () => NetworkProfile | null
  /** What a label is called; null when nothing is known of it. */
  readonly titleOf: (label: SaleView['label']) => string | null
  readonly show: (notice: DesktopNotification) => void
  /** A notification was clicked. */
  readonly onClick: () => void
}

/** Shows one silent notification for each sale. */
export class SaleNotifications {
  readonly #options: SaleNotificationsOptions
  readonly #notified = new Set<string>()

  constructor(options: SaleNotificationsOptions) {
    this.#options = options
  }

  /** Called with every change of a sale; notifies once it is paid. */
  onSaleChanged({ id, state, label, buyer, amount }: SaleView): void {
    if (state !== 'paid' || this.#notified.has(id)) return
    this.#notified.add(id)
    const { isEnabled, network, titleOf, show, onClick } = this.#options
    if (!isEnabled()) return
    const token = network()?.token
    const who = `${buyer.slice(0, 6)}…${buyer.slice(-4)}`
    show({
      title: t('desktop.soldTitle', { title: titleOf(label) ?? t('desktop.aWorkOfYours') }),
      body:
        token === undefined
          ? t('desktop.boughtIt', { buyer: who })
          : t('desktop.boughtItFor', {
              buyer: who,
              amount: shortAmountText(amount, token),
              symbol: token.symbol,
            }),
      onClick,
    })
  }
}
