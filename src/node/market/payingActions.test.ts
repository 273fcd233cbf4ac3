import { beforeEach, expect, test, vi } from 'vitest'
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

beforeEach(() => {
  now = start
  isTimeKnown = true
  kept = purchaseIn('paying')
  found = { state: 'unknown' }
  registered = null
  onChange.mockReset()
})

function purchaseIn(state: Purchase['state'], change: Partial<Purchase> = {}): Purchase {
  const invoice = {
    secretHash: hash,
    seller: account,
    expiry: start + 600_000,
    accessUntil: start + 30 * dayMs,
  }
  return {
    id: 'order',
    state,
    invoice: { invoice },
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
      pay: () => Promise.reject(new Error('Nothing may be paid here.')),
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

test('once a lock is seen, until when the order waits is written and told, once', async () => {
  found = sent()
  await look()
  expect(kept).toMatchObject({ lockExpiration: lockEnd, deadline: lockEnd + revealTimeoutMs })
  await look()
  expect(onChange.mock.calls).toEqual([['order']])
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
  const { invoice } = purchaseIn('paying').invoice ?? {}
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
