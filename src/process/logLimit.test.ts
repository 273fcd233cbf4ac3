import { Writable } from 'node:stream'
import fc from 'fast-check'
import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { BuskerError } from '../shared/errors.ts'
import { createLogLimit } from './logLimit.ts'

let time = 0
let lines: Record<string, unknown>[] = []
let bytes = 0
let log: pino.Logger

beforeEach(() => {
  time = 0
  lines = []
  bytes = 0
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      bytes += line.byteLength
      lines.push(JSON.parse(String(line)) as Record<string, unknown>)
      done()
    },
  })
  log = pino({ hooks: { logMethod: createLogLimit(() => time) } }, stream)
})

const aborted = () => Object.assign(new Error('stream reset'), { name: 'StreamResetError' })

test('a day of aborted streams leaves less than 5 MB', () => {
  const err = aborted()
  for (let second = 0; second < 24 * 3600; second += 1) {
    time = second * 1_000
    for (let times = 0; times < 3; times += 1) log.warn({ part: 'ipfs', err })
  }
  expect(bytes).toBeLessThan(5_000_000)
  expect(lines.at(-1)).toMatchObject({ part: 'ipfs', err: { message: 'stream reset' } })
})

test('how many lines were left out is said, and first that some will be', () => {
  for (let times = 0; times < 150; times += 1) log.warn({ part: 'ipfs', err: aborted() })
  expect(lines).toHaveLength(100)
  expect(lines.at(-1)).toMatchObject({ isLimited: true })
  time = 30_000
  log.warn({ part: 'ipfs', err: aborted() }, 'again')
  expect(lines.at(-1)).toMatchObject({ leftOut: 50, msg: 'again' })
})

test('what is of another kind, or ends the process, is written all the same', () => {
  for (let times = 0; times < 150; times += 1) log.warn({ part: 'ipfs', err: aborted() })
  log.warn({ part: 'ipfs', err: new BuskerError('ORDER_UNKNOWN', 'No such order.') })
  log.error({ part: 'ipfs', err: aborted() })
  log.warn({ part: 'raiden' }, 'a line')
  log.info('started')
  for (let times = 0; times < 150; times += 1) log.fatal(aborted())
  expect(lines).toHaveLength(100 + 4 + 150)
})

test('whatever is varied, a thousand lines at once become no more than the kinds allow', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 300, maxLength: 300 }), (texts) => {
      const before = lines.length
      for (let times = 0; times < 200; times += 1) {
        for (const text of texts) log.warn({ part: 'raiden' }, text)
      }
      expect(lines.length - before).toBeLessThanOrEqual(100)
    }),
    { numRuns: 5 },
  )
  lines = []
  for (let times = 0; times < 100_000; times += 1) {
    log.warn({ part: 'ipfs', err: Object.assign(new Error('no'), { code: `CODE_${times % 5_000}` }) })
  }
  expect(lines.length).toBeLessThan(202 * 100)
})
