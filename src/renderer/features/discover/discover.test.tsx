import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../../testing/renderApp.tsx'
import { emptyFixture } from '../../testing/appFixture.ts'

const user = userEvent.setup()
afterEach(cleanup)

test('searches as one types, once a pause, and says how much was found', async () => {
  const { bridge } = renderPage('/')
  await user.type(await screen.findByRole('searchbox', { name: 'Search music' }), 'tidal')
  const table = within(await screen.findByRole('grid', { name: 'Found for tidal' }))
  expect(table.getAllByRole('row')).toHaveLength(5)
  expect(screen.getByText('4 works found')).toBeDefined()
  const asked = bridge.calls.filter(({ method }) => method === 'search').map(({ input }) => input)
  expect(asked).toEqual([{ text: 'tidal', limit: 100 }])
})

test('takes what to search from the address', async () => {
  renderPage('/?q=afrobeat')
  expect(await screen.findByRole('searchbox', { name: 'Search music' })).toHaveProperty('value', 'afrobeat')
  expect(await screen.findByText('2 works found')).toBeDefined()
})

test('leads back to what is new when the search is cleared', async () => {
  renderPage('/?q=zydeco')
  expect(await screen.findByText('Nothing is called “zydeco”')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Clear the search' }))
  expect(await screen.findByRole('heading', { name: 'New tracks' })).toBeDefined()
})

test('plays a preview with one press, and stops it with another', async () => {
  const { player } = renderPage('/')
  await user.click(await screen.findByRole('button', { name: 'Play the preview of Generator Song' }))
  expect(player.store.getState()).toMatchObject({ isPreview: true, isPlaying: true })
  await user.click(screen.getByRole('button', { name: 'Pause Generator Song' }))
  expect(player.store.getState().isPlaying).toBe(false)
})

test('plays what is owned whole', async () => {
  const { player } = renderPage('/')
  await user.click(await screen.findByRole('button', { name: 'Play Salt' }))
  await waitFor(() => expect(player.store.getState()).toMatchObject({ isPreview: false, isPlaying: true }))
})

test('invites to publish where nothing is on sale', async () => {
  renderPage('/', { fixture: emptyFixture })
  expect(await screen.findByText('Nothing is on sale yet')).toBeDefined()
  expect(screen.getByRole('link', { name: 'Publish the first music' })).toBeDefined()
})
