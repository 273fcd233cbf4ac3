import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { longLibrary } from '../../testing/fixtures/longLibrary.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const titles = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('[title]')?.getAttribute('title'))

test('artists are listed with how much there is of each, and lead to their tracks and back', async () => {
  const { player } = renderPage('/library')
  await user.click(await screen.findByRole('button', { name: /^Artists/ }))
  const artists = screen.getByRole('grid', { name: 'Your artists' })
  expect(screen.queryByRole('button', { name: 'Play all' })).toBeNull()
  await user.click(within(artists).getByRole('link', { name: 'Maren Holt' }))

  const heading = await screen.findByRole('heading', { level: 2, name: 'Maren Holt' })
  expect(document.activeElement).toBe(heading)
  const tracks = screen.getByRole('grid', { name: 'Your tracks' })
  expect(within(tracks).getAllByRole('link', { name: 'Maren Holt' }).length).toBe(
    within(tracks).getAllByRole('row').length - 1,
  )
  await user.click(screen.getByRole('button', { name: 'Play all' }))
  expect(new Set(player.store.getState().queue.map(({ track }) => track.artistName))).toEqual(
    new Set(['Maren Holt']),
  )
  await user.click(screen.getByRole('button', { name: 'All artists' }))
  expect(screen.getByRole('grid', { name: 'Your artists' })).toBeDefined()
})

test('a group is opened by a double press and with Enter, and found by typing', async () => {
  renderPage('/library?show=genre')
  const genres = await screen.findByRole('grid', { name: 'Your genres' })
  const before = within(genres).getAllByRole('row').length
  await user.type(screen.getByRole('searchbox', { name: 'Find in your library' }), 'afro')
  expect(within(genres).getAllByRole('row').length).toBeLessThan(before)
  const row = within(genres).getByRole('link', { name: 'Afrobeat' }).closest('tr')
  row?.focus()
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('heading', { level: 2, name: 'Afrobeat' })).toBeDefined()
  expect(screen.getByRole('searchbox', { name: 'Find in your library' })).toHaveProperty('value', '')
})

test('a genre of which nothing is owned any more says so, and leads back', async () => {
  renderPage('/library?show=genre&of=zydeco')
  expect(await screen.findByText('No single tracks yet')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'All genres' }))
  expect(await screen.findByRole('grid', { name: 'Your genres' })).toBeDefined()
})

test('100,000 tracks of 900 artists are grouped, with the rows in sight mounted', async () => {
  const library = longLibrary(100_000).map((one, index) => ({
    ...one,
    work: { ...one.work, artist: `0x${String(index % 900).padStart(40, '0')}` as typeof one.work.artist },
  }))
  renderPage('/library?show=artist', { fixture: { library } })
  const artists = await screen.findByRole('grid', { name: 'Your artists' }, { timeout: 30_000 })
  expect(artists.getAttribute('aria-rowcount')).toBe('901')
  expect(artists.querySelectorAll('tr').length).toBeLessThan(100)
  expect(titles(artists)[0]).toBe('Artist 1')
})

test('tracks are sorted by year, those without one last', async () => {
  const library = longLibrary(4).map((one, index) => ({
    ...one,
    work: { ...one.work, year: [2019, null, 2024, 1998][index] ?? null },
  }))
  renderPage('/library', { fixture: { library } })
  const table = await screen.findByRole('grid', { name: 'Your tracks' })
  await user.click(screen.getByRole('button', { name: 'Year' }))
  expect(titles(table)).toEqual(['Track 3', 'Track 1', 'Track 4', 'Track 2'])
  expect(screen.getByRole('columnheader', { name: 'Year' }).getAttribute('aria-sort')).toBe('descending')
})
