import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SaleView } from '../../shared/api/node.ts'
import { address, toLabel, workId } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { saleStateNames } from '../../shared/orderStates.ts'
import { salesCsv } from './salesCsv.ts'

const token = { symbol: 'tUSD', decimals: 18 }
const buyer = address.parse(`0x${'ab'.repeat(20)}`)
const friend = address.parse(`0x${'cd'.repeat(20)}`)
const track = toLabel('track', workId.parse('1f'.repeat(16)), 1)
const release = toLabel('release', workId.parse('2f'.repeat(16)), 3)
const coins = (count: number) => toAmount(BigInt(Math.round(count * 100)) * 10n ** 16n)

const sale = (change: Partial<SaleView> = {}): SaleView => ({
  id: 'order-1',
  state: 'delivered',
  label: track,
  buyer,
  recipient: buyer,
  amount: coins(1.5),
  debt: null,
  isDebtWaived: false,
  code: null,
  message: null,
  deadline: null,
  createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  changedAt: Date.UTC(2026, 5, 1),
  ...change,
})
const linesOf = (sales: readonly SaleView[], title: string | null = 'Salt') =>
  salesCsv(sales, () => title, token).split('\r\n')

test('a file of nothing says what its columns are', () => {
  expect(linesOf([])).toEqual([
    'date,kind,type,work,buyer,recipient,amount,fee,withheld,earned,symbol,label,order,buyerName,note,currency,rate,inCurrency',
    '',
  ])
})

test('a sale is one line, with exact amounts and the date on which it was paid', () => {
  const paidAt = Date.UTC(2026, 0, 3)
  expect(linesOf([sale({ paidAt, amount: toAmount(1_500_000_000_000_000_001n) })])[1]).toBe(
    `2026-01-03T00:00:00.000Z,sale,track,Salt,${buyer},${buyer},1.500000000000000001,0,0,1.500000000000000001,tUSD,${track},order-1,,,,,`,
  )
})

test('gifts, what is free, and releases are told apart; a work that is not known has no title', () => {
  const [, gift, free] = linesOf(
    [
      sale({ recipient: friend }),
      sale({ label: release, amount: coins(0), recipient: friend, createdAt: Date.UTC(2026, 0, 9) }),
    ],
    null,
  )
  expect(gift).toContain(`,gift,track,,${buyer},${friend},1.5,`)
  expect(linesOf([sale({ amount: coins(0), isByCode: true })])[1]).toContain(',code,')
  expect(free).toContain(`2026-01-09T00:00:00.000Z,free,release,,${buyer},${friend},0,0,0,0,`)
})

test('what the hub withheld is not earned, whether it was given up or not', () => {
  const owed = { state: 'paid', debt: coins(0.4) } as const
  for (const isDebtWaived of [true, false])
    expect(linesOf([sale({ ...owed, isDebtWaived })])[1]).toContain(',1.5,0,0.4,1.1,tUSD,')
})

test('what was never paid, and new editions for who owns one, are no sales', () => {
  const sales = [
    ...saleStateNames.map((state) => sale({ state, id: state })),
    sale({ amount: coins(0), isNewEdition: true, id: 'edition' }),
  ]
  const ids = linesOf(sales)
    .slice(1, -1)
    .map((line) => line.split(',').at(-6))
  expect(ids).toEqual(['paid', 'delivered'])
})

test('what a buyer says of themselves is in the line, and is no formula', () => {
  const greeting = { name: '=1+1', note: 'For the train', wantsThanks: true }
  expect(linesOf([sale({ greeting })])[1]).toContain(",order-1,'=1+1,For the train")
})

test('each part that was paid back is a line of its own below nothing, on the day on which it was, with what that took', () => {
  const refund = { endsAccess: false, isTakenBack: false, code: null, message: null }
  const part = (amount: number, month: number, fee: number) =>
    ({
      ...refund,
      state: 'refunded',
      amount: coins(amount),
      paidAt: Date.UTC(2026, month, 1),
      fee: coins(fee),
    }) as const
  const lines = linesOf([
    sale({ refunds: [part(0.5, 3, 0.1), part(1, 4, 0)] }),
    sale({ id: 'other', createdAt: Date.UTC(2026, 1, 1) }),
  ])
  expect(
    lines
      .slice(1, -1)
      .map((line) => line.split(',').filter((_, index) => [0, 1, 6, 7, 9, 12].includes(index))),
  ).toEqual([
    ['2026-01-02T03:04:05.000Z', 'sale', '1.5', '0', '1.5', 'order-1'],
    ['2026-02-01T00:00:00.000Z', 'sale', '1.5', '0', '1.5', 'other'],
    ['2026-04-01T00:00:00.000Z', 'refund', '-0.5', '0.1', '-0.6', 'order-1'],
    ['2026-05-01T00:00:00.000Z', 'refund', '-1', '0', '-1', 'order-1'],
  ])
  const waiting = { ...refund, amount: coins(1), state: 'paying', paidAt: null, fee: null } as const
  expect(linesOf([sale({ refunds: [waiting] })])).toHaveLength(3)
})

test('the artist’s own currency stands where it was known when the money moved, and nowhere else', () => {
  const rate = (perToken: string) => ({ currency: 'EUR', perToken: toAmount(BigInt(perToken)) })
  const refund = {
    amount: coins(1.5),
    endsAccess: false,
    isTakenBack: false,
    code: null,
    message: null,
    fee: coins(0),
  }
  const paidBack = { ...refund, state: 'refunded', paidAt: Date.UTC(2026, 3, 1) } as const
  const lines = linesOf([
    sale({ rate: rate('921566820276'), refunds: [{ ...paidBack, rate: rate('900000000000') }] }),
    sale({ id: 'before', createdAt: Date.UTC(2026, 1, 1) }),
    sale({ id: 'free', amount: coins(0), createdAt: Date.UTC(2026, 1, 2) }),
  ])
  expect(lines.slice(1, -1).map((line) => line.split(',').slice(-3))).toEqual([
    ['EUR', '0.921566820276', '1.38'],
    ['', '', ''],
    ['', '', ''],
    ['EUR', '0.9', '-1.35'],
  ])
})

test('the oldest comes first', () => {
  const at = (day: number) => sale({ createdAt: Date.UTC(2026, 0, day), id: String(day) })
  expect(linesOf([at(3), at(1), at(2)]).map((line) => line.split(',').at(-6))).toEqual([
    'order',
    '1',
    '2',
    '3',
    undefined,
  ])
})

describe('a title that somebody chose', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])(
    'is no formula for a spreadsheet: %j',
    (title) => {
      const work = fieldsOf(salesCsv([sale()], () => title, token))[1]?.[3]
      expect(work).toBe(`'${title}`)
    },
  )

  test('is left alone where it only holds what a formula begins with', () => {
    expect(linesOf([sale()], 'Hold-up =)')[1]).toContain(',Hold-up =),')
  })

  test('stays one field of one line, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (title) => {
        const rows = fieldsOf(salesCsv([sale(), sale()], () => title, token))
        expect(rows).toHaveLength(3)
        expect(rows.every((row) => row.length === 18)).toBe(true)
        expect([title, `'${title}`]).toContain(rows[1]?.[3])
        expect(rows[1]?.[3]).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})

/** Reads CSV as RFC 4180 has it. */
function fieldsOf(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/gy
  for (const [, quoted, plain, end] of csv.matchAll(field)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
