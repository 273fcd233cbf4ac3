import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { greetedSales } from '../../testing/fixtures/answeredSales.ts'
import { purchases, thankedPurchases } from '../../testing/fixtures/money.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

async function openRow(index: number): Promise<HTMLElement> {
  const row = (await screen.findAllByRole('row'))[index + 1]
  if (row === undefined) throw new Error('There is no such row.')
  await user.dblClick(row)
  return screen.findByRole('dialog')
}

test('what a buyer says of themselves is shown as theirs, and one writes back once', async () => {
  const { bridge } = renderPage('/sales', { fixture: { sales: greetedSales } })
  const order = within(await openRow(3))
  expect(order.getByText('“Ana from the night shift”')).toBeDefined()
  expect(order.getByText(/first tram of the morning/)).toBeDefined()
  await user.type(order.getByRole('textbox', { name: 'Write back' }), 'Thank you.')
  await user.click(order.getByRole('button', { name: 'Send it' }))
  const input = { id: greetedSales[3]?.id, text: 'Thank you.' }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'thank', input }))
})

test('who was written to is not written to again, and who wants no note is left alone', async () => {
  renderPage('/sales', { fixture: { sales: greetedSales } })
  const written = within(await openRow(4))
  expect(written.getByText(/recorded in one take/)).toBeDefined()
  expect(written.queryByRole('textbox')).toBeNull()
  await user.click(written.getByRole('button', { name: 'Close' }))
  const quiet = within(await openRow(5))
  expect(quiet.getByText('This buyer wants no note back.')).toBeDefined()
  expect(quiet.queryByRole('textbox')).toBeNull()
})

test('every buyer can be thanked by itself, and no more', async () => {
  const { bridge } = renderPage('/sales', {
    handlers: { standingThanks: async () => ({ text: 'Thank you, all.' }) },
  })
  await user.click(await screen.findByRole('button', { name: 'Thank buyers…' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.clear(dialog.getByRole('textbox'))
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  const input = { text: null }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'setStandingThanks', input }))
})

test('a buyer reads the note in their order, and that it was paid back', async () => {
  renderPage('/purchases', { fixture: { purchases: thankedPurchases } })
  const index = purchases.findIndex((_, at) => thankedPurchases[at]?.thanks !== undefined)
  expect(await screen.findByText('Paid back to you')).toBeDefined()
  expect(within(await openRow(index)).getByText(/exactly that road/)).toBeDefined()
})
