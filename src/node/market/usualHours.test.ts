import fc from 'fast-check'
import { expect, test } from 'vitest'
import { usualHours } from './usualHours.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A Sunday at noon, UTC. */
const now = Date.UTC(2026, 10, 29, 12)
const daysAgo = (days: number, hour: number) => now - days * dayMs + (hour - 12) * hourMs
const hoursOf = (signs: readonly number[], at = now) => {
  const hours = usualHours(signs, at)
  return hours && [hours.from, hours.to].map((time) => (time - Date.UTC(2026, 10, 29)) / hourMs)
}

test('who is there each evening is usually there around then', () => {
  expect(hoursOf([1, 2, 3, 4].map((days) => daysAgo(days, 19.5)))).toEqual([18, 21])
  expect(hoursOf([daysAgo(1, 18.2), daysAgo(2, 19.9), daysAgo(3, 20.8)])).toEqual([18, 21])
})

test('a habit around midnight is one, and it is that of the day it runs on', () => {
  expect(hoursOf([daysAgo(1, 23.5), daysAgo(2, 24.5), daysAgo(3, 23.2), daysAgo(5, 24.1)])).toEqual([22, 25])
})

test('the occasion is the running one, or else the next', () => {
  const mornings = [1, 2, 3].map((days) => daysAgo(days, 11.5))
  expect(hoursOf(mornings)).toEqual([10, 13])
  expect(hoursOf(mornings, now + 2 * hourMs)).toEqual([34, 37])
})

test('two days are no habit, however often somebody was there on them', () => {
  expect(hoursOf([1, 1, 1, 2, 2].map((days, index) => daysAgo(days, 19 + index / 10)))).toBeNull()
})

test('who comes at any time has no usual one, and neither has who came long ago', () => {
  expect(hoursOf([1, 2, 3, 4, 5, 6, 7, 8].map((days) => daysAgo(days, (days * 3) % 24)))).toBeNull()
  expect(hoursOf([61, 62, 63].map((days) => daysAgo(days, 19)))).toBeNull()
  expect(hoursOf([-1, -2, -3].map((days) => daysAgo(days, 19)))).toBeNull()
})

test('half of the days is no habit, and more than half is', () => {
  const evenings = [1, 2, 3].map((days) => daysAgo(days, 19.5))
  const others = [daysAgo(4, 3), daysAgo(5, 9), daysAgo(6, 14)]
  expect(hoursOf([...evenings, ...others])).toBeNull()
  expect(hoursOf([...evenings, ...others.slice(1)])).toEqual([18, 21])
})

test('this very moment counts, and what is sixty days old to the millisecond does not', () => {
  expect(hoursOf([daysAgo(0, 12), daysAgo(1, 12), daysAgo(2, 12)])).toEqual([11, 14])
  expect(hoursOf([daysAgo(1, 12), daysAgo(2, 12), now - 60 * dayMs])).toBeNull()
})

test('three hours apart is not within three hours', () => {
  expect(hoursOf([daysAgo(1, 15), daysAgo(2, 18), daysAgo(3, 18)])).toBeNull()
})

test('of two habits as strong the earlier of the day is named, and of a whole day its middle', () => {
  const days = [1, 2, 3]
  expect(hoursOf(days.flatMap((day) => [daysAgo(day, 9.5), daysAgo(day, 19.5)]))).toEqual([32, 35])
  const watches = [0, 3, 6, 9, 12, 15, 18, 21]
  expect(hoursOf(days.flatMap((day) => watches.map((hour) => daysAgo(day, hour))))).toEqual([11, 14])
})

test('whatever the signs, the occasion is three hours that are not over', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: now - 70 * dayMs, max: now + dayMs })), (signs) => {
      const hours = usualHours(signs, now)
      if (hours === null) return
      expect(hours.to - hours.from).toBe(3 * hourMs)
      expect(hours.to).toBeGreaterThan(now)
      expect(hours.to).toBeLessThanOrEqual(now + dayMs)
    }),
  )
})
