import { expect, test } from 'vitest'
import { describeLease } from './describeLease.ts'

const here = { isHere: true, other: null, yieldedTo: null, isTakingOver: false }
const other = { name: 'studio', since: Date.UTC(2026, 10, 1), until: Date.UTC(2026, 10, 2) }

test('says which machine makes payments, and how this one does instead', () => {
  expect(describeLease(here)).toBe('This machine makes the payments.')
  expect(describeLease({ ...here, isHere: false })).toMatch(/Not known yet/)
  expect(describeLease({ ...here, isHere: false, other })).toMatch(
    /In use on studio since 2026-11-01.*\n.*--yes/,
  )
  expect(describeLease({ ...here, isHere: false, other: { ...other, until: null } })).toMatch(
    /Last used on studio/,
  )
  expect(describeLease({ ...here, isHere: false, other: { name: null, since: null, until: null } })).toMatch(
    /Last used on another machine\./,
  )
})

test('says on the old machine who took over, and while waiting how long that takes at most', () => {
  const yieldedTo = { name: 'laptop', at: Date.UTC(2026, 10, 1) }
  expect(describeLease({ ...here, isHere: false, yieldedTo })).toMatch(/laptop took over at 2026-11-01/)
  expect(describeLease({ ...here, isHere: false, other, isTakingOver: true })).toMatch(
    /studio is asked to stop.*at 2026-11-02/,
  )
})
