import { expect, test } from 'vitest'
import { countLiveOrders } from './countLiveOrders.ts'

const listed = (states: readonly string[]) => ({ list: () => states.map((state) => ({ state })) })

test('the orders that still have something to do are counted, bought and sold together', () => {
  const market = {
    buyer: { purchases: listed(['requested', 'paying', 'owned', 'failed', 'joined']) },
    seller: { sales: listed(['invoiced', 'delivered', 'releasing', 'expired', 'paid']) },
  } as unknown as Parameters<typeof countLiveOrders>[0]
  expect(countLiveOrders(market)).toBe(5)
})
