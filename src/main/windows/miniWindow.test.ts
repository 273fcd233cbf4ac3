import type { Rectangle } from 'electron'
import { expect, test } from 'vitest'
import { MiniWindow } from './miniWindow.ts'
import { fitToDisplays, type Point } from './windowPlaces.ts'

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const before = { x: 40, y: 50, width: 1280, height: 800 }

function windowAt(bounds: Rectangle, isMaximised = false) {
  const state = { bounds, isMaximised, isOnTop: false, minimum: [480, 400] }
  const kept = { last: null as Point | null, displays: [display] }
  const mini = new MiniWindow({
    window: {
      getNormalBounds: () => bounds,
      getBounds: () => state.bounds,
      setBounds: (next) => (state.bounds = { ...state.bounds, ...next }),
      setPosition: (x, y) => (state.bounds = { ...state.bounds, x, y }),
      setContentSize: (width, height) => (state.bounds = { ...state.bounds, width, height }),
      setMinimumSize: (width, height) => (state.minimum = [width, height]),
      setAlwaysOnTop: (isOnTop) => (state.isOnTop = isOnTop),
      isMaximized: () => state.isMaximised,
      maximize: () => (state.isMaximised = true),
      unmaximize: () => (state.isMaximised = false),
    },
    lastPlace: () => kept.last,
    fit: (wanted) => fitToDisplays(wanted, kept.displays),
  })
  return { state, kept, mini }
}

test('the mini player is small and above others, and the window comes back as it was', () => {
  const { state, mini } = windowAt(before)
  mini.set(true)
  mini.set(true)
  expect(mini.isMini).toBe(true)
  expect(state).toEqual({
    bounds: { x: 40, y: 50, width: 420, height: 112 },
    isMaximised: false,
    isOnTop: true,
    minimum: [420, 112],
  })
  mini.set(false)
  mini.set(false)
  expect(mini.isMini).toBe(false)
  expect(state).toEqual({ bounds: before, isMaximised: false, isOnTop: false, minimum: [480, 400] })
})

test('a maximised window becomes small all the same, and is maximised again', () => {
  const { state, mini } = windowAt(before, true)
  mini.set(true)
  expect(state).toMatchObject({ isMaximised: false, bounds: { width: 420, height: 112 } })
  mini.set(false)
  expect(state).toMatchObject({ isMaximised: true, bounds: before })
})

test('the mini player comes back where it was last, wholly in sight', () => {
  const { state, kept, mini } = windowAt(before)
  kept.last = { x: 1400, y: 900 }
  mini.set(true)
  expect(state.bounds).toEqual({ x: 1400, y: 900, width: 420, height: 112 })
  mini.set(false)
  kept.last = { x: 1800, y: 1060 }
  mini.set(true)
  expect(state.bounds).toEqual({ x: 1500, y: 968, width: 420, height: 112 })
})

test('on a display that is gone, it stays where the window is', () => {
  const { state, kept, mini } = windowAt(before)
  kept.last = { x: 3_000, y: 10 }
  mini.set(true)
  expect(state.bounds).toMatchObject({ x: 40, y: 50 })
})

test('the window whose display went meanwhile gets its size back, and stays in sight', () => {
  const { state, kept, mini } = windowAt(before)
  mini.set(true)
  kept.displays = [{ x: 4_000, y: 0, width: 1920, height: 1080 }]
  state.bounds = { ...state.bounds, x: 4_100, y: 100 }
  mini.set(false)
  expect(state.bounds).toEqual({ x: 4_100, y: 100, width: 1280, height: 800 })
})
