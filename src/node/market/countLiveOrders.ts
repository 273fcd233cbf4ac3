import { isSettled } from '../saga/stateMachine.ts'
import type { Market } from './market.ts'
import { purchaseMachine } from './purchaseMachine.ts'
import { saleMachine } from './saleMachine.ts'

/** How many orders, bought and sold, still have something to do. */
export function countLiveOrders({ buyer, seller }: Pick<Market, 'buyer' | 'seller'>): number {
  const purchases = buyer.purchases.list().filter(({ state }) => !isSettled(purchaseMachine, state))
  const sales = seller.sales.list().filter(({ state }) => !isSettled(saleMachine, state))
  return purchases.length + sales.length
}
