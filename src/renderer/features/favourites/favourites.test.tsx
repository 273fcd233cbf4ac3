import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { artistAddress, market, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const wished = workByTitle('Nocturne for a Closed Café')

test('a work one does not own is put on the wish list, from its page and from a row', async () => {
  const { bridge, unmount } = renderPage(`/work/${wished.label}`, { fixture: { favourites: [] } })
  await user.click(await screen.findByRole('button', { name: 'Add to the wish list' }))
  expect(await screen.findByText(/is on your wish list/)).toBeDefined()
  unmount()
  const second = renderPage('/', { fixture: { favourites: [wished] } })
  const rows = within(await screen.findByRole('grid', { name: 'New tracks' }))
  await user.pointer({ keys: '[MouseRight]', target: rows.getByText(wished.title) })
  await user.click(await screen.findByRole('menuitem', { name: 'Remove from the wish list' }))
  const marks = [bridge, second.bridge].map(
    ({ calls }) => calls.find(({ method }) => method === 'setFavourite')?.input,
  )
  expect(marks).toEqual([
    { label: wished.label, isFavourite: true },
    { label: wished.label, isFavourite: false },
  ])
})

test('what one holds is told apart from what one wishes for', async () => {
  const held = workByTitle('Salt')
  renderPage('/favourites', { fixture: { favourites: [wished, held] } })
  expect(within(await screen.findByRole('grid', { name: 'Wish list' })).getByText(wished.title)).toBeDefined()
  expect(
    within(screen.getByRole('grid', { name: 'Favourites of yours' })).getByText(held.title),
  ).toBeDefined()
})

test('an artist is followed, and what they bring out is said at once and listed', async () => {
  const address = artistAddress('ruta')
  const { bridge } = renderPage(`/artist/${address}`, { fixture: { followed: [] } })
  await user.click(await screen.findByRole('button', { name: /^Follow / }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'setFollowing')?.input).toEqual({
      address,
      isFollowed: true,
    }),
  )
  bridge.change({ followed: [address] })
  bridge.emit('node.newWorks', { works: [wished] })
  await user.click(await screen.findByRole('button', { name: 'Following' }))
  const feed = within(await screen.findByRole('grid', { name: 'By artists you follow' }))
  expect(feed.getByText(wished.title)).toBeDefined()
})

test('artists are found by their name, and lead to their page', async () => {
  renderPage('/?q=maren')
  const artists = within(await screen.findByRole('list', { name: 'Artists found' }))
  await user.click(artists.getByRole('link', { name: /Maren Holt/ }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Maren Holt' })).toBeDefined()
})

test('music is browsed by genre, and a work’s genre leads there', async () => {
  renderPage(`/work/${wished.label}`)
  await user.click(await screen.findByRole('link', { name: 'Chamber jazz' }))
  const listed = await screen.findByRole('grid', { name: 'Works of the genre Chamber jazz' })
  const expected = market.filter(({ genre }) => genre === 'Chamber jazz').map(({ title }) => title)
  for (const title of expected) expect(within(listed).getAllByText(title).length).toBeGreaterThan(0)
  const genres = within(screen.getByRole('navigation', { name: 'Genres and tags' }))
  await user.click(genres.getByRole('link', { name: /^Chamber jazz ?: show all again$/ }))
  expect(await screen.findByRole('heading', { name: 'New tracks' })).toBeDefined()
})

test('everything that a row names is a link; a press elsewhere chooses, a double press plays what one holds', async () => {
  const held = workByTitle('Salt')
  const { player, unmount } = renderPage('/')
  const rowOf = async (title: string) => {
    const row = (await screen.findByText(title)).closest('tr')
    if (row === null) throw new Error(`“${title}” is in no row.`)
    return within(row)
  }
  const salt = await rowOf('Salt')
  await user.dblClick(salt.getByText(/^2:/))
  await waitFor(() => expect(player.store.getState().track?.label).toBe(held.label))
  await user.click(salt.getByRole('link', { name: 'Tidal Rooms' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Tidal Rooms' })).toBeDefined()
  unmount()
  renderPage('/')
  await user.click((await rowOf('Salt')).getByRole('link', { name: 'Salt' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Salt' })).toBeDefined()
  cleanup()
  renderPage('/')
  await user.click((await rowOf('Salt')).getByRole('link', { name: 'Maren Holt' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Maren Holt' })).toBeDefined()
})

test('a double press, and Enter, open the page of what one does not hold', async () => {
  renderPage('/')
  const rows = within(await screen.findByRole('grid', { name: 'New tracks' }))
  const row = rows.getByText(wished.title).closest('tr')
  if (row === null) throw new Error('It is in a row.')
  await user.click(within(row).getByText(/^6:/))
  expect(row.getAttribute('aria-selected')).toBe('true')
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('heading', { level: 1, name: wished.title })).toBeDefined()
})
