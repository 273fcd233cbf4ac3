import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { workNameOf } from '../../../shared/editions.ts'
import { toLabel, workId } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { sales } from '../../testing/fixtures/money.ts'
import { addressOf } from '../../testing/fixtures/seededValues.ts'
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

test('exports what was sold as a file that the person names', async () => {
  const { bridge } = renderPage('/sales')
  await user.click(await screen.findByRole('button', { name: 'Export as CSV…' }))
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'app.saveSales', input: {} }))
  expect(await screen.findByText(/^Exported to /)).toBeDefined()
})

test('offers no export of nothing', async () => {
  renderPage('/sales', { fixture: { sales: sales.filter(({ state }) => state === 'invoiced') } })
  expect(await screen.findByText('Waiting for the payment')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Export as CSV…' })).toBeNull()
})

test('shows what was earned by day, week and month, of one work or one kind, with free gets apart', async () => {
  const [example] = sales.filter(({ state, debt }) => state === 'delivered' && debt === null)
  if (example === undefined) throw new Error('Nothing was delivered.')
  const one = (id: string, coins: bigint, change: object = {}) => ({
    ...example,
    id,
    buyer: example.buyer,
    recipient: example.buyer,
    amount: toAmount(coins * 10n ** 18n),
    createdAt: Date.now(),
    ...change,
  })
  const other = toLabel('track', workId.parse('7f'.repeat(16)), 1)
  const list = [
    one('a', 5n),
    one('b', 0n),
    one('c', 7n, { label: other }),
    one('d', 20n, { state: 'paid', debt: toAmount(19n * 10n ** 18n) }),
    one('e', 100n, { state: 'expired' }),
    one('f', 3n, { recipient: addressOf('friend') }),
  ]
  renderPage('/sales', { fixture: { sales: list } })
  await user.click(await screen.findByRole('tab', { name: 'Over time' }))
  const total = () =>
    screen
      .getAllByRole('status')
      .map((each) => each.textContent)
      .join()
  expect(total()).toContain('16.00\u00a0tUSD from 4 sales · 1 got for nothing')
  const choose = (name: string, option: string) =>
    user.selectOptions(screen.getByRole('combobox', { name }), option)
  await choose('Kind', 'Given as gifts')
  expect(total()).toContain('3.00\u00a0tUSD from 1 sale')
  await choose('Kind', 'Got for nothing')
  expect(total()).toContain('0.00\u00a0tUSD from 0 sales · 1 got for nothing')
  await choose('Kind', 'All kinds')
  const works = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Work' })
  expect(works.options).toHaveLength(3)
  await user.selectOptions(works, workNameOf(other))
  for (const period of ['Last 26 weeks', 'Last 24 months', 'Last 30 days']) {
    await choose('Period', period)
    expect(total()).toContain('7.00\u00a0tUSD from 1 sale')
    const table = screen.getByRole('grid', { name: 'Earnings over time' })
    expect(within(table).getAllByRole('row')).toHaveLength(2)
  }
})

test('saves the receipt of what was bought, and offers none of what was not', async () => {
  const { bridge } = renderPage('/library')
  await user.click(await screen.findByRole('link', { name: 'Orders and receipts' }))
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
