import type { PurchaseView } from '../../../shared/api/node.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { contacts } from '../fixtures/contacts.ts'
import type { BasketItem } from '../../../shared/api/basket.ts'
import { basketItem, quoteOf } from '../basketHandlers.ts'
import { emptyWallet, wallet } from '../fixtures/money.ts'
import { inEuros, realMoney } from '../fixtures/realMoney.ts'
import { tokens } from '../fixtures/seededValues.ts'
import { awayOrder, orderInState, ordersUnderWay } from '../fixtures/orders.ts'
import { workByTitle } from '../fixtures/works.ts'
import type { Screenshot } from './screenshot.ts'
import { workPath } from './workPath.ts'

const title = 'Nocturne for a Closed Café'
const path = workPath(title)
const lowBalance = {
  ...wallet,
  spendable: tokens(0.6),
  channels: wallet.channels.map((channel) => ({ ...channel, spendable: tokens(0.6) })),
}
const inBasket = [title, 'Four Chairs', 'Tidal Rooms'].map(workByTitle)
/** The second of it is for a contact, with a note. */
const withPresent = {
  basket: async () =>
    inBasket.map((work, index) =>
      basketItem(work, index === 1 ? presentFor({ account: work.artist, name: 'Maren' }) : {}),
    ),
}
const presentFor = (recipient: NonNullable<BasketItem['recipient']>) => ({
  recipient,
  dedication: { name: 'Ana', note: 'For the night train.' },
})
const buy = [{ press: 'Buy for' }] as const
const confirm = [{ press: 'Buy for' }, { keys: 'Tab' }, { press: 'Buy for 2.00' }] as const

/** An order that got so far, and stays there. */
const stoppingAt = (...states: readonly PurchaseView[]): NonNullable<Screenshot['handlers']> => ({
  async buy(_input, { report }) {
    states.forEach(report)
    return new Promise<never>(() => {})
  },
})
const endingWith = (order: PurchaseView): NonNullable<Screenshot['handlers']> => ({ buy: async () => order })

/** The buy sheet in all its states. */
export const buyScreenshots: readonly Screenshot[] = [
  { id: 'buy.review', path, actions: buy },
  {
    id: 'buy.orMore',
    path: workPath('Partita for Prepared Radio'),
    actions: [{ press: 'Buy for' }, { fill: 'What you pay', text: '5.50' }],
  },
  {
    id: 'buy.belowMinimum',
    path: workPath('Partita for Prepared Radio'),
    actions: [{ press: 'Buy for' }, { fill: 'What you pay', text: '3' }],
  },
  {
    id: 'buy.nameYourPrice',
    path: workPath('على رصيف الميناء'),
    actions: [{ press: 'Name your price' }],
  },
  {
    id: 'buy.greeting',
    path,
    actions: [...buy, { open: 'Say who you are' }, { fill: 'How you call yourself', text: 'Ana' }],
  },
  {
    id: 'buy.redeem',
    path,
    actions: [{ press: 'Redeem a code' }, { fill: 'Code', text: '7k3m 0qz8 vt4n a1xe' }],
  },
  {
    id: 'basket.review',
    path: '/',
    fixture: { basket: inBasket, purchases: [] },
    actions: [{ press: 'Basket: 3 works' }],
  },
  {
    id: 'basket.presents',
    path: '/',
    fixture: { basket: inBasket, purchases: [], contacts },
    actions: [{ press: 'Basket: 3 works' }],
    handlers: withPresent,
  },
  {
    id: 'basket.write',
    path: '/',
    fixture: { basket: inBasket, purchases: [], contacts },
    actions: [{ press: 'Basket: 3 works' }, { press: 'Write to Maren' }],
    handlers: withPresent,
  },
  {
    id: 'basket.tooLittle',
    path: '/',
    fixture: { basket: inBasket, purchases: [], wallet: lowBalance },
    actions: [{ press: 'Basket: 3 works' }],
  },
  {
    id: 'basket.buying',
    path: '/',
    fixture: { purchases: [orderInState(title, 'paying')] },
    actions: [{ press: 'Basket: 3 works' }],
    handlers: {
      basket: async () =>
        inBasket.map((work, index) =>
          basketItem(work, {
            isBuying: true,
            order: index === 0 ? orderInState(title, 'paying').id : null,
          }),
        ),
    },
  },
  {
    id: 'basket.notBought',
    path: '/',
    actions: [{ press: 'Basket: 3 works' }],
    handlers: {
      basket: async () =>
        inBasket.map((work, index) =>
          basketItem(work, {
            problem:
              index === 1
                ? { code: 'ORDER_COSTS_MORE', message: 'This costs more than you agreed to.' }
                : null,
          }),
        ),
      quoteWorks: async () => quoteOf(inBasket),
    },
  },
  { id: 'basket.empty', path: '/', actions: [{ keys: 'b' }] },
  {
    id: 'basket.inEuros',
    path: '/',
    fixture: { ...inEuros, basket: inBasket, purchases: [] },
    actions: [{ press: 'Basket: 3 works' }],
  },
  { id: 'buy.inEuros', path, fixture: inEuros, actions: buy },
  {
    id: 'buy.inEuros.orMore',
    path: workPath('Partita for Prepared Radio'),
    fixture: inEuros,
    actions: [{ press: 'Buy for' }, { fill: 'What you pay', text: '5.50' }],
  },
  {
    id: 'buy.inEuros.tooLittle',
    path,
    fixture: { ...inEuros, wallet: { ...lowBalance, symbol: 'DAI', tokens: tokens(0.2) } },
    actions: buy,
  },
  { id: 'buy.realMoney', path, fixture: realMoney, actions: buy },
  {
    id: 'buy.realMoneyTooLittle',
    path,
    fixture: { ...realMoney, wallet: { ...lowBalance, symbol: 'DAI' } },
    actions: buy,
  },
  { id: 'buy.credit', path: workPath('Tidal Rooms'), actions: buy },
  { id: 'buy.reduced', path: workPath('Four Chairs'), actions: buy },
  { id: 'buy.namesake', path, fixture: { namesakes: 2, purchases: [] }, actions: buy },
  { id: 'buy.tooLittle', path, fixture: { wallet: lowBalance }, actions: buy },
  { id: 'buy.notConnected', path, fixture: { wallet: { ...emptyWallet, tokens: tokens(80) } }, actions: buy },
  { id: 'buy.noTokens', path, fixture: { wallet: { ...lowBalance, tokens: tokens(0.2) } }, actions: buy },
  {
    id: 'buy.feeUnknown',
    path,
    actions: buy,
    handlers: { quoteFee: () => Promise.reject(new BuskerError('RAIDEN_HUB_UNREACHABLE', 'It is silent.')) },
  },
  {
    id: 'buy.feeTooHigh',
    path,
    actions: buy,
    handlers: {
      quoteFee: () =>
        Promise.reject(
          new BuskerError(
            'RAIDEN_FEE_ABOVE_CAP',
            'The hub asks a fee of 90000 base units; its profile allows 10000. Nothing was paid.',
          ),
        ),
    },
  },
  { id: 'buy.noBalance', path, hanging: ['wallet'], actions: buy },
  {
    id: 'buy.gift',
    path,
    actions: [
      ...buy,
      { open: 'Give it to somebody else' },
      { fill: 'Their name or card', text: 'busker-identity:1:ana' },
    ],
  },
  {
    id: 'buy.giftToContact',
    path,
    fixture: { contacts },
    actions: [
      ...buy,
      { open: 'Give it to somebody else' },
      { select: 'Contact', option: 1 },
      { fill: 'A note to them', text: 'For the night train. Happy birthday!' },
    ],
  },
  {
    id: 'buy.giving',
    path: workPath('Salt'),
    fixture: { contacts },
    actions: [{ press: 'More' }, { keys: 'End' }, { keys: 'Enter' }, { select: 'Contact', option: 1 }],
  },
  {
    id: 'buy.givingToAName',
    path: workPath('Salt'),
    fixture: { contacts },
    actions: [
      { press: 'More' },
      { keys: 'End' },
      { keys: 'Enter' },
      { fill: 'Their name or card', text: '@ana' },
      { fill: 'How you call yourself, to them', text: 'Joan' },
    ],
  },
  {
    id: 'buy.giftWithOtherKeys',
    path,
    fixture: { contacts },
    errors: {
      readCard: {
        code: 'CONTACT_KEYS_CHANGED',
        message:
          'The keys in this card are not those of the card you have of this contact. Ask them whether they have new ones. Nothing was paid.',
      },
    },
    actions: [
      ...buy,
      { open: 'Give it to somebody else' },
      { fill: 'Their name or card', text: 'busker://contact/joan' },
    ],
  },
  {
    id: 'buy.toppingUp',
    path,
    fixture: { wallet: lowBalance },
    hanging: ['deposit'],
    actions: [...buy, { press: 'Add 2.00 and buy' }],
  },
  {
    id: 'buy.paying',
    path,
    actions: confirm,
    handlers: stoppingAt(orderInState(title, 'requested'), orderInState(title, 'paying')),
  },
  {
    id: 'buy.sellerAway',
    path,
    actions: [{ press: 'See the order' }],
    fixture: { purchases: [awayOrder(title)] },
    hanging: ['purchase'],
  },
  { id: 'work.ordered', path, fixture: { purchases: [awayOrder(title)] } },
  { id: 'work.ordered.unopened', path, fixture: { purchases: [orderInState(title, 'unopened')] } },
  { id: 'discover.ordered', path: '/', fixture: { purchases: ordersUnderWay } },
  {
    id: 'discover.ordered.rows',
    path: '/',
    fixture: { purchases: ordersUnderWay },
    actions: [{ scrollTo: 'New tracks' }],
  },
  { id: 'library.onItsWay', path: '/library', fixture: { purchases: ordersUnderWay } },
  {
    id: 'library.onItsWay.empty',
    path: '/library',
    fixture: { purchases: [awayOrder(title)], library: [] },
  },
  { id: 'buy.done', path, actions: confirm, handlers: endingWith(orderInState(title, 'owned')) },
  {
    id: 'buy.failed',
    path,
    actions: confirm,
    handlers: endingWith(
      orderInState(title, 'failed', {
        code: 'ORDER_LOCK_RAN_OUT',
        message: 'The artist’s Busker went away in the middle of the payment and did not come back in time.',
      }),
    ),
  },
  {
    id: 'buy.refunding',
    path,
    actions: confirm,
    handlers: stoppingAt(orderInState(title, 'paying'), orderInState(title, 'refunding')),
  },
  { id: 'buy.unopened', path, actions: confirm, handlers: endingWith(orderInState(title, 'unopened')) },
  {
    id: 'buy.declined',
    path,
    actions: confirm,
    handlers: endingWith(
      orderInState(title, 'declined', {
        code: 'ORDER_PRICE_CHANGED',
        message:
          'The artist now asks for more than the price you were shown. Nothing was paid; look at the new price first.',
      }),
    ),
  },
]
