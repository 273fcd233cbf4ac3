import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChainStepView } from '../../shared/api/chainSteps.ts'
import type { PaymentView } from '../../shared/api/node.ts'
import type { TransferView } from '../../shared/api/transfers.ts'
import { address, hex32, toLabel, workId } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { activityCsv, type ActivityRows } from './activityCsv.ts'

const token = { symbol: 'tUSD', decimals: 2 }
const me = address.parse(`0x${'11'.repeat(20)}`)
const other = address.parse(`0x${'22'.repeat(20)}`)
const hub = address.parse(`0x${'33'.repeat(20)}`)
const hash = hex32.parse(`0x${'44'.repeat(32)}`)
const label = toLabel('track', workId.parse('1f'.repeat(16)), 1)
const day = (date: number) => Date.UTC(2026, 0, date)

const payment = (change: Partial<PaymentView> = {}): PaymentView => ({
  direction: 'sent',
  outcome: 'paid',
  amount: toAmount(150n),
  fee: toAmount(2n),
  partner: hub,
  initiator: me,
  target: other,
  changedAt: day(1),
  order: 'order-1',
  ...change,
})
const transfer = (change: Partial<TransferView> = {}): TransferView => ({
  id: '00000000-0000-4000-8000-000000000000',
  asset: 'token',
  to: other,
  amount: toAmount(2_500n),
  fee: toAmount(42n * 10n ** 12n),
  hash,
  state: 'sent',
  problem: null,
  createdAt: day(2),
  changedAt: day(2),
  ...change,
})
const step = (change: Partial<ChainStepView> = {}): ChainStepView => ({
  id: 'step-1',
  kind: 'deposit',
  partner: hub,
  amount: toAmount(1_000n),
  state: 'done',
  hash,
  fee: toAmount(10n ** 15n),
  problem: null,
  createdAt: day(3),
  ...change,
})
const linesOf = (rows: Partial<ActivityRows>, title: string | null = 'Salt') =>
  activityCsv(
    { payments: [], transfers: [], chainSteps: [], orders: [{ id: 'order-1', label }], ...rows },
    { titleOf: () => title, token, coin: 'ETH' },
  ).split('\r\n')

test('a file of nothing says what its columns are', () => {
  expect(linesOf({})).toEqual([
    'date,kind,state,work,counterparty,in,out,moved,symbol,fee,feeSymbol,transaction,order,currency,rate,inCurrency',
    '',
  ])
})

test('a purchase went out with its fee in the token, and a sale came in without one', () => {
  const sale = payment({ direction: 'received', initiator: other, target: me, changedAt: day(2) })
  expect(linesOf({ payments: [sale, payment()] }).slice(1, 3)).toEqual([
    `2026-01-01T00:00:00.000Z,purchase,paid,Salt,${other},,1.5,,tUSD,0.02,tUSD,,order-1,,,`,
    `2026-01-02T00:00:00.000Z,sale,paid,Salt,${other},1.5,,,tUSD,0,tUSD,,order-1,,,`,
  ])
})

test('tips, credits and orders that are not known any more are told apart', () => {
  const received = { direction: 'received', initiator: other, target: me } as const
  const kinds = [
    payment({ order: null }),
    payment({ ...received, order: null }),
    payment({ ...received, initiator: hub, order: null }),
    payment({ order: 'order-9' }),
  ].map((one) =>
    linesOf({ payments: [one] })[1]
      ?.split(',')
      .slice(1, 4),
  )
  expect(kinds).toEqual([
    ['tip sent', 'paid', ''],
    ['tip received', 'paid', ''],
    ['credit', 'paid', ''],
    ['purchase', 'paid', ''],
  ])
})

test('what failed moved nothing', () => {
  const [, failed] = linesOf({ payments: [payment({ outcome: 'failed' })] })
  expect(failed).toContain(',purchase,failed,Salt,')
  expect(failed).toContain(',,0,,tUSD,0,tUSD,')
  expect(linesOf({ transfers: [transfer({ state: 'failed' })] })[1]).toContain(`${other},,0,,tUSD,,ETH,`)
  expect(linesOf({ chainSteps: [step({ state: 'failed' })] })[1]).toContain(`${hub},,,0,tUSD,0.001,ETH,`)
})

test('money out of the account went out, and money between account and connection only moved', () => {
  const coin = transfer({ asset: 'coin', amount: toAmount(10n ** 16n), createdAt: day(1) })
  expect(linesOf({ transfers: [transfer(), coin], chainSteps: [step({ fee: null, hash: null })] })).toEqual([
    expect.any(String),
    `2026-01-01T00:00:00.000Z,sent from account,sent,,${other},,0.01,,ETH,0.000042,ETH,${hash},,,,`,
    `2026-01-02T00:00:00.000Z,sent from account,sent,,${other},,25,,tUSD,0.000042,ETH,${hash},,,,`,
    `2026-01-03T00:00:00.000Z,channel deposit,done,,${hub},,,10,tUSD,,ETH,,,,,`,
    '',
  ])
})

test('a step on the chain names its transaction and what that cost', () => {
  expect(linesOf({ chainSteps: [step()] })[1]).toBe(
    `2026-01-03T00:00:00.000Z,channel deposit,done,,${hub},,,10,tUSD,0.001,ETH,${hash},,,,`,
  )
})

test('one’s own currency stands beside what came or went, where it was known then', () => {
  const rate = { currency: 'JPY', perToken: toAmount(150_300_000_000_000n) }
  const cells = (rows: Partial<ActivityRows>) => linesOf(rows)[1]?.split(',').slice(-3)
  expect(cells({ payments: [payment({ rate })] })).toEqual(['JPY', '150.3', '225'])
  expect(cells({ transfers: [transfer({ rate })] })).toEqual(['JPY', '150.3', '3758'])
  expect(cells({ payments: [payment()] })).toEqual(['', '', ''])
  expect(cells({ chainSteps: [step()] })).toEqual(['', '', ''])
})

test('what moved at the same time stands in the order in which it is told: payments, transfers, steps', () => {
  const createdAt = day(1)
  const lines = linesOf({
    payments: [payment({ order: 'first' }), payment({ order: 'second' })],
    transfers: [transfer({ createdAt })],
    chainSteps: [step({ createdAt })],
  })
  expect(lines.slice(1, -1).map((line) => line.split(',').filter((_, at) => [1, 12].includes(at)))).toEqual([
    ['purchase', 'first'],
    ['purchase', 'second'],
    ['sent from account', ''],
    ['channel deposit', ''],
  ])
})

test('no title becomes a formula, or a line of its own', () => {
  expect(linesOf({ payments: [payment()] }, '=HYPERLINK("x")')[1]).toContain(`,"'=HYPERLINK(""x"")",`)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const csv = linesOf({ payments: [payment()] }, title).join('\r\n')
      const field = /paid,("(?:[^"]|"")*"|[^,\r\n]*),0x/.exec(csv)?.[1] ?? 'none'
      expect(field.replace(/^"/, '')).not.toMatch(/^[=+\-@]/)
    }),
  )
})
