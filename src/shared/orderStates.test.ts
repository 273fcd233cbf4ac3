import { expect, test } from 'vitest'
import { purchaseView, saleView } from './api/node.ts'
import {
  accessPurchaseStates,
  canCancel,
  endedWithoutAccess,
  failedPurchaseStates,
  grantedSaleStates,
  hasAccess,
  isAwaited,
  isEarned,
  isPaying,
  isUnopened,
  openPurchaseStates,
  openSaleStates,
  payingPurchaseStates,
  purchaseStateNames,
  releasingSaleStates,
  saleStateNames,
  succeededPurchaseStates,
  unpaidPurchaseStates,
  unpaidSaleStates,
  unsettledSaleStates,
} from './orderStates.ts'

const purchasesThat = (holds: typeof hasAccess) => purchaseStateNames.filter((state) => holds({ state }))

test('purchases are told apart by what they brought', () => {
  expect(purchasesThat(hasAccess)).toEqual(['joined', 'owned'])
  expect(accessPurchaseStates).toEqual(['joined', 'owned'])
  expect(openPurchaseStates).toEqual(['requested', 'invoiced', 'paying', 'refunding', 'paid'])
  expect(succeededPurchaseStates).toEqual(['joined', 'owned', 'handedOver'])
  expect(failedPurchaseStates).toEqual(['declined', 'cancelled', 'expired', 'failed'])
  expect(purchasesThat(canCancel)).toEqual(['requested', 'invoiced'])
  expect(payingPurchaseStates).toEqual(['paying', 'refunding'])
  expect(purchasesThat(isAwaited)).toEqual([
    'requested',
    'invoiced',
    'paying',
    'refunding',
    'paid',
    'unopened',
  ])
})

test('sales are told apart by their money', () => {
  expect(saleStateNames.filter((state) => isEarned({ state }))).toEqual(['paid', 'delivered'])
  expect(openSaleStates).toEqual(['invoiced', 'refusing'])
  expect(releasingSaleStates).toEqual(['releasing'])
  expect(grantedSaleStates).toEqual(['releasing', 'paid', 'delivered'])
  expect(unpaidSaleStates).toEqual(['expired'])
  expect(unsettledSaleStates).toEqual(['invoiced', 'refusing', 'releasing'])
})

test('what a node says of an order is one of its states', () => {
  expect(purchaseView.shape.state.options).toEqual(purchaseStateNames)
  expect(saleView.shape.state.options).toEqual(saleStateNames)
  expect(saleView.shape.state.safeParse('refunded').success).toBe(false)
})

test('what is paid and could not be opened has no access, and is neither under way nor unpaid', () => {
  expect(purchasesThat(isUnopened)).toEqual(['unopened'])
  expect(purchasesThat(endedWithoutAccess)).toEqual([
    'unopened',
    'declined',
    'cancelled',
    'expired',
    'failed',
  ])
  expect(purchasesThat(isPaying)).toEqual(['paying', 'refunding'])
  expect(unpaidPurchaseStates).toEqual(['requested', 'invoiced', 'paying', 'refunding'])
})
