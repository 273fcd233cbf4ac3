import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Transfer, TransferLookup } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { clockToleranceMs } from './orderTime.ts'
import { saleActions, type SaleActionOptions } from './saleActions.ts'
import type { Sale } from './sales.ts'
import { token } from './testing/marketFixtures.ts'
import { createOrder, createPeople, createWork, orderTime as now } from './testing/orderFixture.ts'
import { transferMatches } from './transferMatches.ts'

const revealTimeoutMs = 10_000
const elsewhere = toAddress(`0x${'99'.repeat(20)}`)
const lockMs = 30_000
let sale: Sale

beforeAll(async () => {
  const { artist, listener } = await createPeople()
  const order = await createOrder(artist, listener, await createWork(artist))
  sale = order.sale
})

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
function actionsFinding(found: TransferLookup | BuskerError, changes: Partial<SaleActionOptions> = {}) {
  const parts = {
    release: vi.fn<SaleActionOptions['payments']['release']>().mockResolvedValue(),
    findSecret: vi.fn<SaleActionOptions['registry']['findSecret']>().mockResolvedValue(null),
    registerSecret: vi.fn<SaleActionOptions['registry']['registerSecret']>().mockResolvedValue(),
    update: vi.fn<SaleActionOptions['sales']['update']>(),
    recordGrant: vi.fn<SaleActionOptions['recordGrant']>(),
    send: vi.fn<SaleActionOptions['mailbox']['send']>().mockResolvedValue(),
  }
  const { release, findSecret, registerSecret, update, recordGrant, send } = parts
  const lookup = async () => {
    if (found instanceof BuskerError) throw found
    return found
  }
  const registrationCost = async () => ({ costWei: 10n, balanceWei: 10n })
  const actions = saleActions({
    payments: { lookup, release } as unknown as SaleActionOptions['payments'],
    registry: { findSecret, registerSecret, registrationCost },
    mailbox: { send },
    sales: { findGranted: () => undefined, update } as unknown as SaleActionOptions['sales'],
    debts: { isAtLimit: () => false } as unknown as SaleActionOptions['debts'],
    chain: { token },
    revealTimeoutMs,
    lockMs,
    valueOfGas: (wei) => toAmount(wei),
    now: () => now,
    isTimeKnown: () => true,
    recordGrant,
    ...changes,
  })
  return {
    ...parts,
    watch: (of: Sale) => actions.watch(of),
    refuse: (of: Sale) => actions.refuse(of),
    releaseSale: (of: Sale) => actions.release(of),
  }
}
const isDown = new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')
type Result = Awaited<ReturnType<ReturnType<typeof actionsFinding>['releaseSale']>>
const commit = (result: Result) => {
  if (result !== null && 'on' in result) result.inSameTransaction?.()
}

describe('while the payment is waited for', () => {
  test('the transfer that fits is taken, and when its lock runs out is written', async () => {
    const transfer = transferWith()
    expect(await actionsFinding(transfer).watch(sale)).toMatchObject({
      on: 'matched',
      change: { lockExpiration: transfer.expiration, deadline: transfer.expiration + revealTimeoutMs },
      onConflict: { on: 'lockRefused', change: { code: 'ORDER_PAID_BY_ANOTHER' } },
    })
  })

  test.each<[string, () => Partial<Transfer>, () => Partial<SaleActionOptions>, string]>([
    ['does not fit', () => ({ amount: toAmount(1n) }), () => ({}), 'ORDER_LOCK_UNFIT'],
    [
      'pays for what the recipient has already',
      () => ({}),
      () => ({ sales: { findGranted: () => sale } as unknown as SaleActionOptions['sales'] }),
      'ORDER_PAID_BY_ANOTHER',
    ],
    [
      'comes over a hub that owes too much',
      () => ({}),
      () => ({ debts: { isAtLimit: () => true } as unknown as SaleActionOptions['debts'] }),
      'ORDER_LOCK_REFUSED',
    ],
  ])('one that %s is refused with a reason', async (_, change, options, code) => {
    const seller = actionsFinding(transferWith(change()), options())
    expect(await seller.watch(sale)).toMatchObject({ on: 'lockRefused', change: { code } })
  })

  test('an order without a transfer runs out with its deadline, and one that was taken back at once', async () => {
    const none = actionsFinding({ state: 'unknown' })
    expect(await none.watch({ ...sale, deadline: now + 1 })).toBeNull()
    expect(await none.watch({ ...sale, deadline: now })).toMatchObject({ on: 'ranOut' })
    const back = actionsFinding(transferWith({ state: 'failed' }))
    expect(await back.watch(sale)).toMatchObject({ on: 'ranOut' })
  })

  test('while Raiden does not run that is said, until nobody can take a lock any more that is on its way', async () => {
    const seller = actionsFinding(isDown)
    await expect(seller.watch({ ...sale, deadline: now - lockMs + 1 })).rejects.toBe(isDown)
    expect(await seller.watch({ ...sale, deadline: now - lockMs })).toEqual({
      on: 'ranOut',
      change: { deadline: null },
    })
    const unknown = actionsFinding(isDown, { isTimeKnown: () => false })
    await expect(unknown.watch({ ...sale, deadline: now - lockMs })).rejects.toBe(isDown)
  })

  test('while the chain’s time is unknown nothing runs out, and no transfer is taken', async () => {
    const isTimeKnown = () => false
    const none = actionsFinding({ state: 'unknown' }, { isTimeKnown })
    expect(await none.watch({ ...sale, deadline: now })).toBeNull()
    const locked = actionsFinding(transferWith(), { isTimeKnown })
    await expect(locked.watch(sale)).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
  })
})

describe('a payment that is not taken', () => {
  const refused = () =>
    ({ ...sale, code: 'ORDER_LOCK_UNFIT', message: 'It does not fit.', deadline: now + 1 }) as const

  test('is told of in a letter to its buyer, which waits until the lock has run out', async () => {
    const seller = actionsFinding({ state: 'unknown' })
    expect(await seller.refuse(refused())).toEqual({ on: 'refusalSent', change: { deadline: null } })
    const { buyer, request } = sale.request
    expect(seller.send).toHaveBeenCalledExactlyOnceWith(
      buyer,
      request.ticket,
      { kind: 'declined', code: 'ORDER_LOCK_UNFIT', message: 'It does not fit.' },
      now + 1 + lockMs,
    )
  })

  test('needs no letter where there is nothing to say, nor once its lock has run out', async () => {
    const seller = actionsFinding({ state: 'unknown' })
    for (const unsaid of [{ code: null }, { message: null }]) {
      expect(await seller.refuse({ ...refused(), ...unsaid })).toMatchObject({ on: 'refusalSent' })
    }
    for (const deadline of [now, null]) {
      expect(await seller.refuse({ ...refused(), deadline })).toEqual({
        on: 'ranOut',
        change: { deadline: null },
      })
    }
    const unknown = actionsFinding({ state: 'unknown' }, { isTimeKnown: () => false })
    expect(await unknown.refuse({ ...refused(), deadline: null })).toMatchObject({ on: 'ranOut' })
    expect([seller.send.mock.calls.length, unknown.send.mock.calls.length]).toEqual([0, 0])
  })
})

describe('when the payment fits', () => {
  test('that the secret leaves is written, then it is released; access waits for the money', async () => {
    const transfer = transferWith()
    const seller = actionsFinding(transfer)
    expect(await seller.releaseSale(sale)).toEqual({ until: transfer.expiration - revealTimeoutMs })
    expect(seller.update).toHaveBeenCalledExactlyOnceWith(sale.id, { releasedAt: now })
    expect(seller.release).toHaveBeenCalledExactlyOnceWith(sale.secretHash, sale.secret)
    expect(seller.update.mock.invocationCallOrder[0]).toBeLessThan(
      seller.release.mock.invocationCallOrder[0] ?? 0,
    )
    expect(seller.registerSecret).not.toHaveBeenCalled()
    expect(seller.recordGrant).not.toHaveBeenCalled()
  })

  test('what is paid grants access, in the same transaction', async () => {
    const seller = actionsFinding(transferWith({ state: 'paid', secret: sale.secret }))
    const result = await seller.releaseSale(sale)
    expect(result).toMatchObject({ on: 'unlocked' })
    expect([seller.release.mock.calls.length, seller.recordGrant.mock.calls.length]).toEqual([0, 0])
    commit(result)
    expect(seller.recordGrant).toHaveBeenCalledExactlyOnceWith(sale)
  })

  test('a lock that ran out after the secret was out is a debt, and the buyer has access', async () => {
    const seller = actionsFinding(transferWith({ state: 'failed', secret: sale.secret }))
    const result = await seller.releaseSale(sale)
    expect(result).toMatchObject({ on: 'withheld', change: { debt: sale.amount, code: 'SALE_WITHHELD' } })
    commit(result)
    expect(seller.recordGrant).toHaveBeenCalledExactlyOnceWith(sale)
  })

  test('a lock that ran out with the secret unreleased grants nothing', async () => {
    const seller = actionsFinding(transferWith({ state: 'failed' }))
    const result = await seller.releaseSale(sale)
    expect(result).toMatchObject({ on: 'neverReleased' })
    commit(result)
    expect(seller.recordGrant).not.toHaveBeenCalled()
  })

  test('a secret that is out is registered on chain when the lock is about to run out, and not before', async () => {
    const revealed = { state: 'revealed', secret: sale.secret } as const
    const early = actionsFinding(transferWith({ ...revealed, expiration: now + revealTimeoutMs + 1 }))
    expect(await early.releaseSale(sale)).toEqual({ until: now + 1 })
    expect(early.registerSecret).not.toHaveBeenCalled()
    const late = actionsFinding(transferWith({ ...revealed, expiration: now + revealTimeoutMs }))
    expect(await late.releaseSale(sale)).toBeNull()
    expect(late.registerSecret).toHaveBeenCalledExactlyOnceWith(sale.secret)
    const over = actionsFinding(transferWith({ ...revealed, expiration: now }))
    expect(await over.releaseSale(sale)).toBeNull()
    expect(over.registerSecret).not.toHaveBeenCalled()
    const secretKept = actionsFinding(transferWith({ expiration: now + 1 }))
    await secretKept.releaseSale(sale)
    expect(secretKept.registerSecret).not.toHaveBeenCalled()
  })

  test.each<[string, bigint, bigint, string]>([
    ['costs as much as it brings', 100n, 100n, 'SALE_NOT_WORTH_GAS'],
    ['costs one unit more than the account has', 10n, 9n, 'SALE_GAS_MISSING'],
  ])('a secret is not registered where that %s', async (_, costWei, balanceWei, code) => {
    const registerSecret = vi.fn<SaleActionOptions['registry']['registerSecret']>()
    const registrationCost = async () => ({ costWei, balanceWei })
    const registry = { findSecret: async () => null, registerSecret, registrationCost }
    const revealed = transferWith({ state: 'revealed', secret: sale.secret, expiration: now + 1 })
    await expect(actionsFinding(revealed, { registry }).releaseSale(sale)).rejects.toMatchObject({ code })
    expect(registerSecret).not.toHaveBeenCalled()
  })

  test('past its time only what is on chain counts, and only what was there before the lock ran out', async () => {
    const expiration = now - revealTimeoutMs
    const seller = actionsFinding(transferWith({ state: 'revealed', secret: sale.secret, expiration }))
    seller.findSecret.mockResolvedValue({ secret: sale.secret, registeredAt: expiration - 1 })
    expect(await seller.releaseSale(sale)).toMatchObject({ on: 'unlocked' })
    seller.findSecret.mockResolvedValue({ secret: sale.secret, registeredAt: expiration })
    expect(await seller.releaseSale(sale)).toMatchObject({ on: 'withheld', change: { debt: sale.amount } })
    expect(seller.release).not.toHaveBeenCalled()
  })

  test('a lock that runs out during the release is looked up again; any other failure is told', async () => {
    const seller = actionsFinding(transferWith())
    seller.release.mockRejectedValueOnce(new BuskerError('RAIDEN_TRANSFER_EXPIRED', 'Too late.'))
    expect(await seller.releaseSale(sale)).toMatchObject({ until: expect.any(Number) as number })
    seller.release.mockRejectedValueOnce(new BuskerError('PROCESS_NOT_RUNNING', 'Not now.'))
    await expect(seller.releaseSale(sale)).rejects.toMatchObject({ code: 'PROCESS_NOT_RUNNING' })
  })

  test('a transfer that Raiden has lost is never taken for unpaid before its time is over', async () => {
    const seller = actionsFinding({ state: 'unknown' })
    const locked = { ...sale, lockExpiration: now + 1 }
    await expect(seller.releaseSale(locked)).rejects.toMatchObject({ code: 'RAIDEN_TRANSFER_UNKNOWN' })
    expect(seller.release).not.toHaveBeenCalled()
  })

  test('when the secret left is written once, however often it is released', async () => {
    const seller = actionsFinding(transferWith())
    await seller.releaseSale({ ...sale, releasedAt: now - 5 })
    expect([seller.update.mock.calls.length, seller.release.mock.calls.length]).toEqual([0, 1])
  })

  test('while the chain’s time is unknown a secret is released, and nothing is registered', async () => {
    const revealed = transferWith({ state: 'revealed', secret: sale.secret, expiration: now + 1 })
    const seller = actionsFinding(revealed, { isTimeKnown: () => false })
    await expect(seller.releaseSale(sale)).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
    expect(seller.release).toHaveBeenCalledOnce()
    expect(seller.registerSecret).not.toHaveBeenCalled()
  })

  test.each<[string, TransferLookup | BuskerError]>([
    ['Raiden has lost', { state: 'unknown' }],
    ['Raiden, which does not run, cannot tell of', isDown],
  ])(
    'of a transfer that %s it counts whether the secret has left, once its time is over',
    async (_, found) => {
      const seller = actionsFinding(found)
      const over = { ...sale, lockExpiration: now - revealTimeoutMs, deadline: now + lockMs }
      expect(await seller.releaseSale(over)).toMatchObject({
        on: 'neverReleased',
        change: { deadline: null },
      })
      expect(await seller.releaseSale({ ...over, releasedAt: now - 1 })).toMatchObject({
        on: 'withheld',
        change: { debt: sale.amount },
      })
      seller.findSecret.mockResolvedValue({ secret: sale.secret, registeredAt: now - revealTimeoutMs - 1 })
      expect(await seller.releaseSale(over)).toEqual({
        on: 'unlocked',
        change: { deadline: null, code: null, message: null },
        inSameTransaction: expect.any(Function) as unknown,
      })
      const unseen = { ...sale, lockExpiration: null, deadline: now - revealTimeoutMs }
      expect(await seller.releaseSale(unseen)).toMatchObject({ on: 'unlocked' })
      const waiting = { ...over, lockExpiration: now - revealTimeoutMs + 1 }
      await expect(seller.releaseSale(waiting)).rejects.toBeInstanceOf(BuskerError)
    },
  )

  test('past its time a secret that never left is no debt', async () => {
    const seller = actionsFinding(transferWith({ expiration: now - revealTimeoutMs }))
    expect(await seller.releaseSale(sale)).toMatchObject({ on: 'neverReleased' })
  })

  test('a debt says whether claiming it was not worth its gas', async () => {
    const seller = actionsFinding(transferWith({ state: 'failed', secret: sale.secret }))
    expect(await seller.releaseSale({ ...sale, code: 'SALE_NOT_WORTH_GAS' })).toMatchObject({
      change: { deadline: null, message: expect.stringContaining('not worth the gas') as string },
    })
    expect(await seller.releaseSale(sale)).toMatchObject({
      change: { message: expect.not.stringContaining('gas') as string },
    })
  })
})
