import { expect, test } from 'vitest'
import { RateLimiter } from './rateLimiter.ts'

const waits: number[] = []
const limiter = (burst: number, perSecond: number) =>
  new RateLimiter<string>({ burst, perSecond }, (waitMs) => {
    waits.push(waitMs)
    return new Error('too often')
  })

test('whoever has asked too often is told when to ask again, and is answered then', () => {
  const limit = limiter(2, 0.5)
  limit.consume('anna', 0)
  limit.consume('anna', 0)
  expect(() => limit.consume('anna', 500)).toThrow('too often')
  expect(waits.at(-1)).toBe(1500)
  expect(() => limit.consume('anna', 1999)).toThrow('too often')
  limit.consume('anna', 2000)
  expect(() => limit.consume('anna', 2000)).toThrow('too often')
})

test('who makes up a hundred thousand callers takes no memory for them, and makes nobody wait', () => {
  const limit = limiter(2, 1)
  limit.consume('anna', 0)
  const begun = performance.now()
  for (let at = 0; at < 100_000; at += 1) limit.consume(`stranger ${at}`, 1)
  expect(performance.now() - begun).toBeLessThan(2_000)
  limit.consume('anna', 1)
})
