import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaymentView, SaleView } from '../../shared/api/node.ts'
import { address, toLabel, workId } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { saveDialogHandlers, type SaveDialogOptions } from './saveDialogHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const buyer = address.parse(`0x${'ab'.repeat(20)}`)
const sale: SaleView = {
  id: 'order-1',
  state: 'delivered',
  label: toLabel('track', workId.parse('1f'.repeat(16)), 1),
  buyer,
  recipient: buyer,
  amount: toAmount(1_500_000n),
  debt: null,
  isDebtWaived: false,
  code: null,
  message: null,
  deadline: null,
  createdAt: Date.UTC(2026, 0, 2),
  changedAt: Date.UTC(2026, 0, 2),
}

const payment: PaymentView = {
  direction: 'received',
  outcome: 'paid',
  amount: toAmount(1_500_000n),
  fee: toAmount(0n),
  partner: buyer,
  initiator: buyer,
  target: buyer,
  changedAt: Date.UTC(2026, 0, 2),
  order: sale.id,
}

let folder: string
let offered: string
let chosen: string | null
let noted: string[][]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-save-'))
  chosen = join(folder, 'sales.csv')
  noted = []
})
afterEach(() => rm(folder, { recursive: true }))

const handlers = () =>
  saveDialogHandlers({
    host: {
      open: {
        handlers: {
          sales: async () => [sale],
          purchases: async () => [],
          payments: async () => [payment],
          transfers: async () => [],
          chainSteps: async () => [],
          receiptPage: async () => ({ page: '<!doctype html>' }),
        },
        workOf: () => ({ title: '=SUM(A1)' }),
        network: { token: { symbol: 'tUSD', decimals: 6 }, chain: { id: 31_337, coin: 'xCOIN' } },
      },
    },
    dialogs: {
      async chooseSavePath(_title: string, path: string) {
        offered = path
        return chosen
      },
    },
    logs: folder,
    documents: folder,
    noteRecent: async (kind: string, file: string) => void noted.push([kind, file]),
  } as unknown as SaveDialogOptions)
const save = () => handlers()['app.saveSales']({}, context)

test('what was sold is written where the person says, as a spreadsheet takes it', async () => {
  expect(await save()).toEqual({ file: chosen })
  expect(offered).toMatch(/busker-sales-\d{4}-\d\d-\d\d\.csv$/)
  const text = await readFile(chosen ?? '', 'utf8')
  expect(text).toMatch(/^\uFEFFdate,kind,type,work,/)
  expect(text).toContain(
    `\r\n2026-01-02T00:00:00.000Z,sale,track,'=SUM(A1),${buyer},${buyer},1.5,0,0,1.5,tUSD,`,
  )
})

test('nothing is written when the dialog is closed', async () => {
  chosen = null
  expect(await save()).toEqual({ file: null })
  expect([await readdir(folder), noted]).toEqual([[], []])
})

test('a receipt is written as a page, for oneself alone to read, and noted to be opened again', async () => {
  expect(await handlers()['app.saveReceipt']({ id: `0x${'ab'.repeat(32)}` }, context)).toEqual({
    file: chosen,
  })
  expect(offered).toMatch(/busker-receipt-abababab\.html$/)
  expect(await readFile(chosen ?? '', 'utf8')).toBe('<!doctype html>')
  expect((await stat(chosen ?? '')).mode & 0o777).toBe(0o600)
  expect(noted).toEqual([['receipt', chosen]])
})

test('everything that moved is written where the person says, with what it was for', async () => {
  expect(await handlers()['app.saveActivity']({}, context)).toEqual({ file: chosen })
  expect(offered).toMatch(/busker-activity-\d{4}-\d\d-\d\d\.csv$/)
  const text = await readFile(chosen ?? '', 'utf8')
  expect(text).toMatch(/^\uFEFFdate,kind,state,work,/)
  expect(text).toContain(
    `\r\n2026-01-02T00:00:00.000Z,sale,paid,'=SUM(A1),${buyer},1.5,,,tUSD,0,tUSD,,order-1`,
  )
})
