import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { coming, reservationOf, reservations, stoppedReservations } from '../../testing/fixtures/coming.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { scheduledUploads } from '../../testing/fixtures/studio.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const [open, reserved] = coming as [(typeof coming)[number], (typeof coming)[number]]
const pathOf = ({ artist, label }: typeof open) => `/coming/${artist}/${label.replace(/\/1$/, '')}`

test('Discover and an artist’s page show what is to come, with its day, and lead to its page', async () => {
  renderPage('/')
  const shelf = within(await screen.findByRole('list', { name: 'Coming' }))
  expect(shelf.getByText('12 December')).toBeDefined()
  expect(shelf.getByText('Reserved')).toBeDefined()
  await user.click(shelf.getByRole('link', { name: open.title }))
  expect(await screen.findByRole('heading', { level: 1, name: open.title })).toBeDefined()
  cleanup()
  renderPage(`/artist/${open.artist}`)
  const theirs = within(await screen.findByRole('list', { name: /^Coming by/ }))
  expect(theirs.getAllByRole('listitem')).toHaveLength(1)
})

test('it is reserved by one press, for what is said beside it', async () => {
  const { bridge } = renderPage(pathOf(open))
  const button = await screen.findByRole('button', { name: /^Reserve for 12\.50/ })
  await waitFor(() => expect(button).toHaveProperty('disabled', false))
  expect(screen.getByText(/Nothing is paid now\./).textContent).toMatch(
    /12\.50.* at most, and .* at most for the hub/,
  )
  await user.click(button)
  const asked = () => bridge.calls.find(({ method }) => method === 'reserve')?.input
  await waitFor(() =>
    expect(asked()).toEqual({
      label: open.label,
      artist: open.artist,
      confirmed: open.price,
      maximumFee: wallet.maximumFee,
    }),
  )
})

test('why it could not be reserved is said where it was pressed', async () => {
  renderPage(pathOf(open), {
    handlers: {
      reserve: async () => {
        throw new BuskerError('RESERVATION_UNKNOWN', 'The artist does not announce this any more.')
      },
    },
  })
  const button = await screen.findByRole('button', { name: /^Reserve for/ })
  await waitFor(() => expect(button).toHaveProperty('disabled', false))
  await user.click(button)
  expect((await screen.findByRole('alert')).textContent).toContain('does not announce this any more')
})

test('what is reserved says so on its page, and is taken back there', async () => {
  const { bridge } = renderPage(pathOf(reserved))
  await user.click(await screen.findByRole('button', { name: /^Take it back/ }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'takeBackReservation')?.input).toEqual({
      id: reserved.reservation?.id,
    }),
  )
  expect(screen.queryByRole('button', { name: /^Reserve/ })).toBeNull()
})

test('a link to a work that is not on sale yet shows that it is to come', async () => {
  renderPage(`/work/${open.label}`)
  expect(await screen.findByRole('button', { name: /^Reserve for/ })).toBeDefined()
})

test('one’s own says that nobody tells who has reserved it', async () => {
  renderPage(pathOf(open), { fixture: { coming: [{ ...open, isOwn: true }] } })
  expect(await screen.findByText(/Nobody tells you who has reserved it/)).toBeDefined()
  expect(screen.queryByRole('button', { name: /^Reserve/ })).toBeNull()
})

test.each(['/library', '/purchases'])('%s lists what is reserved, with its day', async (path) => {
  renderPage(path, { fixture: { reservations } })
  const list = within(await screen.findByRole('list', { name: 'Reserved' }))
  expect(list.getByText('Comes out on 24 December')).toBeDefined()
  expect(list.getByRole('listitem').textContent).toMatch(/9\.00.* at most/)
})

test('what was not bought says why, and is bought, or taken off, by one press', async () => {
  const { bridge } = renderPage('/purchases', { fixture: { reservations: stoppedReservations } })
  const rows = within(await screen.findByRole('list', { name: 'Reserved' })).getAllByRole('listitem')
  const [moved, dearer, gone] = rows.map((row) => within(row)) as [
    ReturnType<typeof within>,
    ReturnType<typeof within>,
    ReturnType<typeof within>,
  ]
  expect(moved.getByText('Comes out on 31 December, and no longer on 24 December')).toBeDefined()
  expect(dearer.getByText(/costs more than the most you agreed/)).toBeDefined()
  expect(gone.getByText(/does not announce this any more/)).toBeDefined()
  expect(gone.queryByRole('button', { name: /^Buy/ })).toBeNull()
  await user.click(gone.getByRole('button', { name: /^Dismiss/ }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'takeBackReservation')).toBe(true))
  await user.click(await dearer.findByRole('button', { name: /^Buy for 8\.00/ }))
  const sheet = within(await screen.findByRole('dialog'))
  expect(sheet.getByText(workByTitle('Four Chairs').title, { exact: false })).toBeDefined()
})

test('one that is late says when it was to come, and that it is still waited for', async () => {
  const late = { ...open, at: Date.now() - 3 * 24 * 3600_000 }
  renderPage('/library', { fixture: { reservations: [reservationOf(late)] } })
  expect(await screen.findByText(/^Was to come out on .* bought as soon as it is on sale\.$/)).toBeDefined()
})

test('the palette shows what is reserved', async () => {
  renderPage('/')
  await screen.findByRole('list', { name: 'Coming' })
  await user.keyboard('{Control>}k{/Control}')
  await user.keyboard('what is reserved{Enter}')
  expect(await screen.findByRole('list', { name: 'Reserved' })).toBeDefined()
})

test('an artist announces what waits for its time, from the list of uploads', async () => {
  const { bridge } = renderPage('/studio', { fixture: { uploads: scheduledUploads } })
  await user.click(await screen.findByRole('button', { name: /^Announce it/ }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'setUploadComing')?.input).toMatchObject({
      isComing: true,
    }),
  )
  cleanup()
  const uploads = scheduledUploads.map((one) => (one.kind === 'release' ? { ...one, isComing: true } : one))
  renderPage('/studio', { fixture: { uploads } })
  expect(await screen.findByText(/^Ready and announced\. On sale /)).toBeDefined()
  expect(screen.getByRole('button', { name: /^Announce it no more/ })).toBeDefined()
})
