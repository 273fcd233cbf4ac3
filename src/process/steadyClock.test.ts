import { expect, test } from 'vitest'
import { createSteadyClock } from './steadyClock.ts'

test('it counts sleep, never goes back, and takes a coarse clock for what it is', () => {
  let awake = 5_000
  let asleep = 0
  const clock = createSteadyClock({
    monotonic: () => awake,
    sinceBoot: () => Math.floor((awake + asleep + 60_000) / 1000) * 1000,
  })
  const begun = clock()
  awake += 1_234
  expect(clock() - begun).toBe(1_234)
  asleep += 7_200_000
  expect(clock() - begun).toBeGreaterThan(7_200_000)
  expect(clock() - begun).toBeLessThan(7_203_000)
  const woken = clock()
  awake += 10
  expect(clock() - woken).toBe(10)
})

test("the machine's own clock goes on", async () => {
  const clock = createSteadyClock()
  const begun = clock()
  await new Promise((resolve) => setImmediate(resolve))
  expect(clock()).toBeGreaterThanOrEqual(begun)
  expect(begun).toBeGreaterThan(0)
})
