import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WindowPlaceKeeper, type WindowPlaceKeeperOptions } from './windowPlaceKeeper.ts'
import type { WindowPlaceFile } from './windowPlaces.ts'

const state = { bounds: { x: 1, y: 2, width: 900, height: 600 }, isMaximised: false, isMini: false }
let isHidden: 'no' | 'hidden' | 'minimised' | 'full screen' | 'destroyed'
let kept: unknown[]
let failures: unknown[]
let emitter: EventEmitter
let keeper: WindowPlaceKeeper

beforeEach(async () => {
  vi.useFakeTimers()
  Object.assign(state, { isMaximised: false, isMini: false })
  isHidden = 'no'
  kept = []
  failures = []
  emitter = new EventEmitter()
  const window = Object.assign(emitter, {
    isDestroyed: () => isHidden === 'destroyed',
    isVisible: () => isHidden !== 'hidden',
    hide: () => (isHidden = 'hidden'),
    isMinimized: () => isHidden === 'minimised',
    isFullScreen: () => isHidden === 'full screen',
    isMaximized: () => state.isMaximised,
    getNormalBounds: () => state.bounds,
  })
  const places = { set: async (change: unknown) => void kept.push(change) }
  keeper = new WindowPlaceKeeper({
    window: window as unknown as WindowPlaceKeeperOptions['window'],
    places: places as unknown as WindowPlaceFile,
    isMini: () => state.isMini,
    onFailure: (error) => failures.push(error),
  })
  await keeper.start()
})
afterEach(() => vi.useRealTimers())

test('a place is kept once the window rests, not at every step of a drag', async () => {
  for (let step = 0; step < 20; step += 1) {
    emitter.emit('move')
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(kept).toEqual([])
  await vi.advanceTimersByTimeAsync(500)
  expect(kept).toEqual([{ main: { ...state.bounds, isMaximised: false } }])
})

test('a maximised window is kept as such, with the bounds it goes back to', async () => {
  state.isMaximised = true
  emitter.emit('maximize')
  await vi.advanceTimersByTimeAsync(500)
  expect(kept).toEqual([{ main: { ...state.bounds, isMaximised: true } }])
})

test('of the mini player its corner alone is kept, and not as the window’s', async () => {
  state.isMini = true
  emitter.emit('resize')
  await vi.advanceTimersByTimeAsync(500)
  expect(kept).toEqual([{ mini: { x: 1, y: 2 } }])
})

test.each(['hidden', 'minimised', 'full screen', 'destroyed'] as const)(
  'nothing is kept of a window that is %s',
  async (how) => {
    isHidden = how
    emitter.emit('resize')
    await vi.advanceTimersByTimeAsync(500)
    await keeper.stop()
    expect(kept).toEqual([])
  },
)

test('stopping keeps what a drag has just changed, and hears nothing more', async () => {
  emitter.emit('move')
  await keeper.stop()
  expect(kept).toHaveLength(1)
  emitter.emit('move')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(kept).toHaveLength(1)
})

test('hiding keeps the place first', async () => {
  emitter.emit('move')
  keeper.hide()
  await keeper.stop()
  expect(isHidden).toBe('hidden')
  expect(kept).toEqual([{ main: { ...state.bounds, isMaximised: false } }])
})

test('a place that could not be written is told, and the next is written all the same', async () => {
  const full = new Error('the disk is full')
  const window = Object.assign(emitter, {})
  let isFull = true
  const other = new WindowPlaceKeeper({
    window: window as unknown as WindowPlaceKeeperOptions['window'],
    places: {
      async set(change: unknown) {
        if (isFull) throw full
        kept.push(change)
      },
    } as unknown as WindowPlaceFile,
    isMini: () => true,
    onFailure: (error) => failures.push(error),
  })
  await other.keep()
  isFull = false
  await other.keep()
  expect(failures).toEqual([full])
  expect(kept).toEqual([{ mini: { x: 1, y: 2 } }])
})
