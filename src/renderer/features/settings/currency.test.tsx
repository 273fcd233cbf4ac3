import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { inEuros, realCurrency, staleRate } from '../../testing/fixtures/realMoney.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)
const shown = 'Show amounts in your currency, too'

test('play money is worth nothing: no currency is offered, and no amount has one', async () => {
  renderPage('/settings')
  await screen.findByRole('heading', { name: 'Space' })
  expect(screen.queryByRole('combobox', { name: shown })).toBeNull()
})

test('a person chooses a currency, and none again', async () => {
  const { bridge } = renderPage('/settings', { fixture: inEuros })
  const select = await screen.findByRole<HTMLSelectElement>('combobox', { name: shown })
  expect(select.value).toBe('EUR')
  await user.selectOptions(select, 'Swiss Franc (CHF)')
  await user.selectOptions(select, 'None')
  const chosen = () => bridge.calls.filter(({ method }) => method === 'setCurrency')
  await waitFor(() => expect(chosen()).toHaveLength(2))
  expect(chosen().map(({ input }) => input)).toEqual([{ currency: 'CHF' }, { currency: null }])
})

test('settings say what a token is worth, that it is being asked for, or why it is not known', async () => {
  renderPage('/settings', { fixture: inEuros })
  await screen.findByText('1 tUSD ≈ €0.92')
  cleanup()
  renderPage('/settings', { fixture: { ...inEuros, currency: { ...realCurrency, rate: null } } })
  await screen.findByText('Asking the chain what the token is worth…')
  cleanup()
  renderPage('/settings', { fixture: staleRate })
  await screen.findByText(/written last 31 hours ago/)
  expect(screen.queryByText(/≈/)).toBeNull()
})

test('balances and typed amounts say about what they are worth; old payments what they were, or nothing', async () => {
  renderPage('/wallet', { fixture: inEuros })
  const balance = await screen.findByRole('region', { name: 'Balance you can spend' })
  await within(balance).findByText('≈ €44.06')
  const table = await screen.findByRole('grid', { name: 'Activity' })
  expect(within(table).getAllByText(/≈ €/)).toHaveLength(4)
  await user.click(screen.getByRole('button', { name: 'Receive' }))
  await user.type(await screen.findByLabelText('Amount, if you want it in a link'), '20')
  await screen.findByText('tUSD ≈ €18.43')
})

test('where the rate is not known, amounts are as they were', async () => {
  renderPage('/wallet', { fixture: { ...staleRate, payments: [] } })
  await screen.findByRole('region', { name: 'Balance you can spend' })
  expect(screen.queryByText(/≈/)).toBeNull()
})

test('a sale says what it was worth when it was paid, whatever it is worth now', async () => {
  renderPage('/sales', { fixture: { ...staleRate } })
  await user.dblClick((await screen.findAllByText('Second-hand Weather'))[0] ?? document.body)
  const sale = await screen.findByRole('dialog')
  expect(sale.textContent).toMatch(/≈ €\d+\.\d\d when it was paid/)
})

test('the operator’s places for cards and exchanges are copied, with nothing of the person in them', async () => {
  const { bridge } = renderPage('/wallet', { fixture: inEuros })
  await user.click(await screen.findByRole('button', { name: 'Receive' }))
  const places = await screen.findByRole('region', { name: 'From a card or an exchange' })
  within(places).getByText('exchange.example.org')
  await user.click(within(places).getByRole('link', { name: /Token Exchange Basel/ }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'app.copyText',
      input: { text: 'https://exchange.example.org/dai' },
    }),
  )
})

test('nobody is named on a network of play money', async () => {
  renderPage('/wallet', { fixture: { onRamps: inEuros.onRamps ?? [] } })
  await user.click(await screen.findByRole('button', { name: 'Receive' }))
  await screen.findByLabelText('Amount, if you want it in a link')
  expect(screen.queryByRole('region', { name: 'From a card or an exchange' })).toBeNull()
})
