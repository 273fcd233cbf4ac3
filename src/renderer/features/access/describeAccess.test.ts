import { expect, test } from 'vitest'
import { confirmationsNeeded, describeGrant, untilWhen } from './describeAccess.ts'

const now = Date.UTC(2026, 10, 22, 12)
const grant = { threshold: 2, shares: 3, end: Date.UTC(2027, 2, 3, 12), isRevoked: false, acknowledged: 0 }

test('says who holds access, in human words', () => {
  expect(describeGrant(grant, now)).toEqual({ summary: 'Held by 3 keepers, 2 needed', tone: 'good' })
  expect(untilWhen(grant.end, now)).toBe('until 3 March 2027')
})

test.each([
  [2, 3, 2],
  [1, 1, 1],
  [3, 5, 3],
])('with %s of %s needed, %s confirmations end it', (threshold, shares, needed) => {
  expect(confirmationsNeeded({ threshold, shares })).toBe(needed)
})

test('is taken back only when too few keepers are left to open it', () => {
  const revoked = { ...grant, isRevoked: true }
  expect(describeGrant({ ...revoked, acknowledged: 1 }, now)).toEqual({
    summary: 'Being taken back · 1 of 3 keepers confirmed',
    tone: 'waiting',
  })
  expect(describeGrant({ ...revoked, acknowledged: 2 }, now).tone).toBe('over')
})

test('says when it has ended', () => {
  expect(describeGrant({ ...grant, end: Date.UTC(2026, 10, 21, 12) }, now).summary).toBe('Ended 21 November')
})
