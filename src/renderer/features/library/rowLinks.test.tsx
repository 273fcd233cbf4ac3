import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const playlistPath = `/playlists/${uuidOf('Sunday, slowly')}`

async function rowOf(grid: string, title: string) {
  const table = within(await screen.findByRole('grid', { name: grid }))
  const row = table.getAllByRole('link', { name: title })[0]?.closest('tr')
  if (row === null || row === undefined) throw new Error(`“${title}” is in no row.`)
  return row
}

test.each([
  ['/library', 'Your tracks'],
  [playlistPath, 'Sunday, slowly'],
])('title, artist and release of a row of %s lead to their pages', async (path, grid) => {
  for (const name of ['Salt', 'Maren Holt', 'Tidal Rooms']) {
    renderPage(path)
    await user.click(within(await rowOf(grid, 'Salt')).getByRole('link', { name }))
    expect(await screen.findByRole('heading', { level: 1, name })).toBeDefined()
    cleanup()
  }
})

test('a press beside the links chooses a row, one on them with Ctrl or Shift too', async () => {
  renderPage('/library')
  const salt = await rowOf('Your tracks', 'Salt')
  await user.click(within(salt).getByText(/^2:/))
  expect(salt.getAttribute('aria-selected')).toBe('true')
  const other = await rowOf('Your tracks', 'Harbour Lights, Low Water')
  await user.keyboard('{Control>}')
  await user.click(within(other).getAllByRole('link')[0] as HTMLElement)
  await user.keyboard('{/Control}')
  expect([salt, other].map((row) => row.getAttribute('aria-selected'))).toEqual(['true', 'true'])
  expect(screen.getByRole('heading', { level: 1, name: 'Library' })).toBeDefined()
})

test('a double press and Enter play from the row on', async () => {
  const { player } = renderPage(playlistPath)
  const salt = await rowOf('Sunday, slowly', 'Salt')
  await user.dblClick(within(salt).getByText(/^2:/))
  await waitFor(() => expect(player.store.getState().track?.title).toBe('Salt'))
  cleanup()
  const library = renderPage('/library').player
  const row = await rowOf('Your tracks', 'Salt')
  row.focus()
  await user.click(within(row).getByText(/^2:/))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(library.store.getState().track?.title).toBe('Salt'))
})
