import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Outcome, Payments } from '../../raiden/payments.ts'
import type { Rate } from '../../shared/currency.ts'
import { BuskerError } from '../../shared/errors.ts'
import { secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Ledger } from './ledger.ts'

const account = (digit: number) => toAddress(`0x${String(digit).repeat(40)}`)
let store: Store
let ledger: Ledger
/** What Raiden has numbered. */
let outcomes: Outcome[]
let failure: Error | null
let asked: number[]
let rateAt: (time: number) => Rate | undefined
const listeners = { outcome: new Set<() => void>(), ready: new Set<() => void>() }
const onPayment = vi.fn<(...given: unknown[]) => void>()
const onFailure = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  store = openStore(':memory:')
  outcomes = []
  failure = null
  asked = []
  rateAt = () => undefined
  onPayment.mockReset()
  onFailure.mockReset()
  ledger = open()
})
afterEach(async () => {
  await ledger.stop()
  store.close()
})

function open(): Ledger {
  const follow = (all: Set<() => void>) => (listener: () => void) => {
    all.add(listener)
    return () => all.delete(listener)
  }
  const payments = {
    onOutcome: follow(listeners.outcome),
    onReady: follow(listeners.ready),
    outcomesAfter: async (cursor: number, limit: number) => {
      asked.push(cursor)
      if (failure !== null) throw failure
      return outcomes.filter(({ seq }) => seq > cursor).slice(0, limit)
    },
  } as unknown as Payments
  return new Ledger({ store, payments, onPayment, onFailure, rateAt: (time) => rateAt(time) })
}

const outcome = (seq: number, change: Partial<Outcome['transfer']> = {}): Outcome => ({
  seq,
  transfer: {
    secretHash: secretHash.parse(`0x${String(seq).padStart(64, '0')}`),
    direction: 'received',
    state: 'paid',
    token: account(1),
    amount: toAmount(10n ** 20n),
    fee: 2n,
    paymentId: 2n ** 64n - 1n,
    initiator: account(3),
    target: account(4),
    partner: account(5),
    expiration: 9,
    startedAt: 7,
    changedAt: seq,
    ...change,
  },
})
const tell = (what: keyof typeof listeners) => listeners[what].forEach((listener) => listener())
const written = () => ledger.list(1000).map(({ changed_at }) => changed_at)

test('every payment that became final is written as it was, the newest first, and told after it is written', async () => {
  outcomes = [outcome(1), outcome(2, { direction: 'sent', state: 'failed' })]
  onPayment.mockImplementation(() => expect(written()).toEqual([2, 1]))
  await ledger.start()
  await vi.waitFor(() => expect(onPayment).toHaveBeenCalledTimes(2))
  expect(ledger.list(1)).toEqual([
    {
      secret_hash: outcomes[1]?.transfer.secretHash,
      direction: 'sent',
      outcome: 'failed',
      amount: '100000000000000000000',
      fee: '2',
      payment_id: '18446744073709551615',
      partner: account(5),
      initiator: account(3),
      target: account(4),
      started_at: 7,
      changed_at: 2,
      currency: null,
      per_token: null,
    },
  ])
  expect(onPayment.mock.calls).toEqual(
    outcomes.map(({ transfer }) => [transfer.secretHash, transfer.direction]),
  )
  expect(onFailure).not.toHaveBeenCalled()
})

test('what a token was worth is written with a payment, and never later', async () => {
  const euros: Rate = { currency: 'EUR', perToken: toAmount(9n * 10n ** 11n) }
  rateAt = (time) => (time > 1 ? euros : undefined)
  outcomes = [outcome(1), outcome(2), outcome(3, { direction: 'sent', state: 'failed' })]
  await ledger.start()
  await vi.waitFor(() => expect(written()).toHaveLength(3))
  const [unknown, known, failed] = outcomes.map(({ transfer }) => transfer.secretHash)
  if (unknown === undefined || known === undefined || failed === undefined)
    throw new Error('There are three.')
  const rates = () => [
    ledger.rate(unknown, 'received'),
    ledger.rate(known, 'received'),
    ledger.rate(failed, 'sent'),
  ]
  expect(rates()).toEqual([undefined, euros, undefined])
  expect([...ledger.rates('received')]).toEqual([[known, euros]])
  rateAt = () => ({ currency: 'GBP', perToken: toAmount(1n) })
  outcomes.push(outcome(4, { secretHash: known }))
  tell('outcome')
  await vi.waitFor(() => expect(ledger.cursor()).toBe(4))
  expect(rates()).toEqual([undefined, euros, undefined])
})

test('more than a page is read to its end, and only what is new after a restart', async () => {
  outcomes = Array.from({ length: 450 }, (_, index) => outcome(index + 1))
  await ledger.start()
  await vi.waitFor(() => expect(written()).toHaveLength(450))
  await ledger.stop()
  expect(asked).toEqual([0, 200, 400, 450])
  outcomes = [...outcomes, outcome(451)]
  onPayment.mockReset()
  ledger = open()
  await ledger.start()
  await vi.waitFor(() => expect(onPayment).toHaveBeenCalledOnce())
  expect(ledger.cursor()).toBe(451)
})

test('pages are oldest first, about one account where one is named, and without what others failed to pay', async () => {
  outcomes = [
    outcome(1),
    outcome(2, { direction: 'sent', state: 'failed' }),
    outcome(3, { state: 'failed' }),
    outcome(4, { initiator: account(6) }),
    outcome(5, { direction: 'sent', target: account(3) }),
  ]
  await ledger.start()
  await vi.waitFor(() => expect(onPayment).toHaveBeenCalledTimes(5))
  const page = (...given: Parameters<Ledger['page']>) => ledger.page(...given).map(({ changed_at: at }) => at)
  expect(page(null, { limit: 9, offset: 0 })).toEqual([1, 2, 4, 5])
  expect(page(null, { limit: 2, offset: 1 })).toEqual([2, 4])
  expect(page(account(3), { limit: 9, offset: 0 })).toEqual([1, 5])
  expect(page(account(4), { limit: 9, offset: 0 })).toEqual([2])
})

test('a payment that failed, and is paid after all, is one row', async () => {
  outcomes = [outcome(1, { state: 'failed' })]
  await ledger.start()
  await vi.waitFor(() => expect(ledger.cursor()).toBe(1))
  const { secretHash: hash } = outcome(1).transfer
  outcomes = [...outcomes, outcome(2, { secretHash: hash, state: 'paid' })]
  tell('outcome')
  await vi.waitFor(() => expect(ledger.cursor()).toBe(2))
  expect(ledger.list(9)).toMatchObject([{ outcome: 'paid', changed_at: 2 }])
})

test('while Raiden does not run nothing is lost: it is read when it is ready', async () => {
  failure = new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')
  outcomes = [outcome(1)]
  await ledger.start()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  failure = null
  tell('ready')
  await vi.waitFor(() => expect(written()).toEqual([1]))
  expect(onFailure).not.toHaveBeenCalled()
})

test('any other failure is told, and nothing of that read is written', async () => {
  outcomes = [outcome(1), outcome(2, { amount: undefined as never })]
  await ledger.start()
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalledOnce())
  expect([written(), ledger.cursor(), onPayment.mock.calls]).toEqual([[], 0, []])
  failure = new BuskerError('RAIDEN_FAILED', 'No.')
  tell('outcome')
  await vi.waitFor(() => expect(onFailure).toHaveBeenLastCalledWith(failure))
})

test('two reads at once write and tell each payment once', async () => {
  outcomes = [outcome(1), outcome(2)]
  await ledger.start()
  tell('outcome')
  tell('ready')
  await ledger.stop()
  expect(onPayment).toHaveBeenCalledTimes(2)
})

test('a ledger starts once, and follows nothing after its stop', async () => {
  await ledger.start()
  await ledger.start()
  expect([listeners.outcome.size, listeners.ready.size]).toEqual([1, 1])
  await ledger.stop()
  expect([listeners.outcome.size, listeners.ready.size]).toEqual([0, 0])
})
