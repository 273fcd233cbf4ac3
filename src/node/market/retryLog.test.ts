import { expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { RetryLog } from './retryLog.ts'

function openLog() {
  const lines: unknown[] = []
  const retryLog = new RetryLog({ info: (line: object) => void lines.push(line) })
  return { lines, retryLog }
}
const unpayable = new BuskerError('SELLER_UNPAYABLE', 'Not yet.')
const unreachable = new BuskerError('RAIDEN_HUB_UNREACHABLE', 'Not there.')

test('an order that is retried for one reason is logged once, and again for another reason', () => {
  const { lines, retryLog } = openLog()
  for (const error of [unpayable, unpayable, unreachable, unreachable, unpayable]) retryLog.record('a', error)
  expect(lines).toEqual(
    [unpayable, unreachable, unpayable].map((err) => ({ part: 'market', order: 'a', err })),
  )
})

test('an order that moved on is logged again, and others are not', () => {
  const { lines, retryLog } = openLog()
  retryLog.record('a', unpayable)
  retryLog.record('b', unpayable)
  retryLog.forget('a')
  retryLog.record('a', unpayable)
  retryLog.record('b', unpayable)
  expect(lines).toMatchObject([{ order: 'a' }, { order: 'b' }, { order: 'a' }])
})
