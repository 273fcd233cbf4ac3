import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { Spending } from './spending.ts'

const hourMs = 60 * 60 * 1_000
let folder: string
let file: string
let time = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-spending-'))
  file = join(folder, 'spending.json')
  time = 1_700_000_000_000
})
afterEach(() => rm(folder, { recursive: true }))

const open = () => Spending.open(file, toAmount(20n), () => time)

test('up to the limit is spent within a day, and again a day later', async () => {
  const spending = await open()
  expect(await spending.spend(toAmount(15n), 'music')).toBe(true)
  expect(await spending.spend(toAmount(6n), 'music')).toBe(false)
  expect(await spending.spend(toAmount(5n), 'music')).toBe(true)
  expect([spending.spentOn('music'), spending.limit]).toEqual([20n, 20n])
  time += 24 * hourMs
  expect(spending.spentOn('music')).toBe(0n)
  expect(await spending.spend(toAmount(20n), 'music')).toBe(true)
})

test('what goes into the channel is counted by itself, to the same limit', async () => {
  const spending = await open()
  expect(await spending.spend(toAmount(20n), 'channel')).toBe(true)
  expect(await spending.spend(toAmount(1n), 'channel')).toBe(false)
  expect(await spending.spend(toAmount(20n), 'music')).toBe(true)
})

test('however little goes into the channel at a time, it is ten times a day at most: each costs gas', async () => {
  const spending = await open()
  const asked = []
  for (let count = 0; count < 11; count += 1) asked.push(await spending.spend(toAmount(1n), 'channel'))
  expect(asked).toEqual([...Array<boolean>(10).fill(true), false])
  await spending.setLimit(toAmount(3n))
  time += 24 * hourMs
  expect(await spending.spend(toAmount(3n), 'channel')).toBe(true)
  await spending.setLimit(toAmount(0n))
  time += 24 * hourMs
  expect(await spending.spend(toAmount(1n), 'channel')).toBe(false)
})

test('a damaged file allows nothing without a word, until the person sets a limit again', async () => {
  for (const text of ['', '{', 'null', '{"limit":"7"}', '{"limit":"-1","spent":[]}']) {
    await writeFile(file, text)
    const spending = await open()
    expect([text, spending.limit, spending.spentOn('music')]).toEqual([text, 0n, 0n])
    expect(await spending.spend(toAmount(1n), 'music')).toBe(false)
    await spending.setLimit(toAmount(7n))
    expect((await open()).limit).toBe(7n)
  }
})

test('a restart forgets neither limit nor what was spent', async () => {
  const spending = await open()
  await spending.setLimit(toAmount(7n))
  await spending.spend(toAmount(6n), 'music')
  const again = await open()
  expect(again.limit).toBe(7n)
  expect(await again.spend(toAmount(2n), 'music')).toBe(false)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readFile(file, 'utf8')).toContain('"6"')
})

test('two purchases at once do not spend the same remainder', async () => {
  const spending = await open()
  expect(
    await Promise.all([spending.spend(toAmount(12n), 'music'), spending.spend(toAmount(12n), 'music')]),
  ).toEqual([true, false])
})

test('whatever is bought and whenever, no 24 hours see more than the limit', async () => {
  const step = fc.record({ hours: fc.integer({ min: 0, max: 30 }), amount: fc.bigInt(0n, 25n).map(toAmount) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const spending = await Spending.open(join(folder, `${Math.random()}.json`), toAmount(20n), () => time)
      const spent: { at: number; amount: bigint }[] = []
      for (const { hours, amount } of steps) {
        time += hours * hourMs
        if (await spending.spend(amount, 'music')) spent.push({ at: time, amount })
        const recent = spent.filter(({ at }) => at > time - 24 * hourMs)
        expect(recent.reduce((sum, each) => sum + each.amount, 0n)).toBeLessThanOrEqual(20n)
      }
    }),
    { numRuns: 30 },
  )
})
