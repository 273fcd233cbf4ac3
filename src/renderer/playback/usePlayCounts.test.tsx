import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { playing } from '../testing/fixtures/playing.ts'
import { longLibrary } from '../testing/fixtures/longLibrary.ts'
import { renderPage } from '../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('what is heard to its half is counted once, and lists know it at once', async () => {
  const { bridge, player } = renderPage('/library', { player: { ...playing, isPlaying: true, position: 0 } })
  const asked = (method: string) => bridge.calls.filter((call) => call.method === method)
  await waitFor(() => expect(asked('plays')).toHaveLength(1))
  const { track } = player.store.getState()
  const seconds = (track?.durationMs ?? 0) / 1000
  act(() => {
    for (let position = 0; position < seconds; position += 1) player.seek(position)
  })
  await waitFor(() => expect(asked('plays')).toHaveLength(2))
  expect(asked('notePlay').map(({ input }) => input)).toEqual([
    { label: track?.label, heardMs: expect.any(Number) },
  ])
})

test('the library is sorted by how often, and when last, tracks were heard', async () => {
  const library = longLibrary(4)
  const plays = [3, 0, 9, 1].flatMap((count, index) => {
    const track = library[index]?.work.id
    return count === 0 || track === undefined ? [] : { track, plays: count, lastPlayedAt: 10 - index }
  })
  renderPage('/library', { fixture: { library, plays } })
  const table = await screen.findByRole('grid', { name: 'Your tracks' })
  const titles = () =>
    [...table.querySelectorAll('tbody [title^="Track "]')].map((one) => one.getAttribute('title'))
  await waitFor(() => expect(screen.getByRole('columnheader', { name: 'Plays' })).toBeDefined())
  await user.click(screen.getByRole('button', { name: 'Plays' }))
  expect(titles()).toEqual(['Track 3', 'Track 1', 'Track 4', 'Track 2'])
  await user.click(screen.getByRole('button', { name: 'Plays' }))
  expect(titles()).toEqual(['Track 2', 'Track 4', 'Track 1', 'Track 3'])
  await user.click(screen.getByRole('button', { name: 'Last played' }))
  expect(titles()).toEqual(['Track 1', 'Track 3', 'Track 4', 'Track 2'])
  await user.type(screen.getByRole('searchbox', { name: 'Find in your library' }), 'track 4')
  expect(titles()).toEqual(['Track 4'])
})
