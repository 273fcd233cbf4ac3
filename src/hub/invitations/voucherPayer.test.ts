import pino from 'pino'
import { beforeEach, expect, test, vi } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { Steps } from '../../database/steps.ts'
import { hashSecret } from '../../protocol/purchase.ts'
import type { Outcome, PaymentIntent, TransferLookup } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, address, type Secret, type SecretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { VoucherPayer, type VoucherPayerParts } from './voucherPayer.ts'
import { Vouchers } from './vouchers.ts'

const [anna, bo, token] = ['1', '2', '3'].map((digit) => address.parse(`0x${digit.repeat(40)}`)) as [
  Address,
  Address,
  Address,
]
const credit = toAmount(5n)
const none = function* (): Steps<void> {
  yield* []
}

/** Raiden as a hub sees it: it locks what it is asked to, once for a secret hash, and can die at two moments. */
class MemoryPayments {
  readonly sent = new Map<SecretHash, { intent: PaymentIntent; state: 'pending' | 'paid' | 'failed' }>()
  dies: 'before' | 'after' | null = null
  #onOutcome: (outcome: Outcome) => void = none
  #onReady: () => void = none

  lookup = async (hash: SecretHash): Promise<TransferLookup> => {
    const sent = this.sent.get(hash)
    return sent === undefined ? { state: 'unknown' } : ({ state: sent.state } as TransferLookup)
  }
  pay = async (intent: PaymentIntent, secret?: Secret): Promise<void> => {
    if (secret === undefined || hashSecret(secret) !== intent.secretHash) throw new Error('Another secret.')
    this.#dieAt('before')
    if (!this.sent.has(intent.secretHash)) this.sent.set(intent.secretHash, { intent, state: 'pending' })
    this.#dieAt('after')
  }
  onOutcome = (listener: (outcome: Outcome) => void) => {
    this.#onOutcome = listener
    return none
  }
  onReady = (listener: () => void) => {
    this.#onReady = listener
    return none
  }
  settle(state: 'paid' | 'failed'): void {
    for (const sent of this.sent.values()) if (sent.state === 'pending') sent.state = state
    this.#onOutcome({} as Outcome)
  }
  restart(): void {
    this.#onReady()
  }
  paidTo(account: Address): bigint {
    const paid = [...this.sent.values()].filter(({ state }) => state === 'paid')
    return paid
      .filter(({ intent }) => intent.target === account)
      .reduce((sum, { intent }) => sum + intent.amount, 0n)
  }
  #dieAt(moment: 'before' | 'after'): void {
    if (this.dies !== moment) return
    this.dies = null
    throw new BuskerError('PROCESS_CRASHED', 'The Raiden node died.')
  }
}

let store: HubStore
let vouchers: Vouchers
let raiden: MemoryPayments
let opened: Address[]
const log = pino({ level: 'silent' })

beforeEach(() => {
  store = openHubStore(':memory:')
  vouchers = new Vouchers(new SqliteEngine(store), createManualClock().now)
  raiden = new MemoryPayments()
  opened = []
})

async function startPayer(parts: Partial<VoucherPayerParts> = {}): Promise<VoucherPayer> {
  const funding = { open: async (account: Address) => (opened.push(account), credit) }
  const payer = new VoucherPayer({ vouchers, funding, raiden, token, log, ...parts })
  await payer.start()
  return payer
}

const claimFor = async (account: Address) => vouchers.claim(await vouchers.issue(credit, null), account, none)

test('the channel is opened first, then the credit is paid over it, once', async () => {
  const payer = await startPayer()
  const { hash } = await claimFor(anna)
  payer.wake(hash)
  payer.wake(hash)
  await vi.waitFor(() => expect(raiden.sent.size).toBe(1))
  expect(opened).toEqual([anna])
  const [{ intent } = { intent: undefined }] = raiden.sent.values()
  expect(intent).toMatchObject({ target: anna, token, amount: credit, maximumFee: 0n })
  await payer.stop()
  const again = await startPayer()
  raiden.settle('paid')
  await vi.waitFor(async () => expect(await vouchers.claimed()).toEqual([]))
  raiden.restart()
  await again.stop()
  expect(raiden.paidTo(anna)).toBe(credit)
  expect(raiden.sent.size).toBe(1)
})

test.each(['before', 'after'] as const)(
  'a hub that dies %s the payment is locked pays it once',
  async (moment) => {
    const payer = await startPayer()
    const { hash } = await claimFor(anna)
    raiden.dies = moment
    payer.wake(hash)
    await vi.waitFor(() => expect(raiden.dies).toBe(null))
    await payer.stop()
    const next = await startPayer()
    raiden.restart()
    await vi.waitFor(() => expect(raiden.sent.size).toBe(1))
    raiden.settle('paid')
    await vi.waitFor(async () => expect(await vouchers.claimed()).toEqual([]))
    await next.stop()
    expect(raiden.paidTo(anna)).toBe(credit)
  },
)

test('a payment that came back is made anew, with another secret', async () => {
  const payer = await startPayer()
  const { hash } = await claimFor(anna)
  payer.wake(hash)
  await vi.waitFor(() => expect(raiden.sent.size).toBe(1))
  raiden.settle('failed')
  await vi.waitFor(() => expect(raiden.sent.size).toBe(2), { timeout: 10_000 })
  raiden.settle('paid')
  await vi.waitFor(async () => expect(await vouchers.claimed()).toEqual([]))
  await payer.stop()
  expect(raiden.paidTo(anna)).toBe(credit)
})

test('a hub that can’t open a channel for one goes on with others, and tries again', async () => {
  let isFunded = false
  const open = async (account: Address) => {
    if (account === anna && !isFunded) throw new BuskerError('RAIDEN_BALANCE_TOO_LOW', 'No tokens.')
    return credit
  }
  const payer = await startPayer({ funding: { open } })
  for (const account of [anna, bo]) payer.wake((await claimFor(account)).hash)
  await vi.waitFor(() => expect(raiden.sent.size).toBe(1))
  isFunded = true
  raiden.restart()
  await vi.waitFor(() => expect(raiden.sent.size).toBe(2))
  raiden.settle('paid')
  await vi.waitFor(async () => expect(await vouchers.claimed()).toEqual([]))
  await payer.stop()
  expect([raiden.paidTo(anna), raiden.paidTo(bo)]).toEqual([credit, credit])
})
