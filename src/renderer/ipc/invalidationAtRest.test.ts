import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { IpcMethod } from '../../shared/ipc.ts'
import { InvalidationAtRest } from './invalidationAtRest.ts'

let invalidated: (readonly IpcMethod[])[]
let atRest: InvalidationAtRest

beforeEach(() => {
  vi.useFakeTimers()
  invalidated = []
  atRest = new InvalidationAtRest((methods) => invalidated.push(methods))
})
afterEach(() => void vi.useRealTimers())

test('what changes again and again is fetched once, when it has come to rest', () => {
  for (let change = 0; change < 5; change += 1) {
    atRest.add(['wallet', 'purchases'])
    atRest.add(['purchases', 'library'])
    vi.advanceTimersByTime(300)
  }
  expect(invalidated).toEqual([])
  vi.advanceTimersByTime(100)
  expect(invalidated).toEqual([['wallet', 'purchases', 'library']])
  vi.advanceTimersByTime(10_000)
  expect(invalidated).toHaveLength(1)
})

test('what never comes to rest is fetched every two seconds', () => {
  for (let passed = 0; passed < 6_000; passed += 100) {
    atRest.add(['wallet'])
    vi.advanceTimersByTime(100)
  }
  expect(invalidated.length).toBeGreaterThanOrEqual(2)
  expect(invalidated.length).toBeLessThanOrEqual(3)
})

test('nothing is fetched for a page that is gone', () => {
  atRest.add(['wallet'])
  atRest.stop()
  vi.advanceTimersByTime(10_000)
  expect(invalidated).toEqual([])
})
