import { act, cleanup, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { openState } from '../testing/fixtures/app.ts'
import { playing } from '../testing/fixtures/playing.ts'
import { renderPage } from '../testing/renderApp.tsx'

afterEach(cleanup)

test('locking stops the sound and hides the title everywhere', async () => {
  const { bridge, player } = renderPage('/', { player: playing })
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'queue')).toBe(true))
  act(() => bridge.emit('app.changed', { ...openState, phase: 'locked' }))
  await waitFor(() =>
    expect(player.store.getState()).toMatchObject({ track: null, isPlaying: false, queue: [] }),
  )
  await waitFor(() =>
    expect(bridge.calls.findLast(({ method }) => method === 'app.playing')?.input).toEqual({
      title: null,
      isPaused: true,
    }),
  )
  // What was played is taken up again after unlocking: an empty queue was not kept instead.
  expect(bridge.calls.filter(({ method }) => method === 'keepQueue')).toEqual([])
})

test('the queue and the place are kept as they change', async () => {
  const { queue = [] } = playing
  const { bridge, player } = renderPage('/', { player: playing })
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'queue')).toBe(true))
  await act(async () => {})
  act(() => player.seek(100))
  expect(bridge.calls.findLast(({ method }) => method === 'keepQueue')?.input).toEqual({
    index: playing.index,
    seconds: 100,
    isShuffled: false,
    repeat: 'off',
  })
  act(() => player.enqueue(queue.slice(0, 1).map(({ track }) => track)))
  const kept = bridge.calls.findLast(({ method }) => method === 'keepQueue')?.input
  expect(kept).toHaveProperty('items.length', queue.length + 1)
})
