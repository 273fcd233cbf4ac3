import { expect, test, vi } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { InvoiceQuotas, type InvoiceRequest } from './invoiceQuotas.ts'

const buyer = toAddress(`0x${'1'.repeat(40)}`)

function quotas(unpaid: number, open: number, hasPlace = true) {
  const countUnpaid = vi.fn<(of: string, since: number) => number>(() => unpaid)
  const takeStrangerPlace = vi.fn<() => boolean>(() => hasPlace)
  const made = new InvoiceQuotas({ countUnpaid, countOpen: () => open }, { takeStrangerPlace })
  const ask =
    (change: Partial<InvoiceRequest> = {}) =>
    () =>
      made.assertWithin({ buyer, amount: toAmount(1n), standing: 'connected', since: 7, ...change })
  return { ask, countUnpaid, takeStrangerPlace }
}
const refused = (code: string) => expect.objectContaining({ code }) as Error

test('a buyer has sixteen unpaid invoices at most, of those that can still be paid', () => {
  const { ask, countUnpaid } = quotas(15, 15)
  expect(ask()).not.toThrow()
  expect(countUnpaid).toHaveBeenCalledExactlyOnceWith(buyer, 7)
  expect(quotas(16, 16).ask()).toThrow(refused('ORDER_TOO_MANY_OPEN'))
})

test('where five hundred and twelve invoices wait, a buyer has one', () => {
  expect(quotas(1, 511).ask()).not.toThrow()
  expect(quotas(1, 512).ask()).toThrow(refused('SELLER_BUSY'))
  expect(quotas(0, 512).ask()).not.toThrow()
})

test('whoever has no channel gets nothing that costs something, and of what is free a place while there is one', () => {
  const { ask, takeStrangerPlace } = quotas(0, 0)
  expect(ask({ standing: 'stranger' })).toThrow(refused('BUYER_NOT_CONNECTED'))
  expect(takeStrangerPlace).not.toHaveBeenCalled()
  expect(ask({ standing: 'stranger', amount: toAmount(0n) })).not.toThrow()
  expect(takeStrangerPlace).toHaveBeenCalledOnce()
  const full = quotas(0, 0, false)
  expect(full.ask({ standing: 'stranger', amount: toAmount(0n) })).toThrow(refused('SELLER_BUSY'))
})

test('whom the hub could not vouch for takes a stranger’s place; who has a channel takes none', () => {
  expect(quotas(0, 0).ask({ standing: 'unknown' })).not.toThrow()
  expect(quotas(0, 0, false).ask({ standing: 'unknown' })).toThrow(refused('SELLER_BUSY'))
  const full = quotas(0, 0, false)
  expect(full.ask()).not.toThrow()
  expect(full.takeStrangerPlace).not.toHaveBeenCalled()
})
