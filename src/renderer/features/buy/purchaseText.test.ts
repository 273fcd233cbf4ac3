import { describe, expect, test } from 'vitest'
import type { PurchaseView } from '../../../shared/api/node.ts'
import {
  canCancel,
  hasFailed,
  hasSucceeded,
  type PurchaseState,
  purchaseStateNames,
} from '../../../shared/orderStates.ts'
import { announcement, headline, purchaseSteps } from './purchaseText.ts'

const words = { artistName: 'Ana', price: '2.50 TTT', isFree: false, isGift: false }

function purchase(state: PurchaseState, more: Partial<PurchaseView> = {}): PurchaseView {
  return {
    id: '0x01',
    state,
    label: 'track/00000000000000000000000000000000/1',
    price: 1n,
    paid: null,
    fee: null,
    code: null,
    message: null,
    money: 'Nothing was paid.',
    isSettled: false,
    hasAccess: false,
    createdAt: 0,
    changedAt: 0,
    ...more,
  } as unknown as PurchaseView
}

const states = (state: PurchaseState) => purchaseSteps(purchase(state), words).map((step) => step.state)

describe('the steps of an order', () => {
  test.each<[PurchaseState, string[]]>([
    ['requested', ['running', 'waiting', 'waiting', 'waiting']],
    ['invoiced', ['running', 'waiting', 'waiting', 'waiting']],
    ['paying', ['done', 'running', 'waiting', 'waiting']],
    ['joined', ['done', 'done', 'done', 'done']],
    ['owned', ['done', 'done', 'done', 'done']],
    ['handedOver', ['done', 'done', 'done', 'done']],
    ['declined', ['failed', 'waiting', 'waiting', 'waiting']],
    ['failed', ['done', 'failed', 'waiting', 'waiting']],
  ])('say where %s is', (state, expected) => {
    expect(states(state)).toEqual(expected)
  })

  test('show access being opened once it is paid', () => {
    const paid = purchase('paid', { paid: 1n as PurchaseView['price'] })
    expect(purchaseSteps(paid, words)[2]).toMatchObject({ label: 'Opening your access', state: 'running' })
  })
})

test('says aloud what happens, and what happened to the money when it went wrong', () => {
  expect(announcement(null, words)).toBe('Asking Ana…')
  expect(announcement(purchase('paying'), words)).toBe('Paying 2.50 TTT…')
  expect(announcement(purchase('owned'), words)).toBe('It is yours.')
  expect(announcement(purchase('declined'), words)).toBe('Ana did not take this order. Nothing was paid.')
})

test('says first why an order ended', () => {
  const first = (state: PurchaseState) => headline(purchase(state), words)
  expect(first('cancelled')).toBe('You took this order back.')
  expect(first('declined')).toBe('Ana did not take this order.')
  expect(first('expired')).toBe('The order ran out of time.')
  expect(first('failed')).toBe('The payment did not go through.')
})

test('shows paying until it is known what was paid', () => {
  expect(states('paid')).toEqual(['done', 'running', 'waiting', 'waiting'])
})

test('takes an order back only before it is paid', () => {
  expect(purchaseStateNames.filter((state) => canCancel(purchase(state)))).toEqual(['requested', 'invoiced'])
})

test('knows a gift handed over as a success, and a cancelled order as none', () => {
  expect(hasSucceeded(purchase('handedOver'))).toBe(true)
  expect(hasFailed(purchase('cancelled'))).toBe(true)
})
