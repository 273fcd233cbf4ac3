import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { suspendWhilePaused } from './suspendWhilePaused.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function open() {
  const element = Object.assign(new EventTarget(), { paused: true })
  const page = new EventTarget()
  const heard: string[] = []
  const output = {
    suspend: async () => void heard.push('rests'),
    resume: async () => void heard.push('wakes'),
  }
  const stop = suspendWhilePaused({ elements: [element as never], output, page: page as never })
  const set = (paused: boolean) => {
    element.paused = paused
    element.dispatchEvent(new Event(paused ? 'pause' : 'play'))
  }
  return { heard, stop, set, interact: () => page.dispatchEvent(new Event('pointermove')) }
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

test('it runs again at the first input, before play is pressed, and rests again after another minute', () => {
  const { heard, interact } = open()
  minutes(10)
  interact()
  interact()
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
  const { heard, stop, interact } = open()
  stop()
  minutes(2)
  interact()
  expect(heard).toEqual([])
})
