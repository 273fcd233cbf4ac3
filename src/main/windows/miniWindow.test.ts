import { expect, test } from 'vitest'
import { MiniWindow } from './miniWindow.ts'

function windowAt(bounds: { x: number; y: number; width: number; height: number }) {
  const state = { bounds, isOnTop: false, minimum: [480, 400] }
  const mini = new MiniWindow({
    getBounds: () => state.bounds,
    setBounds: (next) => (state.bounds = { ...state.bounds, ...next }),
    setContentSize: (width, height) => (state.bounds = { ...state.bounds, width, height }),
    setMinimumSize: (width, height) => (state.minimum = [width, height]),
    setAlwaysOnTop: (isOnTop) => (state.isOnTop = isOnTop),
  })
  return { state, mini }
}

test('the mini player is small and above others, and the window comes back as it was', () => {
  const before = { x: 40, y: 50, width: 1280, height: 800 }
  const { state, mini } = windowAt(before)
  mini.set(true)
  mini.set(true)
  expect(state).toEqual({
    bounds: { x: 40, y: 50, width: 420, height: 112 },
    isOnTop: true,
    minimum: [420, 112],
  })
  mini.set(false)
  mini.set(false)
  expect(state).toEqual({ bounds: before, isOnTop: false, minimum: [480, 400] })
})
