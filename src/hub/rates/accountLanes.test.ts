import { expect, test } from 'vitest'
import { address } from '../../shared/ids.ts'
import { hourMs } from '../clock.ts'
import { AccountLanes } from './accountLanes.ts'

const anna = address.parse(`0x${'a1'.repeat(20)}`)
const lanes = () => new AccountLanes({ burst: 10, perSecond: 1 }, () => new Error('too often'))

/** How many of so many requests are answered. */
function flood(limit: AccountLanes, times: number, addressAt: (at: number) => string, now = 0): number {
  let answered = 0
  for (let at = 0; at < times; at += 1) {
    try {
      limit.consume(anna, addressAt(at), now)
      answered += 1
    } catch {
      // refused
    }
  }
  return answered
}

test('a flood in somebody’s name from a thousand addresses is held to five shares, and does not lock them out', () => {
  const limit = lanes()
  limit.consume(anna, 'home', 0)
  expect(flood(limit, 5000, (at) => `203.0.113.${at % 1000}`)).toBeLessThanOrEqual(4 * 10)
  expect(flood(limit, 20, () => 'home')).toBe(9)
})

test('an address that has not asked for an hour makes room for another', () => {
  const limit = lanes()
  flood(limit, 4, (at) => `old ${at}`)
  expect(flood(limit, 100, (at) => `new ${at}`, hourMs)).toBe(10)
  expect(flood(limit, 8, () => 'mine', 2 * hourMs + 1)).toBe(8)
})
