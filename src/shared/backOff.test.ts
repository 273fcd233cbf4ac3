import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BackOff, backOffDelay } from './backOff.ts'

const limits = { initialMs: 250, maxMs: 1_500 }

test('each delay is twice the one before, up to the longest', () => {
  const backOff = new BackOff(limits)
  expect([1, 2, 3, 4, 5].map(() => backOff.next())).toEqual([250, 500, 1_000, 1_500, 1_500])
  expect(backOff.retries).toBe(5)
})

test('after a reset the delays begin anew', () => {
  const backOff = new BackOff(limits)
  backOff.next()
  backOff.next()
  backOff.reset()
  expect(backOff.retries).toBe(0)
  expect(backOff.next()).toBe(250)
})

test('however often something fails, the delay stays a number within its limits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60_000 }),
      fc.nat(60_000),
      fc.nat(100_000),
      (initialMs, more, retry) => {
        const delay = backOffDelay({ initialMs, maxMs: initialMs + more }, retry)
        expect(delay).toBeGreaterThanOrEqual(initialMs)
        expect(delay).toBeLessThanOrEqual(initialMs + more)
      },
    ),
  )
})
