import type { SaleView } from '../../shared/api/node.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { shortAmountText } from '../../shared/i18n/amountText.ts'
import { quote } from '../../shared/text.ts'
import { shortAddress } from '../../shared/shortAddress.ts'
import type { Notice } from './notifier.ts'
import { t } from '../../shared/i18n/t.ts'

export interface SaleNotificationsOptions {
  readonly isEnabled: () => boolean
  readonly network: () => NetworkProfile | null
  /** What a label is called; null when nothing is known of it. */
  readonly titleOf: (label: SaleView['label']) => string | null
  readonly show: (notice: Notice) => void
  /** A notification was clicked. */
  readonly onClick: () => void
}

/** Shows one silent notification for each sale, with the cover of what was sold. */
export class SaleNotifications {
  readonly #options: SaleNotificationsOptions
  readonly #notified = new Set<string>()

  constructor(options: SaleNotificationsOptions) {
    this.#options = options
  }

  /** Called with every change of a sale; notifies once it is paid. */
  onSaleChanged({ id, state, label, buyer, amount, greeting, isNewEdition }: SaleView): void {
    // Who owns an edition gets the next one for nothing: that is no sale.
    if (isNewEdition === true) return
    if (state !== 'paid' || this.#notified.has(id)) return
    this.#notified.add(id)
    const { isEnabled, network, titleOf, show, onClick } = this.#options
    if (!isEnabled()) return
    const token = network()?.token
    const name = greeting?.name
    const who = name === undefined ? shortAddress(buyer) : `${quote(name, 60)} (${shortAddress(buyer)})`
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
      label,
      onClick,
    })
  }
}
