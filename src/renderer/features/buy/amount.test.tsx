import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { Scenario } from '../../testing/fixtureBridge.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { orderInState } from '../../testing/fixtures/orders.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const atLeast = workByTitle('Partita for Prepared Radio')
const open = workByTitle('على رصيف الميناء')
const user = userEvent.setup()

afterEach(cleanup)

async function openSheet(work: typeof open, name: RegExp, scenario: Scenario = {}) {
  const shown = renderPage(`/work/${work.label}`, {
    ...scenario,
    fixture: { purchases: [], ...scenario.fixture },
    handlers: { buy: async () => orderInState(work.title, 'owned'), ...scenario.handlers },
  })
  await user.click(await screen.findByRole('button', { name }))
  const sheet = within(await screen.findByRole('dialog'))
  const bought = () => shown.bridge.calls.filter(({ method }) => method === 'buy').map(({ input }) => input)
  const field = sheet.getByLabelText<HTMLInputElement>('What you pay')
  const write = async (text: string) => {
    await user.clear(field)
    if (text !== '') await user.type(field, text)
  }
  const button = (label: RegExp) => sheet.findByRole<HTMLButtonElement>('button', { name: label })
  return { sheet, bought, field, write, button }
}
const leftAfter = (sheet: ReturnType<typeof within>) => sheet.getByText('Left after').nextSibling?.textContent

test('the minimum stands in the field, and is what is paid unless one writes more', async () => {
  const { bought, field, button } = await openSheet(atLeast, /^Buy for 3\.75.*or more/)
  expect(field.value).toBe('3.75')
  await user.click(await button(/^Buy for 3\.75 tUSD$/))
  const { label, artist, price } = atLeast
  await waitFor(() =>
    expect(bought()).toEqual([
      { label, artist, confirmed: price, amount: price, maximumFee: tokens(0.001), follow: true },
    ]),
  )
})

test('what one writes is paid, and what is left after is said with each letter', async () => {
  const { sheet, bought, write, button } = await openSheet(atLeast, /^Buy for 3\.75.*or more/)
  await write('5,5')
  expect(leftAfter(sheet)).toContain('tUSD')
  await user.click(await button(/^Buy for 5\.50 tUSD$/))
  await waitFor(() => expect(bought()).toMatchObject([{ confirmed: tokens(5.5), amount: tokens(5.5) }]))
})

test.each([
  ['3.74', 'It costs 3.75 tUSD at least.'],
  ['-5', /Write an amount/],
  ['a lot', /Write an amount/],
  ['1e9', /Write an amount/],
])('“%s” can’t be ordered, and the field says why', async (text, problem) => {
  const { sheet, bought, field, write, button } = await openSheet(atLeast, /^Buy for 3\.75.*or more/)
  await write(text)
  expect(sheet.getByText(problem)).toBeDefined()
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect((await button(/^Buy for/)).disabled).toBe(true)
  expect(bought()).toEqual([])
})

test('an empty field orders nothing', async () => {
  const { write, button } = await openSheet(atLeast, /^Buy for 3\.75.*or more/)
  await write('')
  expect((await button(/^Buy for/)).disabled).toBe(true)
})

test('more than the balance is added to it first', async () => {
  const lowBalance = { ...wallet, spendable: tokens(4) }
  const { bought, write, button } = await openSheet(atLeast, /^Buy for 3\.75.*or more/, {
    fixture: { wallet: lowBalance },
  })
  await write('6')
  await user.click(await button(/^Add 5\.00 and buy$/))
  await waitFor(() => expect(bought()).toMatchObject([{ confirmed: tokens(6), amount: tokens(6) }]))
})

test('where one names the price, nothing is a price and so is anything', async () => {
  const { sheet, bought, field, write, button } = await openSheet(open, /^Name your price/)
  expect(field.value).toBe('0.00')
  expect(await button(/^Get it free$/)).toBeDefined()
  await write('2')
  expect(leftAfter(sheet)).toContain('tUSD')
  await user.click(await button(/^Buy for 2\.00 tUSD$/))
  await waitFor(() => expect(bought()).toMatchObject([{ confirmed: tokens(2), amount: tokens(2) }]))
})

test('lists say from how much a work is, or that one names its price', async () => {
  renderPage('/')
  expect((await screen.findAllByText(/from/)).length).toBeGreaterThan(0)
  expect((await screen.findAllByText('Name your price')).length).toBeGreaterThan(0)
})
