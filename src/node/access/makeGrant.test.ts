import { expect, test } from 'vitest'
import { checkTerms } from './makeGrant.ts'

const now = 1000
const refusal = expect.objectContaining({ code: 'POLICY_TERMS' }) as Error

test.each([
  [1, 1],
  [1, 30],
  [30, 30],
])('%i of %i Ursulas can be asked for', (threshold, shares) => {
  expect(() => checkTerms({ threshold, shares, end: now + 1 }, now)).not.toThrow()
})

test.each([
  [0, 3],
  [-1, 3],
  [1.5, 3],
  [2, 2.5],
  [3, 2],
  [2, 31],
  [31, 31],
])('%d of %d Ursulas can not', (threshold, shares) => {
  expect(() => checkTerms({ threshold, shares, end: now + 1 }, now)).toThrow(refusal)
})

test.each([now, now - 1, Number.NaN])('a policy that has ended is not made: %d', (end) => {
  expect(() => checkTerms({ threshold: 2, shares: 3, end }, now)).toThrow(refusal)
})
