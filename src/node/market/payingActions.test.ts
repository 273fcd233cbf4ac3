import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Transfer } from '../../raiden/payments.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { secret as secretSchema, secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { payingActions } from './payingActions.ts'
import type { PaymentLookup } from './paymentLookup.ts'
import type { Purchase } from './purchases.ts'
import { chain } from './testing/marketFixtures.ts'

type Options = Parameters<typeof payingActions>[0]
type Registered = Awaited<ReturnType<Options['registry']['findSecret']>>

const start = Date.UTC(2030, 0, 1)
const dayMs = 24 * 3_600_000
const revealTimeoutMs = 10_000
const lockMs = 30_000
const lockEnd = start + lockMs
const secret = secretSchema.parse(`0x${'55'.repeat(32)}`)
const hash = secretHash.parse(`0x${'77'.repeat(32)}`)
const account = toAddress(`0x${'33'.repeat(20)}`)
const isDown = new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')

let now: number
let isTimeKnown: boolean
let kept: Purchase
let found: Exclude<PaymentLookup, { state: 'unavailable' }> | ErrorCode
let registered: Registered
const onChange = vi.fn<(id: string) => void>()
const sendPayment = vi.fn<Options['payments']['pay']>()

beforeEach(() => {
  now = start
  isTimeKnown = true
  kept = purchaseIn('paying')
  found = { state: 'unknown' }
  registered = null
  onChange.mockReset()
  sendPayment.mockReset().mockResolvedValue()
})

const invoice = {
  secretHash: hash,
  seller: account,
  amount: toAmount(100n),
  paymentId: 9n,
  expiry: start + 600_000,
  accessUntil: start + 30 * dayMs,
}

function purchaseIn(state: Purchase['state'], change: Partial<Purchase> = {}): Purchase {
  return {
    id: 'order',
    state,
    invoice: { invoice },
    maximumFee: toAmount(5n),
    lockExpiration: null,
    deadline: start + 640_000,
    ...change,
  } as unknown as Purchase
}

const sent = (change: Partial<Transfer> = {}): Transfer => ({
  secretHash: hash,
  direction: 'sent',
  state: 'pending',
  secret: null,
  token: chain.token,
  amount: toAmount(100n),
  fee: 2n,
  paymentId: 1n,
  initiator: account,
  target: account,
  partner: account,
  expiration: lockEnd,
  startedAt: start,
  changedAt: start,
  ...change,
})

/** Looks at the payment of an order that is on disk as it is given. */
async function look(purchase: Purchase = kept, action: 'pay' | 'awaitReturn' = 'pay') {
  kept = purchase
  const options = {
    payments: {
      lookup: async () => {
        if (typeof found === 'string') throw found === isDown.code ? isDown : new BuskerError(found, 'No.')
        return found
      },
      pay: sendPayment,
    },
    registry: { findSecret: async (of: string) => (of === hash ? registered : null) },
    purchases: {
      get: () => kept,
      update: (_id: string, change: Partial<Purchase>) => (kept = { ...kept, ...change }),
    },
    chain,
    revealTimeoutMs,
    lockMs,
    now: () => now,
    isTimeKnown: () => isTimeKnown,
    onChange,
  } as unknown as Options
  return await payingActions(options)[action](purchase)
}

describe('paying', () => {
  test('sends what the invoice says, to whom it says, with the fee that the person allowed', async () => {
    expect(await look()).toBeNull()
    expect(sendPayment).toHaveBeenCalledExactlyOnceWith({
      secretHash: hash,
      target: account,
      token: chain.token,
      amount: 100n,
      paymentId: 9n,
      maximumFee: 5n,
      lockTimeoutSeconds: null,
    })
  })

  test('looks at once what became of it', async () => {
    sendPayment.mockImplementation(async () => void (found = sent({ state: 'revealed', secret })))
    expect(await look()).toMatchObject({ on: 'secretLearned', change: { secret } })
  })

  test('is not begun when too little time is left, to the millisecond', async () => {
    now = invoice.expiry - 5_000
    expect(await look()).toMatchObject({ on: 'ranOut', change: { code: 'ORDER_EXPIRED', deadline: null } })
    expect(sendPayment).not.toHaveBeenCalled()
    now -= 1
    expect(await look()).toBeNull()
    expect(sendPayment).toHaveBeenCalledOnce()
  })

  test('is not begun while the chain’s time is unknown', async () => {
    isTimeKnown = false
    await expect(look()).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
    expect(sendPayment).not.toHaveBeenCalled()
  })

  test.each<ErrorCode>([
    'RAIDEN_NO_ROUTE',
    'RAIDEN_FEE_ABOVE_CAP',
    'RAIDEN_BALANCE_TOO_LOW',
    'RAIDEN_HASH_MISMATCH',
    'RAIDEN_LOCK_TIMEOUT',
  ])('ends the order when nothing was locked and a retry would not help: %s', async (code) => {
    sendPayment.mockRejectedValueOnce(new BuskerError(code, 'No.'))
    expect(await look()).toEqual({ on: 'notSent', change: { code, message: 'No.', deadline: null } })
  })

  test.each<ErrorCode>(['PROCESS_CRASHED', 'PROCESS_NOT_RUNNING', 'RAIDEN_HUB_UNREACHABLE'])(
    'is tried again when nobody knows what became of it: %s',
    async (code) => {
      sendPayment.mockRejectedValueOnce(new BuskerError(code, 'No.'))
      await expect(look()).rejects.toMatchObject({ code })
    },
  )

  test('is not done twice, whatever became of the first payment', async () => {
    now = invoice.expiry
    for (const [state, on] of [
      ['failed', 'lockRanOut'],
      ['revealed', 'secretLearned'],
      ['paid', 'secretLearned'],
    ] as const) {
      found = sent({ state, secret: state === 'failed' ? null : secret, expiration: now + lockMs })
      expect(await look()).toMatchObject({ on })
    }
    found = sent({ expiration: now + lockMs })
    expect(await look()).toEqual({ until: now + 10_000 })
    expect(sendPayment).not.toHaveBeenCalled()
  })
})

test('once a lock is seen, until when the order waits is written and told, once', async () => {
  found = sent()
  await look()
  expect(kept).toMatchObject({ lockExpiration: lockEnd, deadline: lockEnd + revealTimeoutMs })
  await look()
  expect(onChange.mock.calls).toEqual([['order']])
})

test('a lock that is first seen when the time of its invoice is over is waited for until its own end', async () => {
  found = sent()
  const late = purchaseIn('paying', { deadline: start })
  now = start
  expect(await look(late)).toMatchObject({ until: expect.any(Number) as number })
  expect(kept.deadline).toBe(lockEnd + revealTimeoutMs)
})

test('a lock that is pending for ten seconds is worth a word, with the time by which it is decided', async () => {
  found = sent()
  now = start + 9_999
  expect(await look()).toEqual({ until: start + 10_000 })
  now = start + 10_000
  await expect(look()).rejects.toMatchObject({
    code: 'ORDER_LOCK_PENDING',
    message: expect.stringContaining(new Date(lockEnd + revealTimeoutMs).toISOString()) as string,
  })
  expect(await look(purchaseIn('refunding'))).toEqual({ until: start + 10_000 })
})

test('while the chain’s time is unknown a lock is only waited for', async () => {
  found = sent()
  isTimeKnown = false
  now = lockEnd + dayMs
  expect(await look()).toBeNull()
})

test('a payment that Raiden has lost is neither paid nor over, whatever the time is', async () => {
  now = start + 595_001
  found = { state: 'unknown' }
  expect(await look(purchaseIn('refunding'), 'awaitReturn')).toEqual({
    on: 'notSent',
    change: { deadline: null },
  })
})

test('what the seller gave as its reason is kept when the money is back', async () => {
  found = sent({ state: 'failed' })
  const reason = { code: 'ORDER_LOCK_UNFIT', message: 'It does not fit.' } as const
  expect(await look(purchaseIn('refunding', reason), 'awaitReturn')).toEqual({
    on: 'lockRanOut',
    change: { deadline: null },
  })
  expect(kept.lockExpiration).toBe(lockEnd)
  expect(await look(purchaseIn('paying', reason))).toMatchObject({
    on: 'lockRanOut',
    change: { code: 'ORDER_LOCK_RAN_OUT', deadline: null },
  })
})

test('a secret that comes back is the payment, with what the hub took', async () => {
  found = sent({ state: 'revealed', secret })
  expect(await look(purchaseIn('refunding'), 'awaitReturn')).toEqual({
    on: 'secretLearned',
    change: { secret, fee: 2n, code: null, message: null, deadline: start + 30 * dayMs },
  })
  expect(kept.lockExpiration).toBeNull()
})

test.each([
  ['as long as the policy allows it', 30 * dayMs, 30 * dayMs],
  ['ninety days at most', 91 * dayMs, 90 * dayMs],
  ['a day at least', dayMs - 1, dayMs],
])('opening what was paid for is tried %s', async (_what, accessMs, triedMs) => {
  found = sent({ state: 'paid', secret })
  const signed = { invoice: { ...invoice, accessUntil: start + accessMs } } as Purchase['invoice']
  expect(await look(purchaseIn('paying', { invoice: signed }))).toMatchObject({
    change: { deadline: start + triedMs },
  })
})

test('while Raiden does not run that is said, until the order’s time is over; other failures always', async () => {
  found = 'PROCESS_NOT_RUNNING'
  const waiting = purchaseIn('paying', { lockExpiration: lockEnd, deadline: lockEnd + revealTimeoutMs })
  now = lockEnd + revealTimeoutMs - 1
  await expect(look(waiting)).rejects.toBe(isDown)
  isTimeKnown = false
  now += dayMs
  await expect(look(waiting)).rejects.toBe(isDown)
  isTimeKnown = true
  expect(await look(waiting)).toMatchObject({ on: 'lockRanOut' })
  found = 'RAIDEN_FAILED'
  await expect(look(waiting)).rejects.toMatchObject({ code: 'RAIDEN_FAILED' })
})

test.each<[string, Registered, object]>([
  [
    'registered in time: it is paid',
    { secret, registeredAt: lockEnd - 1 },
    { on: 'secretLearned', change: { secret, fee: null } },
  ],
  [
    'registered too late: the money is the buyer’s',
    { secret, registeredAt: lockEnd },
    { on: 'lockRanOut', change: { code: 'ORDER_HUB_SILENT', deadline: null } },
  ],
  [
    'never registered: the money is the buyer’s',
    null,
    { on: 'lockRanOut', change: { code: 'ORDER_HUB_SILENT', deadline: null } },
  ],
])(
  'past its time the chain alone decides about a lock; its secret was %s',
  async (_what, onChain, outcome) => {
    found = sent()
    registered = onChain
    now = lockEnd + revealTimeoutMs
    expect(await look(purchaseIn('paying', { deadline: now }))).toMatchObject(outcome)
  },
)

test('a secret on chain is the payment also where no lock was ever seen here', async () => {
  found = 'PROCESS_CRASHED'
  registered = { secret, registeredAt: start + 5 * dayMs }
  now = start + 6 * dayMs
  expect(await look()).toMatchObject({ on: 'secretLearned', change: { secret } })
})
