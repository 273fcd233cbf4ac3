import type { PurchaseView } from '../../../shared/api/node.ts'
import { endedWithoutAccess } from '../../../shared/orderStates.ts'
import { t } from '../../../shared/i18n/t.ts'
import { moneyText } from './moneyText.ts'

export type StepState = 'done' | 'running' | 'waiting' | 'failed'

/** One line of what a purchase goes through, in words. */
export interface PurchaseStep {
  readonly id: 'asking' | 'paying' | 'opening' | 'ready'
  readonly label: string
  readonly state: StepState
}

/** Who and what the words are about. */
export interface PurchaseTextContext {
  readonly artistName: string
  /** The price as it is shown. */
  readonly price: string
  readonly isFree: boolean
  readonly isGift: boolean
}

const ids = ['asking', 'paying', 'opening', 'ready'] as const

/** Which step an order is at, by its state. A final state without access stays where it broke. */
function stepIndexOf({ state, paid }: PurchaseView): number {
  switch (state) {
    case 'requested':
    case 'invoiced':
    case 'declined':
    case 'cancelled':
      return 0
    case 'paying':
    case 'refunding':
    case 'failed':
    case 'expired':
      return 1
    case 'unopened':
      return 2
    case 'joined':
    case 'owned':
    case 'handedOver':
      return ids.length
    case 'paid':
      return paid === null ? 1 : 2
  }
}

/**
 * The purchase as a list of steps. Before there is an order (null), the first one is under way.
 */
export function purchaseSteps(purchase: PurchaseView | null, words: PurchaseTextContext): PurchaseStep[] {
  const at = purchase === null ? 0 : stepIndexOf(purchase)
  const broken = purchase !== null && endedWithoutAccess(purchase)
  const labels: Record<(typeof ids)[number], string> = {
    asking: t('buy.askingArtistname', { artistName: words.artistName }),
    paying: words.isFree ? t('buy.nothingToPay') : t('buy.payingPrice', { price: words.price }),
    opening: words.isGift ? t('buy.sealingItForThem') : t('buy.openingYourAccess'),
    ready: words.isGift ? t('buy.handedOver') : t('buy.yoursToPlay'),
  }
  return ids.map((id, index) => ({
    id,
    label: labels[id],
    state: index < at ? 'done' : index > at ? 'waiting' : broken ? 'failed' : 'running',
  }))
}

/** What a screen reader hears when the order changes. */
export function announcement(purchase: PurchaseView | null, words: PurchaseTextContext): string {
  if (purchase !== null && endedWithoutAccess(purchase))
    return `${headline(purchase, words)} ${moneyText(purchase.money)}`
  const steps = purchaseSteps(purchase, words)
  const running = steps.find(({ state }) => state === 'running')
  return running === undefined
    ? words.isGift
      ? t('buy.handedOverSentence')
      : t('buy.itIsYours')
    : `${running.label}…`
}

/** The first words of an order that ended badly. */
export function headline({ state }: PurchaseView, { artistName }: PurchaseTextContext): string {
  switch (state) {
    case 'cancelled':
      return t('buy.youTookThisOrderBack')
    case 'declined':
      return t('buy.didNotTakeThisOrder', { artistName })
    case 'expired':
      return t('buy.theOrderRanOutOf')
    case 'unopened':
      return t('buy.itIsPaidForAnd')
    case 'requested':
    case 'invoiced':
    case 'paying':
    case 'refunding':
    case 'paid':
    case 'joined':
    case 'owned':
    case 'handedOver':
    case 'failed':
      return t('buy.thePaymentDidNotGo')
  }
}
