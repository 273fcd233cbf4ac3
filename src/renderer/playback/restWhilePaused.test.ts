import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { restWhilePaused } from './restWhilePaused.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function open() {
  const element = Object.assign(new EventTarget(), { paused: true })
  const page = new EventTarget()
  const heard: string[] = []
  const output = {
    rest: async () => void heard.push('rests'),
    wake: async () => void heard.push('wakes'),
  }
  const stop = restWhilePaused({ element: element as never, output, page: page as never })
  const set = (paused: boolean) => {
    element.paused = paused
    element.dispatchEvent(new Event(paused ? 'pause' : 'play'))
  }
  return { heard, stop, set, touch: () => page.dispatchEvent(new Event('pointermove')) }
}

const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000)

test('the audio thread rests a minute after the sound, and not before', () => {
  const { heard, set } = open()
  set(false)
  minutes(90)
  set(true)
  vi.advanceTimersByTime(59_000)
  expect(heard).toEqual([])
  vi.advanceTimersByTime(1_000)
  expect(heard).toEqual(['rests'])
})

test('it runs again at the first stir of a hand, before play is pressed, and rests again after another minute', () => {
  const { heard, touch } = open()
  minutes(10)
  touch()
  touch()
  expect(heard).toEqual(['rests', 'wakes'])
  minutes(1)
  expect(heard).toEqual(['rests', 'wakes', 'rests'])
})

test('what plays again by itself is not put to rest', () => {
  const { heard, set } = open()
  vi.advanceTimersByTime(59_000)
  set(false)
  minutes(10)
  expect(heard).toEqual([])
})

test('nothing happens any more when it has ended', () => {
  const { heard, stop, touch } = open()
  stop()
  minutes(2)
  touch()
  expect(heard).toEqual([])
})
