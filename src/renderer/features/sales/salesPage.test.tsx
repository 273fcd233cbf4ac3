import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { sales } from '../../testing/fixtures/money.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('shows the life of an order, and hears of the next step by itself', async () => {
  const { bridge } = renderPage('/sales')
  expect(await screen.findByText('Waiting for the payment')).toBeDefined()
  const [first, ...rest] = sales
  if (first === undefined) throw new Error('There are no sales.')
  const paid = { ...first, state: 'delivered' as const }
  act(() => {
    bridge.change({ sales: [paid, ...rest] })
    bridge.emit('node.sale', paid)
  })
  await waitFor(() => expect(screen.queryByText('Waiting for the payment')).toBeNull())
})

test('copies all orders with exact amounts for a spreadsheet', async () => {
  const { bridge } = renderPage('/sales')
  await user.click(await screen.findByRole('button', { name: 'Copy as CSV' }))
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('app.copyText'))
  const copied = bridge.calls.find(({ method }) => method === 'app.copyText')
  expect(JSON.stringify(copied?.input)).toContain('time,title,buyer,amount,owed,symbol,state,order')
})

test('saves the receipt of what was bought, and offers none of what was not', async () => {
  const { bridge } = renderPage('/sales')
  await user.click(await screen.findByRole('tab', { name: 'What you bought' }))
  const table = await screen.findByRole('grid', { name: 'What you bought' })
  const buttons = within(table).getAllByRole('button', { name: /^Save the receipt/ })
  expect(buttons).toHaveLength(3)
  if (buttons[0] !== undefined) await user.click(buttons[0])
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('app.saveReceipt'))
})

test('says what the hub owes, stops at three, and asks to give each of them up', async () => {
  const { bridge } = renderPage('/sales')
  expect(await screen.findByText(/Selling stops at 3/)).toBeDefined()
  const owing = sales.find(({ debt }) => debt !== null)
  if (owing === undefined) throw new Error('No sale is owed for.')
  const others = sales.filter((sale) => sale !== owing)
  const three = ['a', 'b', 'c'].map((id) => ({ ...owing, id }))
  act(() => {
    bridge.change({ sales: [...others, ...three] })
    bridge.emit('node.sale', owing)
  })
  expect(await screen.findByText(/Nothing more is sold through it until it pays/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: /^Give it up/ }))
  await waitFor(() =>
    expect(bridge.calls.filter(({ method }) => method === 'waiveDebt').map(({ input }) => input)).toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'c' },
    ]),
  )
})
