import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { isRefunded } from '../../../shared/soldWorks.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { sales } from '../../testing/fixtures/money.ts'
import { refundedSales } from '../../testing/fixtures/answeredSales.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

async function openOrder(index: number): Promise<HTMLElement> {
  const row = (await screen.findAllByRole('row'))[index + 1]
  if (row === undefined) throw new Error('There is no such row.')
  await user.dblClick(row)
  return screen.findByRole('dialog')
}

test('a sale is paid back from its order, and access is ended only where one says so', async () => {
  const { bridge } = renderPage('/sales')
  const order = await openOrder(3)
  await user.click(within(order).getByRole('button', { name: 'Pay it back…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Pay it back?' })
  await user.click(within(dialog).getByRole('checkbox', { name: 'End access too' }))
  await user.click(within(dialog).getByRole('button', { name: 'Pay it back…' }))
  const { id, amount } = sales[3] ?? {}
  const input = { id, amount, left: amount, endsAccess: true }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'refund', input }))
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Pay it back?' })).toBeNull())
})

test('a part of what is left is paid back, and no more than that', async () => {
  const { bridge } = renderPage('/sales', { fixture: { sales: refundedSales } })
  const order = await openOrder(4)
  expect(within(order).getAllByText(/paid back on .* The buyer keeps the music/)).toHaveLength(2)
  await user.click(within(order).getByRole('button', { name: 'Pay it back…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Pay it back?' })
  const amount = within(dialog).getByRole('textbox', { name: 'Amount' })
  const pay = within(dialog).getByRole('button', { name: 'Pay it back…' })
  expect(amount).toHaveProperty('value', '0.75')
  await user.clear(amount)
  for (const [text, isRefused] of [
    ['0.76', true],
    ['0', true],
    ['0.25', false],
  ] as const) {
    await user.clear(amount)
    await user.type(amount, text)
    expect(pay).toHaveProperty('disabled', isRefused)
  }
  await user.click(pay)
  const input = { id: sales[4]?.id, amount: tokens(0.25), left: tokens(0.75), endsAccess: false }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'refund', input }))
})

test('one that waits says why, and can be taken back', async () => {
  const { bridge } = renderPage('/sales', { fixture: { sales: refundedSales } })
  const order = await openOrder(3)
  expect(within(order).getByText(/knows no way to the buyer/)).toBeDefined()
  await user.click(within(order).getByRole('button', { name: 'Don’t pay it back' }))
  const input = { id: sales[3]?.id }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'takeBackRefund', input }))
})

test('what was paid back says when, and what became of access; it can’t be paid back again', async () => {
  renderPage('/sales', { fixture: { sales: refundedSales } })
  const order = await openOrder(5)
  expect(within(order).getByText(/Access was ended; what was opened before stays/)).toBeDefined()
  expect(within(order).queryByRole('button', { name: 'Pay it back…' })).toBeNull()
})

test('what was not paid, or what the hub owes, offers nothing to pay back', async () => {
  renderPage('/sales')
  for (const index of [0, 2]) {
    const order = await openOrder(index)
    expect(within(order).queryByRole('button', { name: 'Pay it back…' })).toBeNull()
    await user.click(within(order).getByRole('button', { name: 'Close' }))
  }
})

test('where the only sale was paid back, it is still in the file for the bookkeeper', async () => {
  const only = refundedSales.filter(isRefunded).slice(0, 1)
  expect(only).toHaveLength(1)
  renderPage('/sales', { fixture: { sales: only } })
  expect(await screen.findByRole('button', { name: 'Export as CSV…' })).toBeDefined()
  await user.click(screen.getByRole('tab', { name: 'Over time' }))
  expect(screen.queryByText('Nothing sold yet')).toBeNull()
})
