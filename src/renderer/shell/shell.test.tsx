import { act, cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { clockWrong } from '../testing/fixtures/app.ts'
import { uploads } from '../testing/fixtures/studio.ts'
import { sales } from '../testing/fixtures/money.ts'
import { uuidOf } from '../testing/fixtures/seededValues.ts'
import { renderPage } from '../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('finds music and commands in the palette, by keyboard alone', async () => {
  renderPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
  const field = await screen.findByRole('combobox', { name: 'Search music and commands' })
  await user.type(field, 'sales')
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('heading', { level: 1, name: 'Sales' })).toBeDefined()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a mouse that rests where the palette’s rows come chooses none; one that moves does', async () => {
  renderPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
  await screen.findByRole('combobox', { name: 'Search music and commands' })
  const option = () => {
    const second = screen.getAllByRole('option')[1]
    if (second === undefined) throw new Error('The palette has one row.')
    return second
  }
  const move = (pixels: number) => {
    const moved = createEvent.pointerMove(option())
    Object.defineProperties(moved, { movementX: { value: pixels }, movementY: { value: 0 } })
    fireEvent(option(), moved)
  }
  move(0)
  expect(option().getAttribute('aria-selected')).toBe('false')
  move(4)
  await waitFor(() => expect(option().getAttribute('aria-selected')).toBe('true'))
})

test('shows all keys on ?, but not while one types', async () => {
  renderPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true })
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined()
})

test('says on every page what is wrong with the clock, and what to do', async () => {
  renderPage('/wallet', { fixture: { status: clockWrong } })
  const warning = await screen.findByRole('alert')
  expect(warning.textContent).toMatch(/20 minutes fast.*automatic date and time/)
})

test('goes back and forward', async () => {
  renderPage('/wallet')
  await user.click(await screen.findByRole('link', { name: 'Sales' }))
  await screen.findByRole('heading', { level: 1, name: 'Sales' })
  await user.click(screen.getByRole('button', { name: 'Back' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Wallet' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Forward' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Sales' })).toBeDefined()
})

test('shows a new page from its top, and one that is gone back to where it was left', async () => {
  renderPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  const page = screen.getByRole('main')
  page.scrollTop = 300
  fireEvent.scroll(page)
  await user.click(screen.getByRole('link', { name: 'Sales' }))
  await screen.findByRole('heading', { level: 1, name: 'Sales' })
  await waitFor(() => expect(page.scrollTop).toBe(0))
  await user.click(screen.getByRole('button', { name: 'Back' }))
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  await waitFor(() => expect(page.scrollTop).toBe(300))
})

test('goes where a notification or a link leads', async () => {
  const { bridge } = renderPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  act(() => bridge.emit('app.navigate', { path: '/access' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Access' })).toBeDefined()
})

test('puts the focus on the heading of the page one comes to', async () => {
  renderPage('/wallet')
  await user.click(await screen.findByRole('link', { name: 'Access' }))
  const heading = await screen.findByRole('heading', { level: 1, name: 'Access' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
})

test('says so where an address leads nowhere', async () => {
  renderPage('/nowhere')
  expect(await screen.findByText('There is no such page')).toBeDefined()
})

test('says once, to those who see and those who hear, that a work was sold', async () => {
  const { bridge } = renderPage('/wallet')
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('works'))
  const sale = sales.find(({ state }) => state === 'delivered')
  if (sale === undefined) throw new Error('Nothing was delivered.')
  act(() => bridge.emit('node.sale', { ...sale, state: 'paid' }))
  const live = screen.getByRole('region', { name: 'Announcements' })
  await waitFor(() => expect(live.textContent).toMatch(/Sold “.+” for 1\.50 tUSD/))
  act(() => bridge.emit('node.sale', sale))
  expect(within(live).getAllByText(/Sold/)).toHaveLength(1)
})

test('says of a release once that it is on sale, or what holds it back, and nothing of each track', async () => {
  const { bridge } = renderPage('/wallet')
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('works'))
  const [announced, , , failed] = uploads
  if (announced === undefined || failed === undefined) throw new Error('There are uploads.')
  const release = { ...announced, kind: 'release', title: 'Weather' } as const
  const tracks = ['Rain', 'Sun'].map((title, index) => {
    return { ...announced, id: uploads[index + 1]?.id ?? announced.id, title, release: release.id }
  })
  const live = screen.getByRole('region', { name: 'Announcements' })
  act(() => {
    for (const track of tracks)
      bridge.emit('node.upload', { ...failed, ...track, state: 'failed', work: null })
  })
  await waitFor(() => expect(live.textContent).toMatch('Its release waits, and nothing of it is on sale.'))
  expect(within(live).getAllByText(/was not published/)).toHaveLength(1)
  act(() => [...tracks, release].forEach((upload) => bridge.emit('node.upload', upload)))
  await waitFor(() => expect(live.textContent).toMatch('“Weather” and its tracks are on sale.'))
  expect(within(live).getAllByText(/on sale\.$/)).toHaveLength(2)
})

test('says of a new sound once that it is there, and offers to undo it', async () => {
  const { bridge } = renderPage('/wallet')
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('works'))
  const [announced] = uploads
  const manifest = announced?.work?.manifest
  if (announced === undefined || manifest === undefined) throw new Error('There is an upload.')
  const done = { ...announced, isNewEdition: true, replaced: [manifest] }
  act(() => {
    bridge.emit('node.upload', done)
    bridge.emit('node.upload', done)
  })
  const live = screen.getByRole('region', { name: 'Announcements' })
  await waitFor(() => expect(within(live).getAllByText(/has its new sound/)).toHaveLength(1))
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'restoreWorks')?.input).toEqual({
      manifests: done.replaced,
    }),
  )
})

test('the palette opens again what was opened lately, says what is gone, and forgets it all', async () => {
  const recentFiles = [
    { id: uuidOf('a receipt'), kind: 'receipt' as const, name: 'busker-receipt-1f2e.html' },
    { id: uuidOf('a network'), kind: 'network' as const, name: 'harbour.json' },
  ]
  const { bridge } = renderPage('/wallet', { fixture: { recentFiles } })
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  const give = async (name: string) => {
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
    await user.click(await screen.findByRole('option', { name }))
  }
  const asked = (method: string) =>
    bridge.calls.filter((call) => call.method === method).map(({ input }) => input)
  await give('Add the network of “harbour.json” again')
  await waitFor(() => expect(asked('app.openRecent')).toEqual([{ id: uuidOf('a network') }]))
  bridge.change({ recentFiles: [] })
  await give('Clear the list of recent files')
  await waitFor(() => expect(asked('app.clearRecent')).toHaveLength(1))
  bridge.emit('app.recentChanged', {})
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
  await waitFor(() => expect(screen.queryByText(/harbour/)).toBeNull())
})
