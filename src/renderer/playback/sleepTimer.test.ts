import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SleepTimer } from './sleepTimer.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('it is time once, at the time that was set last', () => {
  const onTime = vi.fn<() => void>()
  const timer = new SleepTimer(onTime)
  timer.set({ at: Date.now() + 1000 })
  timer.set({ at: Date.now() + 3000 })
  vi.advanceTimersByTime(2999)
  expect(onTime).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onTime).toHaveBeenCalledOnce()
})

test.each([null, 'afterTrack'] as const)('with %s there is no time', (sleep) => {
  const onTime = vi.fn<() => void>()
  const timer = new SleepTimer(onTime)
  timer.set({ at: Date.now() + 1000 })
  timer.set(sleep)
  vi.advanceTimersByTime(100_000)
  expect(onTime).not.toHaveBeenCalled()
})
