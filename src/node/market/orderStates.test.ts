import { expect, test } from 'vitest'
import {
  canCancel,
  failedPurchaseStates,
  grantedSaleStates,
  purchaseStateNames,
  purchaseStates,
  saleStateNames,
  saleStates,
  unpaidSaleStates,
} from '../../shared/orderStates.ts'
import { isSettled, nextState } from '../saga/stateMachine.ts'
import { openStore } from '../store/openStore.ts'
import { stateList } from '../store/stateList.ts'
import { purchaseMachine } from './purchaseMachine.ts'
import { saleMachine } from './saleMachine.ts'

const store = openStore(':memory:')
const indexSql = (name: string) =>
  store.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(name)

test('the database keeps one live purchase for the states that the table says are live', () => {
  expect(indexSql('purchases_live')).toContain(`WHERE state NOT IN (${stateList(failedPurchaseStates)})`)
})

test('the database keeps one live sale for the states that the table says are live', () => {
  expect(unpaidSaleStates).toEqual(['expired'])
  expect(indexSql('sales_live')).toContain("WHERE state <> 'expired'")
})

test('the database keeps one granted sale for the states that the table says have given access', () => {
  expect(indexSql('sales_granted')).toContain(`WHERE state IN (${stateList(grantedSaleStates)})`)
})

test('a state is settled in the table and in the machine alike', () => {
  for (const state of purchaseStateNames)
    expect(isSettled(purchaseMachine, state)).toBe(purchaseStates[state].isSettled)
  for (const state of saleStateNames) expect(isSettled(saleMachine, state)).toBe(saleStates[state].isSettled)
})

test('the table says that an order can be taken back exactly where the machine takes it back', () => {
  for (const state of purchaseStateNames) {
    expect(nextState(purchaseMachine, state, 'cancelledByBuyer') !== undefined).toBe(canCancel({ state }))
  }
})

test('money that is paid stays paid', () => {
  const fromPaid = [
    ...purchaseMachine.transitions.map(({ from, to }) => [from && purchaseStates[from], purchaseStates[to]]),
    ...saleMachine.transitions.map(({ from, to }) => [from && saleStates[from], saleStates[to]]),
  ].filter(([from]) => from?.money === 'paid')
  expect(fromPaid).toHaveLength(6)
  expect(fromPaid.filter(([, to]) => to?.money !== 'paid')).toEqual([])
})

test('only a purchase whose money did not move ends with nothing', () => {
  for (const state of failedPurchaseStates) expect(purchaseStates[state].money).toBe('untouched')
})
