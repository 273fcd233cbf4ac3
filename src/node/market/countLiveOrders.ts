import type { Market } from './market.ts'
import { isSettled } from '../saga/stateMachine.ts'
import { purchaseMachine } from './purchaseMachine.ts'
import { saleMachine } from './saleMachine.ts'

/** How many orders, bought and sold, still have something to do. */
export function countLiveOrders({ market }: { readonly market: Pick<Market, 'buyer' | 'seller'> }): number {
  const purchases = market.buyer.purchases.list().filter(({ state }) => !isSettled(purchaseMachine, state))
  const sales = market.seller.sales.list().filter(({ state }) => !isSettled(saleMachine, state))
  return purchases.length + sales.length
}
