import type { PurchaseView } from '../../../shared/api/node.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What an order waits for, as people would say it. */
type Wait = 'asked' | 'away' | 'yes' | 'paying' | 'refunding' | 'opening' | 'unopened'

function waitOf({ state, sellerAway }: Pick<PurchaseView, 'state' | 'sellerAway'>): Wait {
  switch (state) {
    case 'requested':
      return sellerAway === undefined ? 'asked' : 'away'
    case 'invoiced':
      return 'yes'
    case 'paying':
    case 'refunding':
    case 'unopened':
      return state
    case 'paid':
    case 'joined':
    case 'owned':
    case 'handedOver':
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'failed':
      return 'opening'
  }
}

/** Where an order is, in two words, for a row. */
export function pendingWords(order: Pick<PurchaseView, 'state' | 'sellerAway'>): string {
  switch (waitOf(order)) {
    case 'asked':
      return t('buy.pendingAsked')
    case 'away':
      return t('buy.pendingAway')
    case 'yes':
      return t('buy.pendingYes')
    case 'paying':
      return t('buy.pendingPaying')
    case 'refunding':
      return t('buy.pendingRefunding')
    case 'opening':
      return t('buy.pendingOpening')
    case 'unopened':
      return t('buy.pendingUnopened')
  }
}

/** Where an order is and what that means for the money, in a sentence. */
export function pendingSentence(
  order: Pick<PurchaseView, 'state' | 'sellerAway'>,
  artistName: string,
): string {
  switch (waitOf(order)) {
    case 'asked':
      return t('buy.pendingAskedSentence', { artistName })
    case 'away':
      return t('buy.pendingAwaySentence', { artistName })
    case 'yes':
      return t('buy.pendingYesSentence', { artistName })
    case 'paying':
      return t('buy.pendingPayingSentence')
    case 'refunding':
      return t('buy.pendingRefundingSentence', { artistName })
    case 'opening':
      return t('buy.pendingOpeningSentence')
    case 'unopened':
      return t('buy.pendingUnopenedSentence')
  }
}
