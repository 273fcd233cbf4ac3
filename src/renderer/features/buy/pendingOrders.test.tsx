import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { addressOf } from '../../testing/fixtures/seededValues.ts'
import { awayOrder, orderInState, ordersUnderWay } from '../../testing/fixtures/orders.ts'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const title = 'Nocturne for a Closed Café'
const path = `/work/${workByTitle(title).label}`
const waiting = { fixture: { purchases: [awayOrder(title)] }, hanging: ['purchase'] } as const
const user = userEvent.setup()
afterEach(cleanup)

const seeOrder = (of = title) => screen.findByRole('button', { name: new RegExp(`^Order of ${of}:`) })

test.each([
  ['Discover', '/'],
  ['search', '/?q=nocturne'],
  ['the artist’s page', `/artist/${artistAddress('ruta')}`],
])('on %s a row says where its order is instead of a price, and leads to the order', async (_, at) => {
  renderPage(at, waiting)
  const button = await seeOrder()
  expect(button.textContent).toContain('Artist away')
  expect(screen.queryByRole('button', { name: new RegExp(`^Buy ${title} for`) })).toBeNull()
  button.focus()
  await user.keyboard('{Enter}')
  const sheet = within(await screen.findByRole('dialog', { name: 'Your order' }))
  expect(await sheet.findByText(/is away at the moment/)).toBeDefined()
})

test('the page of a work that is on its way says so, and what the artist’s absence means', async () => {
  renderPage(path, waiting)
  const notice = await screen.findByText(/is away. Your order waits with the hub and goes on by itself/)
  expect(notice.textContent).toMatch(/Nothing has been paid. They were last here .+ between 18:00 and 21:00/)
  expect(screen.queryByRole('button', { name: /^Buy for/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'See the order' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Your order' }))
  expect((await sheet.findByText(/even if you close this or Busker/)).textContent).toContain('18:00')
})

test('an artist of whom nothing is known is not said to come back at a time', async () => {
  const sellerAway = { since: Date.now(), lastHereAt: null, usualHours: null }
  renderPage(path, { fixture: { purchases: [awayOrder(title, { sellerAway })] } })
  const notice = await screen.findByText(/When they will be back is not known/)
  expect(notice.textContent).not.toMatch(/last here|usually/)
})

test('the library lists what is on its way above what is there, and takes an order back', async () => {
  const { bridge } = renderPage('/library', { fixture: { purchases: ordersUnderWay } })
  const list = within(await screen.findByRole('list', { name: 'On its way' }))
  expect(list.getAllByRole('listitem')).toHaveLength(7)
  await list.findByRole('link', { name: title })
  const row = within(list.getAllByRole('listitem')[1] as HTMLElement)
  expect(row.getByText(/Your order waits with the hub/)).toBeDefined()
  await user.click(row.getByRole('button', { name: 'Take it back' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'cancel')?.input).toEqual({
      id: ordersUnderWay[1]?.id,
    }),
  )
  const paying = within(list.getAllByRole('listitem')[3] as HTMLElement)
  expect(paying.queryByRole('button', { name: 'Take it back' })).toBeNull()
})

test('an empty library shows what is on its way, too', async () => {
  renderPage('/library', { fixture: { purchases: [awayOrder(title)], library: [], own: [] } })
  expect(await screen.findByRole('list', { name: 'On its way' })).toBeDefined()
  expect(await screen.findByText('Your library is empty')).toBeDefined()
})

test('what is ordered for somebody else is not on its way to oneself', async () => {
  const gift = awayOrder(title, { recipient: addressOf('bo') })
  renderPage('/library', { fixture: { purchases: [gift] } })
  await screen.findByRole('heading', { level: 1 })
  await screen.findByRole('button', { name: 'Play all' })
  expect(screen.queryByRole('list', { name: 'On its way' })).toBeNull()
})

test('what was paid for and did not open is asked for again without a price', async () => {
  const { bridge } = renderPage(path, {
    fixture: { purchases: [orderInState(title, 'unopened')] },
    handlers: { buy: async () => orderInState(title, 'paid') },
  })
  expect(await screen.findByText(/Ask for it again: that costs nothing/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'See the order' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Your order' }))
  expect(await sheet.findByText('It is paid for, and could not be opened yet.')).toBeDefined()
  await user.click(sheet.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'buy')).toBe(true))
  expect(sheet.queryByRole('button', { name: /^Buy for/ })).toBeNull()
})
