import { act, cleanup, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { StoreApi } from 'zustand/vanilla'
import { openState } from '../testing/fixtures/app.ts'
import { playing } from '../testing/fixtures/playing.ts'
import { renderPage } from '../testing/renderApp.tsx'
import type { PlayerState } from './playerState.ts'
import { market } from '../testing/fixtures/works.ts'

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

test('a queue is kept once its sound is there, so that the sound does not wait for it', async () => {
  const { queue = [] } = playing
  const { bridge, player } = renderPage('/', { player: playing })
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'queue')).toBe(true))
  await act(async () => {})
  const state = player.store as StoreApi<PlayerState>
  act(() => state.setState({ isWaiting: true, queue: queue.slice(0, 1), index: 0 }))
  act(() => state.setState({ position: 0 }))
  expect(bridge.calls.filter(({ method }) => method === 'keepQueue')).toEqual([])
  act(() => state.setState({ isWaiting: false }))
  const calls = bridge.calls.filter(({ method }) => method === 'keepQueue')
  expect(calls).toHaveLength(1)
  expect(calls[0]?.input).toHaveProperty('items.length', 1)
})

const kept = {
  items: market
    .slice(0, 2)
    .map((work, unshuffledPosition) => ({ work, isPreview: false, unshuffledPosition })),
  index: 0,
  seconds: 20,
  isShuffled: false,
  repeat: 'off',
} as const

test('a queue that was taken up without a work that is unknown by now is kept whole with its place', async () => {
  const { bridge, player } = renderPage('/', { handlers: { queue: async () => kept } })
  await waitFor(() => expect(player.store.getState().queue).toHaveLength(2))
  await act(async () => {})
  expect(bridge.calls.filter(({ method }) => method === 'keepQueue')).toEqual([])
  act(() => player.next())
  const items = kept.items.map(({ work, isPreview, unshuffledPosition }) => {
    return { label: work.label, isPreview, unshuffledPosition }
  })
  expect(bridge.calls.findLast(({ method }) => method === 'keepQueue')?.input).toMatchObject({
    index: 1,
    items,
  })
  act(() => player.seek(100))
  expect(bridge.calls.findLast(({ method }) => method === 'keepQueue')?.input).not.toHaveProperty('items')
})

test('a queue that could not be kept is kept with the next change, not its place alone', async () => {
  const { queue = [] } = playing
  const problem = { code: 'INTERNAL_ERROR', message: 'The database is in use.' } as const
  const { bridge, player } = renderPage('/', { player: playing, errors: { keepQueue: problem } })
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'queue')).toBe(true))
  await act(async () => {})
  act(() => player.enqueue(queue.slice(0, 1).map(({ track }) => track)))
  await act(async () => {})
  act(() => player.seek(100))
  const again = bridge.calls.findLast(({ method }) => method === 'keepQueue')?.input
  expect(again).toMatchObject({ seconds: 100 })
  expect(again).toHaveProperty('items.length', queue.length + 1)
})
