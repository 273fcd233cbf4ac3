import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { BasketItem } from '../../../shared/api/basket.ts'
import { basketItem, quoteOf } from '../../testing/basketHandlers.ts'
import type { Scenario } from '../../testing/fixtureBridge.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useBasketStore } from './basketStore.ts'

const user = userEvent.setup()
const [one, other] = ['Nocturne for a Closed Café', 'Four Chairs'].map(workByTitle) as [
  ReturnType<typeof workByTitle>,
  ReturnType<typeof workByTitle>,
]
const rich = { ...wallet, spendable: tokens(50) }

afterEach(() => {
  cleanup()
  useBasketStore.getState().hide()
})

async function openBasket({ fixture, ...scenario }: Scenario = {}) {
  const shown = renderPage('/', {
    fixture: { basket: [one, other], purchases: [], wallet: rich, ...fixture },
    ...scenario,
  })
  await user.click(await screen.findByRole('button', { name: 'Basket: 2 works' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Basket' }))
  const called = (method: string) =>
    shown.bridge.calls.filter((call) => call.method === method).map(({ input }) => input)
  return { shown, sheet, called }
}
const valueOf = (sheet: ReturnType<typeof within>, term: string) =>
  sheet.getByText(term).nextSibling?.textContent
const total = tokens(0) + one.price + other.price
const buyButton = /^Buy 2 for/

test('says what each costs, what all cost with the fees, and what is left after', async () => {
  const { sheet } = await openBasket()
  await sheet.findByRole('button', { name: buyButton })
  expect(valueOf(sheet, 'Hub’s fee')).toBe('0.002\u00a0tUSD')
  const left = Number(50n * 10n ** 18n - total - tokens(0.002)) / 1e18
  expect(valueOf(sheet, 'Left after')).toBe(`${left}\u00a0tUSD`)
})

test('buys all with one press, each for what was shown of it', async () => {
  const { sheet, called } = await openBasket()
  await user.dblClick(await sheet.findByRole('button', { name: buyButton }))
  const bought = [one, other].map(({ label, artist, price }) => ({
    label,
    artist,
    confirmed: price,
    maximumFee: tokens(0.001),
  }))
  await waitFor(() => expect(called('buyBasket')[0]).toEqual({ works: bought, follow: false }))
})

test('a work that is one’s own already is not bought along, and says so', async () => {
  const { sheet, called } = await openBasket({ fixture: { basket: [{ ...one, isOwned: true }, other] } })
  expect(await sheet.findByText('Yours already')).toBeDefined()
  await user.click(await sheet.findByRole('button', { name: /^Buy 1 for/ }))
  await waitFor(() => expect(called('buyBasket')).toHaveLength(1))
  expect(called('buyBasket')[0]).toMatchObject({ works: [{ label: other.label }] })
})

test('a work of the basket is for a contact, and says whom it is for before it is paid', async () => {
  const maren = { account: one.artist, name: 'Maren' }
  const forMaren = basketItem(one, { recipient: maren })
  let items = [basketItem(one), basketItem(other)]
  const { sheet, called } = await openBasket({
    fixture: { contacts: [{ ...maren, hasCard: true }] },
    handlers: {
      basket: async () => items,
      quoteWorks: async () => {
        const quote = quoteOf([one, other])
        const [first, second] = quote.works
        if (first === undefined || second === undefined) throw new Error('Two were asked for.')
        const recipient = items[0]?.recipient?.account ?? null
        return { ...quote, works: [{ ...first, recipient }, second] }
      },
      async readdressInBasket() {
        items = [forMaren, basketItem(other)]
        return items
      },
    },
  })
  await user.click(await sheet.findByRole('button', { name: `Whom “${one.title}” is for` }))
  await user.click(await screen.findByRole('menuitem', { name: 'For Maren' }))
  expect(await sheet.findByText('For Maren')).toBeDefined()
  const { label, artist } = one
  expect(called('readdressInBasket')).toEqual([{ work: { label, artist }, to: maren.account }])
  await user.click(await sheet.findByRole('button', { name: buyButton }))
  await waitFor(() => expect(called('buyBasket')).toHaveLength(1))
  expect(called('buyBasket')[0]).toMatchObject({
    works: [{ label, recipient: maren.account, confirmed: one.price }, { label: other.label }],
  })
})

test('a note is written to the contact a work is for, and can be taken away again', async () => {
  const maren = { account: one.artist, name: 'Maren' }
  const dedication = { name: 'Ana', note: 'For the night train.' }
  const { sheet, called } = await openBasket({
    handlers: {
      basket: async () => [basketItem(one, { recipient: maren, dedication }), basketItem(other)],
    },
  })
  expect(await sheet.findByText(`“${dedication.note}”`)).toBeDefined()
  expect(sheet.getAllByRole('button', { name: /^Write to/ })).toHaveLength(1)
  await user.click(sheet.getByRole('button', { name: 'Write to Maren' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Write to Maren' }))
  expect(dialog.getByRole('textbox', { name: 'A note to them' })).toHaveProperty('value', dedication.note)
  await user.clear(dialog.getByRole('textbox', { name: 'A note to them' }))
  await user.clear(dialog.getByRole('textbox', { name: 'How you call yourself, to them' }))
  await user.type(dialog.getByRole('textbox', { name: 'A note to them' }), 'For the day train.')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  const { label, artist } = one
  const work = { label, artist, recipient: maren.account }
  await waitFor(() =>
    expect(called('dedicateInBasket')).toEqual([{ work, dedication: { note: 'For the day train.' } }]),
  )
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Write to Maren' })).toBeNull())
})

test('what was not bought is there with its reason, and nothing of it was paid', async () => {
  const problem = { code: 'ORDER_COSTS_MORE', message: 'It costs more now.' } as const
  const { sheet } = await openBasket({
    handlers: { basket: async () => [basketItem(one, { problem }), basketItem(other)] },
  })
  expect(await sheet.findByText(/It costs more now\./)).toBeDefined()
  expect(sheet.getByRole('alert').textContent).toContain('Nothing was paid for it.')
})

test('while it is bought nothing can be taken out, and it can be stopped', async () => {
  const { sheet, called } = await openBasket({
    handlers: { basket: async () => [one, other].map((work) => basketItem(work, { isBuying: true })) },
  })
  await user.click(await sheet.findByRole('button', { name: 'Stop' }))
  expect(called('stopBuyingBasket')).toEqual([{}])
  expect(sheet.queryByRole('button', { name: /out of the basket$/ })).toBeNull()
})

test('what leaves the basket is said to be yours', async () => {
  let items: BasketItem[] = [one, other].map((work) => basketItem(work))
  const { sheet, shown } = await openBasket({
    handlers: {
      basket: async () => items,
      buyBasket: async () => {
        items = [basketItem(other, { isBuying: true })]
        return []
      },
    },
  })
  await user.click(await sheet.findByRole('button', { name: buyButton }))
  shown.bridge.emit('node.basket', {})
  expect(await sheet.findByText('Yours')).toBeDefined()
  expect(sheet.getByText('Waits for its turn')).toBeDefined()
})

test('a balance that is too small for all of it is filled up first', async () => {
  const { sheet, called } = await openBasket({ fixture: { wallet: { ...wallet, spendable: tokens(0.1) } } })
  await user.click(await sheet.findByRole('button', { name: /^Add .* and buy 2$/ }))
  await waitFor(() => expect(called('buyBasket')).toHaveLength(1))
  expect(called('deposit')).toHaveLength(1)
})

test('a fee that is not known is said to be the most it may be', async () => {
  const { sheet } = await openBasket({
    handlers: {
      quoteWorks: async () => ({ ...quoteOf([one, other]), fee: tokens(0.02), isFeeKnown: false }),
    },
  })
  await sheet.findByRole('button', { name: buyButton })
  expect(valueOf(sheet, 'Hub’s fee')).toBe('0.02\u00a0tUSD at most')
})

test('a row is put in by its menu, and taken out by its button', async () => {
  const { bridge } = renderPage(`/artist/${one.artist}`, { fixture: { basket: [other] } })
  const row = await screen.findByRole('row', { name: new RegExp(one.title) })
  await user.pointer({ keys: '[MouseRight]', target: row })
  await user.click(await screen.findByRole('menuitem', { name: 'Add to the basket' }))
  const { label, artist } = one
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'addToBasket', input: { works: [{ label, artist }] } }),
  )
  await user.click(await screen.findByRole('button', { name: 'Basket: 1 work' }))
  await user.click(await screen.findByRole('button', { name: `Take “${other.title}” out of the basket` }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'removeFromBasket',
      input: { works: [{ label: other.label, artist: other.artist }] },
    }),
  )
})
