import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Transfer, TransferLookup } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { clockToleranceMs } from './orderTime.ts'
import { saleActions, type SaleActionOptions, transferMatches } from './saleActions.ts'
import type { Sale } from './sales.ts'
import { token } from './testing/marketFixtures.ts'
import { MarketHarness } from './testing/marketHarness.ts'

const revealTimeoutMs = 10_000
const elsewhere = toAddress(`0x${'99'.repeat(20)}`)
const { signal } = new AbortController()
let harness: MarketHarness
let sale: Sale
let now: number

beforeEach(async () => {
  harness = await MarketHarness.open()
  const [artist, listener] = await Promise.all([harness.addTrader(), harness.addTrader()])
  await artist.start()
  await listener.start()
  await listener.buy(await harness.addWork(artist, 100n), { confirmed: null })
  await listener.waitUntil(() => artist.sales()[0]?.state === 'invoiced')
  const [ordered] = artist.sales()
  if (ordered === undefined) throw new Error('Nothing was ordered.')
  sale = ordered
  now = harness.now
})
afterEach(() => harness.close())

/** The transfer that pays the order, with some of it changed. */
const transferWith = (change: Partial<Transfer> = {}): Transfer => ({
  secretHash: sale.secretHash,
  direction: 'received',
  state: 'pending',
  secret: null,
  token,
  amount: sale.amount,
  fee: 0n,
  paymentId: sale.paymentId,
  initiator: sale.buyer,
  target: elsewhere,
  partner: elsewhere,
  expiration: now + revealTimeoutMs + 1,
  startedAt: sale.invoice.invoice.expiry + clockToleranceMs,
  changedAt: now,
  ...change,
})

describe('a transfer pays an order', () => {
  const matches = (change?: Partial<Transfer>) =>
    transferMatches(transferWith(change), sale, { token, revealTimeoutMs, now })

  test('when all of it fits, to the last moment in which it counts', () => {
    expect(matches()).toBe(true)
  })

  test.each<[string, () => Partial<Transfer>]>([
    ['sent', () => ({ direction: 'sent' })],
    ['of another hash', () => ({ secretHash: secretHash.parse(`0x${'77'.repeat(32)}`) })],
    ['of another identifier', () => ({ paymentId: sale.paymentId + 1n })],
    ['in another token', () => ({ token: elsewhere })],
    ['of less', () => ({ amount: toAmount(sale.amount - 1n) })],
    ['of more', () => ({ amount: toAmount(sale.amount + 1n) })],
    [
      'begun after the invoice ran out',
      () => ({ startedAt: sale.invoice.invoice.expiry + clockToleranceMs + 1 }),
    ],
    ['locked too briefly to be taken', () => ({ expiration: now + revealTimeoutMs })],
  ])('not when it is %s', (_, change) => expect(matches(change())).toBe(false))
})

/** The seller's actions, where Raiden finds this. */
function actionsFinding(found: TransferLookup, changes: Partial<SaleActionOptions> = {}) {
  const payments = {
    lookup: vi.fn<SaleActionOptions['payments']['lookup']>().mockResolvedValue(found),
    release: vi.fn<SaleActionOptions['payments']['release']>().mockResolvedValue(),
    registerOnChain: vi.fn<SaleActionOptions['payments']['registerOnChain']>().mockResolvedValue(),
  }
  const recordGrant = vi.fn<SaleActionOptions['recordGrant']>()
  const actions = saleActions({
    payments: payments as unknown as SaleActionOptions['payments'],
    sales: { findGranted: () => undefined } as unknown as SaleActionOptions['sales'],
    chain: { token },
    revealTimeoutMs,
    now: () => now,
    isTimeKnown: () => true,
    recordGrant,
    ...changes,
  })
  return { ...actions, payments, recordGrant }
}

describe('while the payment is waited for', () => {
  test('the transfer that fits is taken, and no other', async () => {
    expect(await actionsFinding(transferWith()).watch(sale, signal)).toEqual({
      on: 'matched',
      change: { deadline: null },
    })
    const tooLittle = actionsFinding(transferWith({ amount: toAmount(1n) }))
    expect(await tooLittle.watch(sale, signal)).toBeNull()
    expect(tooLittle.payments.lookup).toHaveBeenCalledWith(sale.secretHash, 'received')
  })

  test('one that pays for what the recipient has already is left to run out', async () => {
    const sales = { findGranted: () => sale } as unknown as SaleActionOptions['sales']
    expect(await actionsFinding(transferWith(), { sales }).watch(sale, signal)).toBeNull()
  })

  test('an order without a transfer runs out with its deadline, and one that was taken back at once', async () => {
    const none = actionsFinding({ state: 'unknown' })
    expect(await none.watch({ ...sale, deadline: now + 1 }, signal)).toBeNull()
    expect(await none.watch({ ...sale, deadline: null }, signal)).toBeNull()
    expect(await none.watch({ ...sale, deadline: now }, signal)).toEqual({ on: 'ranOut' })
    expect(await actionsFinding(transferWith({ state: 'failed' })).watch(sale, signal)).toEqual({
      on: 'ranOut',
    })
  })
})

test('while the chain’s time is unknown nothing runs out, and no transfer is taken', async () => {
  const isTimeKnown = () => false
  const none = actionsFinding({ state: 'unknown' }, { isTimeKnown })
  expect(await none.watch({ ...sale, deadline: now }, signal)).toBeNull()
  const locked = actionsFinding(transferWith(), { isTimeKnown })
  await expect(locked.watch(sale, signal)).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
})

describe('when the payment fits', () => {
  const granted = (result: Awaited<ReturnType<ReturnType<typeof saleActions>['release']>>) =>
    result?.inSameTransaction?.()

  test('the secret is released, and access waits for the money', async () => {
    const seller = actionsFinding(transferWith())
    expect(await seller.release(sale, signal)).toBeNull()
    expect(seller.payments.release).toHaveBeenCalledExactlyOnceWith(sale.secretHash, sale.secret)
    expect(seller.payments.registerOnChain).not.toHaveBeenCalled()
    expect(seller.recordGrant).not.toHaveBeenCalled()
  })

  test('what is paid grants access, in the same transaction', async () => {
    const seller = actionsFinding(transferWith({ state: 'paid', secret: sale.secret }))
    const result = await seller.release(sale, signal)
    expect(result).toMatchObject({ on: 'unlocked' })
    expect(seller.payments.release).not.toHaveBeenCalled()
    granted(result)
    expect(seller.recordGrant).toHaveBeenCalledExactlyOnceWith(sale)
  })

  test('a lock that ran out after the secret was out is a debt, and the buyer has access', async () => {
    const seller = actionsFinding(transferWith({ state: 'failed', secret: sale.secret }))
    const result = await seller.release(sale, signal)
    expect(result).toMatchObject({ on: 'withheld', change: { debt: sale.amount } })
    granted(result)
    expect(seller.recordGrant).toHaveBeenCalledExactlyOnceWith(sale)
  })

  test('a lock that ran out with the secret unreleased grants nothing', async () => {
    const seller = actionsFinding(transferWith({ state: 'failed' }))
    const result = await seller.release(sale, signal)
    expect(result).toEqual({ on: 'neverReleased' })
    expect(seller.recordGrant).not.toHaveBeenCalled()
  })

  test('a secret that is out is registered on chain when the lock is about to run out, and not before', async () => {
    const revealed = { state: 'revealed', secret: sale.secret } as const
    const early = actionsFinding(transferWith({ ...revealed, expiration: now + revealTimeoutMs }))
    await early.release(sale, signal)
    expect(early.payments.registerOnChain).not.toHaveBeenCalled()
    const late = actionsFinding(transferWith({ ...revealed, expiration: now + revealTimeoutMs - 1 }))
    await late.release(sale, signal)
    expect(late.payments.registerOnChain).toHaveBeenCalledExactlyOnceWith(sale.secretHash, sale.secret)
    const secretKept = actionsFinding(transferWith({ expiration: now + 1 }))
    await secretKept.release(sale, signal)
    expect(secretKept.payments.registerOnChain).not.toHaveBeenCalled()
  })

  test('a lock that runs out during the release is looked up again; any other failure is told', async () => {
    const seller = actionsFinding(transferWith())
    seller.payments.release.mockRejectedValueOnce(new BuskerError('RAIDEN_TRANSFER_EXPIRED', 'Too late.'))
    expect(await seller.release(sale, signal)).toBeNull()
    seller.payments.release.mockRejectedValueOnce(new BuskerError('PROCESS_NOT_RUNNING', 'Not now.'))
    await expect(seller.release(sale, signal)).rejects.toMatchObject({ code: 'PROCESS_NOT_RUNNING' })
  })

  test('a transfer that Raiden has lost is never taken for unpaid', async () => {
    const seller = actionsFinding({ state: 'unknown' })
    await expect(seller.release(sale, signal)).rejects.toMatchObject({ code: 'RAIDEN_TRANSFER_UNKNOWN' })
    expect(seller.payments.release).not.toHaveBeenCalled()
  })
})
