import { orderMoney } from '../../../shared/orderMoney.ts'
import type { PurchaseView } from '../../../shared/api/node.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What became of an order's money, in the language that is shown. @param money the node's sentence */
export function moneyText(money: string): string {
  const known = Object.entries(orderMoney).find(([, sentence]) => sentence === money)
  return known === undefined ? money : texts[known[0] as keyof typeof orderMoney]()
}

/** What is said of an order that waits or has ended; null: nothing. */
export function purchaseMessage({ code, message }: Pick<PurchaseView, 'code' | 'message'>): string | null {
  return code === null || message === null ? message : errorText({ code, message })
}

const texts: Readonly<Record<keyof typeof orderMoney, () => string>> = {
  nothingYet: () => t('buy.moneyNothingYet'),
  onItsWay: () => t('buy.moneyOnItsWay'),
  refused: () => t('buy.moneyRefused'),
  opening: () => t('buy.moneyOpening'),
  free: () => t('buy.moneyFree'),
  paid: () => t('buy.moneyPaid'),
  handedOver: () => t('buy.moneyHandedOver'),
  unopened: () => t('buy.moneyUnopened'),
  nothing: () => t('buy.moneyNothing'),
  kept: () => t('buy.moneyKept'),
  returned: () => t('buy.moneyReturned'),
  paidBack: () => t('buy.moneyPaidBack'),
  partPaidBack: () => t('buy.moneyPartPaidBack'),
  notSent: () => t('buy.moneyNotSent'),
}
