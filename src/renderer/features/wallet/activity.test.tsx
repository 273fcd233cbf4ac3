import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { emptyFixture } from '../../testing/appFixture.ts'
import { payments, purchases } from '../../testing/fixtures/money.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const table = () => screen.findByRole('grid', { name: 'Activity' })
const show = async (kind: string) =>
  user.click(
    within(await screen.findByRole('group', { name: 'Show' })).getByRole('button', {
      name: new RegExp(`^${kind}`),
    }),
  )
const text = async () => (await table()).textContent

test('what moved is looked at by its kind', async () => {
  renderPage('/wallet')
  await waitFor(async () => expect(await text()).toContain('Marina Road, 5 a.m.'))
  await show('Received')
  expect(await text()).toContain('A tip')
  expect(await text()).not.toContain('Marina Road, 5 a.m.')
  await show('Steps on the chain')
  expect(await text()).toContain('Taking out')
  expect(await text()).not.toContain('A tip')
  await show('Fees')
  expect(await text()).toContain('Fee 0.01')
  expect(await text()).not.toContain('A tip')
  await show('All')
  expect(await text()).toContain('A tip')
})

test('what moved is found by what it was for and by whom, and everything is shown again where nothing fits', async () => {
  renderPage('/wallet')
  await waitFor(async () => expect(await text()).toContain('Marina Road, 5 a.m.'))
  const field = screen.getByRole('searchbox', { name: 'Find in the activity' })
  await user.type(field, 'marina oduya')
  expect(within(await table()).getAllByRole('row')).toHaveLength(2)
  await user.type(field, ' zydeco')
  expect(await screen.findByText('Nothing that moved fits')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Show everything' }))
  expect(await text()).toContain('A tip')
  expect(field).toHaveProperty('value', '')
})

test('a row of an order leads to it, by its link and by keyboard', async () => {
  renderPage('/wallet')
  const title = 'Marina Road, 5 a.m.'
  await waitFor(async () => expect(await text()).toContain(title))
  await user.click(within(await table()).getByRole('link', { name: `See the order ${title}` }))
  const bought = await screen.findByRole('grid', { name: 'What you bought' })
  const [chosen, ...others] = within(bought).getAllByRole('row', { selected: true })
  expect(others).toEqual([])
  expect(chosen?.textContent).toContain(title)
  expect(screen.getByRole('heading', { level: 1, name: 'What you bought' })).toBeDefined()
})

test('Enter on a row opens its order; on a row of none it does nothing', async () => {
  renderPage('/wallet')
  await waitFor(async () => expect(await text()).toContain('Marina Road, 5 a.m.'))
  await show('Received')
  const rows = within(await table()).getAllByRole('row')
  const tip = rows.find((row) => row.textContent.includes('A tip'))
  tip?.focus()
  await user.click(tip as HTMLElement)
  await user.keyboard('{Enter}')
  expect(screen.getByRole('heading', { level: 1, name: 'Wallet' })).toBeDefined()
  const sale = rows.find((row) => within(row).queryByRole('link', { name: /^See the order/ }) !== null)
  await user.dblClick(sale as HTMLElement)
  expect(await screen.findByRole('heading', { level: 1, name: 'Sales' })).toBeDefined()
  expect(await screen.findByRole('tab', { name: 'Orders', selected: true })).toBeDefined()
})

test('an order that is not there, or a tab that is none, opens the page all the same', async () => {
  renderPage(`/sales?tab=nonsense&order=${purchases[0]?.id ?? ''}`)
  expect(await screen.findByRole('tab', { name: 'Orders', selected: true })).toBeDefined()
  expect(within(await screen.findByRole('grid')).queryAllByRole('row', { selected: true })).toEqual([])
  await user.click(screen.getByRole('tab', { name: 'By work' }))
  expect(await screen.findByRole('tab', { name: 'By work', selected: true })).toBeDefined()
})

test('all of it is written to a file that the person chooses, or why not is said', async () => {
  const { bridge, unmount } = renderPage('/wallet')
  await user.click(await screen.findByRole('button', { name: 'Export as CSV…' }))
  expect(await screen.findByText(/\/home\/ana\/Documents\/busker/)).toBeDefined()
  expect(bridge.calls).toContainEqual({ method: 'app.saveActivity', input: {} })
  unmount()
  const full = new BuskerError('INTERNAL_ERROR', 'There is no room on the disk.')
  renderPage('/wallet', { handlers: { 'app.saveActivity': () => Promise.reject(full) } })
  await user.click(await screen.findByRole('button', { name: 'Export as CSV…' }))
  expect(await screen.findByText('There is no room on the disk.')).toBeDefined()
})

test('a payment that no order tells of shows, with what can be spent, as soon as it is there', async () => {
  const { bridge } = renderPage('/wallet', { fixture: emptyFixture })
  await screen.findByText('Nothing has moved yet')
  const tip = payments.find(({ direction, order }) => direction === 'received' && order === null)
  if (tip === undefined) throw new Error('No tip was received.')
  act(() => {
    bridge.change({ payments: [tip] })
    bridge.emit('node.payment', {})
  })
  expect(await text()).toContain('A tip')
  expect(bridge.calls.filter(({ method }) => method === 'wallet')).toHaveLength(2)
})
