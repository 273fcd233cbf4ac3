import { expect, test, vi } from 'vitest'
import { address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { buyingHandlers } from './buyingHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const to = address.parse(`0x${'a1'.repeat(20)}`)
const quoteFee = vi.fn<() => Promise<Amount>>()
const handlers = buyingHandlers({ payments: { quoteFee }, maximumFee: toAmount(10n) })
const ask = (amount: bigint) => handlers.quoteFee({ to, amount: toAmount(amount) }, context)

test('a fee is quoted for this very payment', async () => {
  quoteFee.mockResolvedValueOnce(toAmount(10n))
  expect(await ask(100n)).toEqual({ fee: 10n })
  expect(quoteFee).toHaveBeenCalledExactlyOnceWith(to, 100n)
})

test('what costs nothing has no fee, and the hub is not asked', async () => {
  quoteFee.mockClear()
  expect(await ask(0n)).toEqual({ fee: 0n })
  expect(quoteFee).not.toHaveBeenCalled()
})

test('a hub that asks more than its profile allows is not believed', async () => {
  quoteFee.mockResolvedValueOnce(toAmount(11n))
  await expect(ask(100n)).rejects.toMatchObject({ code: 'RAIDEN_FEE_ABOVE_CAP' })
})
