import type { Node } from './createNode.ts'
import { isSettled } from './market/machine.ts'
import { purchaseMachine } from './market/purchaseMachine.ts'
import { saleMachine } from './market/saleMachine.ts'

/** How many orders, bought and sold, still have something to do. */
export function liveOrders({ market }: Pick<Node, 'market'>): number {
  const purchases = market.buyer.purchases.list().filter(({ state }) => !isSettled(purchaseMachine, state))
  const sales = market.seller.sales.list().filter(({ state }) => !isSettled(saleMachine, state))
  return purchases.length + sales.length
}
