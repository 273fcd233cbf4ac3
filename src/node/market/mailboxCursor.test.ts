import { beforeEach, expect, test } from 'vitest'
import { hex32 } from '../../shared/ids.ts'
import { MailboxCursor } from './mailboxCursor.ts'

const [bad, other] = ['1', '2'].map((digit) => hex32.parse(`0x${digit.repeat(64)}`)) as [
  ReturnType<typeof hex32.parse>,
  ReturnType<typeof hex32.parse>,
]
let cursor: MailboxCursor

beforeEach(() => {
  cursor = new MailboxCursor()
})

test('each letter is passed once, and what stays is tried less and less often', () => {
  expect(cursor.untilRetry(0)).toBe(Infinity)
  expect(cursor.take(bad, 7, 0)).toBe(true)
  cursor.keep(bad, 0)
  expect([cursor.after, cursor.untilRetry(500)]).toEqual([7, 1_500])
  cursor.restart()
  expect(cursor.after).toBe(0)
  expect(cursor.take(bad, 7, 2_000)).toBe(true)
  cursor.keep(bad, 2_000)
  expect(cursor.untilRetry(2_000)).toBe(4_000)
})

test('a letter whose time has not come is passed over, and one beside it is tried', () => {
  cursor.take(bad, 1, 0)
  cursor.keep(bad, 0)
  cursor.restart()
  expect(cursor.take(bad, 1, 1_000)).toBe(false)
  expect(cursor.take(other, 2, 1_000)).toBe(true)
  expect(cursor.untilRetry(1_000)).toBe(1_000)
})

test('what is not there any more is not waited for', () => {
  cursor.take(bad, 1, 0)
  cursor.keep(bad, 0)
  cursor.restart()
  expect(cursor.untilRetry(0)).toBe(Infinity)
})

test('woken, it tries everything at once', () => {
  cursor.take(bad, 1, 0)
  cursor.keep(bad, 0)
  cursor.reset()
  expect([cursor.after, cursor.take(bad, 1, 0)]).toEqual([0, true])
})
