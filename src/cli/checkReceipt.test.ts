import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOrder, createPeople, createWork } from '../node/market/testing/orderFixture.ts'
import { receiptBegin, receiptEnd } from '../node/receipts/findReceipt.ts'
import { receiptFileMax } from '../shared/receiptFile.ts'
import { encodeText } from '../protocol/codec.ts'
import { receipt as receiptSchema } from '../protocol/purchase.ts'
import { checkReceipt } from './checkReceipt.ts'

let folder: string
let context: Parameters<typeof checkReceipt>[1]
const result = vi.fn<(value: unknown, text: string) => void>()
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-receipt-'))
  context = { folder, terminal: { result } } as unknown as typeof context
  result.mockReset()
})
afterEach(() => rm(folder, { recursive: true }))

async function checked(content: string | Uint8Array): Promise<void> {
  const file = join(folder, 'receipt.html')
  await writeFile(file, content)
  await checkReceipt(file, context)
}

test('a receipt in a file that cannot be read, or that is a folder, is named so', async () => {
  for (const file of [join(folder, 'no-such-receipt'), folder])
    await expect(checkReceipt(file, context)).rejects.toMatchObject({ code: 'CLI_FILE' })
})

test('a page is checked by its proof, and what else it says is not repeated', async () => {
  const people = await createPeople()
  const { receipt } = await createOrder(people.artist, people.listener, await createWork(people.artist))
  const proof = encodeText(receiptSchema, receipt)
  await checked(`<h1>Paid 1,000,000</h1><pre>${receiptBegin}\n${proof}\n${receiptEnd}</pre>`)
  const [value, text] = result.mock.calls[0] ?? []
  const { buyer, seller, label } = receipt.invoice.invoice
  expect(value).toMatchObject({ buyer, seller, label, amount: '100' })
  expect(text).toMatch(new RegExp(`^Genuine: ${buyer} paid ${seller} 100 base units of 0x`))
  expect(text).not.toContain('1,000,000')
})

test.each([
  ['of any size', new Uint8Array(8 * receiptFileMax).fill(0x61), 'RECEIPT_TOO_LARGE'],
  ['with two proofs', `${receiptBegin}a${receiptEnd}`.repeat(2), 'RECEIPT_AMBIGUOUS'],
  ['without one', '<!doctype html><title>Receipt</title>', 'RECEIPT_MISSING'],
  ['of noise', Uint8Array.from({ length: 4096 }, (_, at) => (at * 167) % 256), 'RECEIPT_MISSING'],
  ['with a proof of nothing', `${receiptBegin}AAAA${receiptEnd}`, 'PROTOCOL_MALFORMED'],
])('a file %s is refused with a code', async (_, content, code) => {
  await expect(checked(content)).rejects.toMatchObject({ code })
  expect(result).not.toHaveBeenCalled()
})
