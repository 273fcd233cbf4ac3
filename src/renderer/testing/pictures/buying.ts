import type { PurchaseView } from '../../../shared/api/node.ts'
import { emptyWallet, wallet } from '../fixtures/money.ts'
import { tokens } from '../fixtures/make.ts'
import { orderOf } from '../fixtures/orders.ts'
import type { Picture } from '../pictures.ts'
import { pathOf } from './paths.ts'

const title = 'Nocturne for a Closed Café'
const path = pathOf(title)
const low = {
  ...wallet,
  spendable: tokens(0.6),
  channels: wallet.channels.map((channel) => ({ ...channel, spendable: tokens(0.6) })),
}
const buy = [{ press: 'Buy for' }] as const
const confirm = [{ press: 'Buy for' }, { keys: 'Tab' }, { press: 'Buy for 2.00' }] as const

/** An order that got so far, and stays there. */
const reaching = (...states: readonly PurchaseView[]): NonNullable<Picture['handlers']> => ({
  async buy(_input, { report }) {
    states.forEach(report)
    return new Promise<never>(() => {})
  },
})
const ending = (order: PurchaseView): NonNullable<Picture['handlers']> => ({ buy: async () => order })

/** The buy sheet in all its states. */
export const buyingPictures: readonly Picture[] = [
  { id: 'buy.review', path, acts: buy },
  { id: 'buy.tooLittle', path, world: { wallet: low }, acts: buy },
  { id: 'buy.notConnected', path, world: { wallet: { ...emptyWallet, tokens: tokens(80) } }, acts: buy },
  { id: 'buy.noTokens', path, world: { wallet: { ...low, tokens: tokens(0.2) } }, acts: buy },
  { id: 'buy.noBalance', path, hanging: ['wallet'], acts: buy },
  {
    id: 'buy.gift',
    path,
    acts: [
      ...buy,
      { open: 'Give it to somebody else' },
      { fill: 'identity card', text: 'busker-identity:1:ana' },
    ],
  },
  {
    id: 'buy.toppingUp',
    path,
    world: { wallet: low },
    hanging: ['deposit'],
    acts: [...buy, { press: 'Add 2.00 and buy' }],
  },
  {
    id: 'buy.paying',
    path,
    acts: confirm,
    handlers: reaching(orderOf(title, 'requested'), orderOf(title, 'paying')),
  },
  {
    id: 'buy.sellerAway',
    path,
    acts: buy,
    world: { purchases: [orderOf(title, 'requested', { createdAt: Date.now() - 40_000 })] },
    hanging: ['purchase'],
  },
  { id: 'buy.done', path, acts: confirm, handlers: ending(orderOf(title, 'owned')) },
  {
    id: 'buy.failed',
    path,
    acts: confirm,
    handlers: ending(
      orderOf(title, 'failed', {
        code: 'ORDER_LOCK_RAN_OUT',
        message: 'The artist’s Busker went away in the middle of the payment and did not come back in time.',
      }),
    ),
  },
  {
    id: 'buy.declined',
    path,
    acts: confirm,
    handlers: ending(
      orderOf(title, 'declined', {
        code: 'ORDER_PRICE_CHANGED',
        message:
          'The artist now asks for more than the price you were shown. Nothing was paid; look at the new price first.',
      }),
    ),
  },
]
