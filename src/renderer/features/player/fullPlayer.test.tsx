import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { libraryWithFiles } from '../../testing/fixtures/localFiles.ts'
import { playing } from '../../testing/fixtures/playing.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const fullPlayer = () => screen.findByRole('region', { name: 'Full-window player' })
const lyrics = '[01:00.00]The ferry takes the evening out\n[01:20.00]And leaves the rope ashore'

test('the whole window is for what plays, with its words, and everything behind it is out of reach', async () => {
  const { player } = renderPage('/', { player: { ...playing, lyrics } })
  await user.click(await screen.findByRole('button', { name: 'Full-window player' }))
  const full = await fullPlayer()
  expect(full.textContent).toContain('The Ferryman’s Daughter')
  expect(full.textContent).toContain('The ferry takes the evening out')
  expect(screen.getByRole('contentinfo', { hidden: true }).closest('[inert]')).not.toBeNull()
  expect(document.activeElement).toBe(full)
  await user.click(within(full).getByRole('button', { name: 'Pause' }))
  expect(player.store.getState().isPlaying).toBe(false)
})

test('keys play, open and leave it, and the focus goes back where it was', async () => {
  const { player } = renderPage('/', { player: playing })
  const button = await screen.findByRole('button', { name: 'Full-window player' })
  act(() => button.focus())
  await user.keyboard('f')
  const full = await fullPlayer()
  expect(within(full).queryByText('No lyrics')).toBeNull()
  await user.keyboard('k')
  expect(player.store.getState().isPlaying).toBe(false)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Full-window player' })).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(button))
})

test('a link in it leads to the page, which is seen', async () => {
  renderPage('/', { player: playing })
  await user.click(await screen.findByRole('button', { name: 'Full-window player' }))
  await user.click(within(await fullPlayer()).getByRole('link', { name: 'Maren Holt' }))
  await screen.findByRole('heading', { name: 'Maren Holt', level: 1 })
  expect(screen.queryByRole('region', { name: 'Full-window player' })).toBeNull()
})

test('where nothing plays it says so', async () => {
  renderPage('/')
  await user.click(await screen.findByRole('button', { name: 'Full-window player' }))
  expect(within(await fullPlayer()).getByText('Nothing is playing')).toBeDefined()
})

test('a file of one’s own has its names, which lead nowhere', async () => {
  const [first] = libraryWithFiles
  if (first === undefined) throw new Error('There are no files.')
  const { work } = first
  renderPage('/', { player: { ...playing, track: work } })
  await user.click(await screen.findByRole('button', { name: 'Full-window player' }))
  const full = await fullPlayer()
  expect(full.textContent).toContain(work.title)
  expect(full.textContent).toContain(work.artistName)
  expect(within(full).queryByRole('link')).toBeNull()
})
