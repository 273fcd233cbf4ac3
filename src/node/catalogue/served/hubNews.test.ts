import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HubNews } from './hubNews.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('what is announced is news once a hub can have read it, and again for one that is busy', () => {
  const onNews = vi.fn<() => void>()
  new HubNews(onNews).note()
  vi.advanceTimersByTime(3500)
  expect(onNews).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(onNews).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(onNews).toHaveBeenCalledTimes(2)
})

test('announcements without a pause are news no more often than a hub can read', () => {
  const onNews = vi.fn<() => void>()
  const news = new HubNews(onNews)
  for (let second = 0; second < 60; second += 1) {
    for (let each = 0; each < 100; each += 1) news.note()
    vi.advanceTimersByTime(1000)
  }
  expect(onNews.mock.calls.length).toBeLessThanOrEqual(17)
  expect(onNews.mock.calls.length).toBeGreaterThanOrEqual(12)
})
