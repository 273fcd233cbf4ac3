import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type {
  TransactionContent,
  TransactionOutcome,
  TransactionTerms,
} from '../../chain/keptTransactions.ts'
import { toErrorData } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { AccountTransfers, type AccountTransfersOptions } from './accountTransfers.ts'
import { TransferRecords } from './transferRecords.ts'

const account = toAddress(`0x${'a'.repeat(40)}`)
const token = toAddress(`0x${'c'.repeat(40)}`)
const friend = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
const terms = { gas: 100n, maxFeePerGas: 10n, tip: 1n }
const fee = toAmount(1000n)

let store: Store
let running: AccountTransfers[]
/** What the chain was handed. */
let handed: string[]
/** What it has made of them. */
let outcomes: Map<string, TransactionOutcome>
let signed: TransactionContent[]
let refusal: unknown
let has: { token: bigint; coin: bigint }
let kept: bigint
let price: bigint
/** What the next block asks for; what is offered at most, where nothing else is said. */
let least: bigint | null
let signedTerms: TransactionTerms[]

beforeEach(() => {
  store = openStore(':memory:')
  running = []
  handed = []
  outcomes = new Map()
  signed = []
  refusal = null
  has = { token: 50n, coin: 10_000n }
  kept = 0n
  price = terms.maxFeePerGas
  least = null
  signedTerms = []
})
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()))
})

/** The chain's side. */
function transactionsOf(): AccountTransfersOptions['transactions'] {
  return {
    terms: async () => ({ ...terms, maxFeePerGas: price, leastFeePerGas: least ?? price }),
    async sign(content, agreedTerms) {
      signedTerms.push(agreedTerms)
      signed.push(content)
      const serialized = `0x${String(signed.length).padStart(4, '0')}` as const
      return { nonce: signed.length, serialized, hash: `0x${String(signed.length).repeat(64)}` as const }
    },
    async broadcast({ serialized }) {
      handed.push(serialized)
      return refusal
    },
    outcome: async ({ hash }) => outcomes.get(hash) ?? { state: 'waiting' },
  }
}

/** A node's, on the one store: another one is the node after a crash. */
function open(options: Partial<AccountTransfersOptions> = {}): AccountTransfers {
  const transfers = new AccountTransfers({
    records: new TransferRecords(store),
    transactions: transactionsOf(),
    exclusively: (task) => task(),
    account,
    token,
    contracts: [token],
    coin: 'ETH',
    balances: async () => ({ token: toAmount(has.token), coin: toAmount(has.coin) }),
    gasToKeep: async () => toAmount(kept),
    confirmations: 1,
    intervalMs: 5,
    displacedMs: 20,
    now: Date.now,
    onChange: () => undefined,
    onProblem: () => undefined,
    ...options,
  })
  running.push(transfers)
  return transfers
}

const tokens = (amount: bigint, to: string = friend) =>
  ({ to, asset: 'token', amount: toAmount(amount) }) as const
const coins = (amount: bigint) => ({ to: friend, asset: 'coin', amount: toAmount(amount) }) as const
const agreed = () => ({ id: randomUUID(), maximumFee: fee })
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )

test('tokens are sent by their contract, coin by itself, once the chain has confirmed it', async () => {
  const transfers = open()
  await transfers.start()
  expect(await transfers.quote(tokens(5n))).toEqual({ to: friend, fee })
  const sent = await transfers.send({ ...tokens(5n), ...agreed() })
  await transfers.send({ ...coins(7n), ...agreed() })
  expect(signed).toMatchObject([
    { to: token, value: 0n, data: expect.stringMatching(/^0xa9059cbb/) },
    { to: friend.toLowerCase(), value: 7n, data: '0x' },
  ])
  outcomes.set(sent.hash, { state: 'mined', fee: 400n })
  await vi.waitFor(() =>
    expect(transfers.list().find(({ id }) => id === sent.id)).toMatchObject({ state: 'sent', fee: 400n }),
  )
})

test('what was asked for twice is sent once', async () => {
  const transfers = open()
  const request = { ...tokens(5n), ...agreed() }
  const first = await transfers.send(request)
  expect(await transfers.send(request)).toEqual(first)
  expect(signed).toHaveLength(1)
  expect(handed).toHaveLength(1)
})

test('a kill after any step leads to one transaction, with one nonce', async () => {
  const killed = new Error('killed')
  // Before it was written nothing has left.
  const neverWritten = open({
    now: () => {
      throw killed
    },
  })
  await expect(neverWritten.send({ ...tokens(5n), ...agreed() })).rejects.toThrow('killed')
  expect(handed).toEqual([])
  expect(open().list()).toEqual([])

  // Once it is written, the node that comes after sends the same.
  const written = open({
    onChange: () => {
      throw killed
    },
  })
  const request = { ...tokens(5n), ...agreed() }
  await expect(written.send(request)).rejects.toThrow('killed')
  expect(handed).toEqual([])
  const after = open()
  await after.start()
  await vi.waitFor(() => expect(handed.length).toBeGreaterThan(2))
  await after.send(request)
  expect(new Set(handed)).toEqual(new Set(['0x0002']))
  expect(after.list()).toHaveLength(1)
})

test('what no endpoint takes waits, says so, and is the same when one does', async () => {
  refusal = new Error('no')
  const transfers = open()
  await transfers.start()
  await transfers.send({ ...tokens(5n), ...agreed() })
  expect(transfers.list()).toMatchObject([{ state: 'sending', code: 'WALLET_TRANSFER_WAITS' }])
  refusal = null
  await vi.waitFor(() => expect(transfers.list()).toMatchObject([{ state: 'sending', code: null }]))
  expect(new Set(handed).size).toBe(1)
})

test.each([
  [{ state: 'reverted', fee: 9n } as const, 'WALLET_TRANSFER_REFUSED', 9n],
  [{ state: 'displaced' } as const, 'WALLET_TRANSFER_DISPLACED', 0n],
])('one that the chain has %o is over, and nothing is sent in its place', async (outcome, code, paid) => {
  const transfers = open()
  const { hash } = await transfers.send({ ...tokens(5n), ...agreed() })
  outcomes.set(hash, outcome)
  await transfers.start()
  await vi.waitFor(() => expect(transfers.list()).toMatchObject([{ state: 'failed', code, fee: paid }]))
  expect(signed).toHaveLength(1)
})

test('an answer put together of machines that know more and less does not end a transfer', async () => {
  const outcome = vi.fn<AccountTransfersOptions['transactions']['outcome']>(async () => ({
    state: 'displaced',
  }))
  const transfers = open({ displacedMs: 60_000 })
  const known = open({ displacedMs: 60_000, transactions: { ...transactionsOf(), outcome } })
  const { id } = await transfers.send({ ...tokens(5n), ...agreed() })
  await known.start()
  await vi.waitFor(() => expect(outcome.mock.calls.length).toBeGreaterThan(5))
  expect(known.list()).toMatchObject([{ id, state: 'sending' }])
  outcome.mockResolvedValue({ state: 'mined', fee: 3n })
  await vi.waitFor(() => expect(known.list()).toMatchObject([{ id, state: 'sent', fee: 3n }]))
})

test('a fee that rises within what was agreed to is paid, and never more than that', async () => {
  least = 5n
  price = 15n
  const sent = await open().send({ ...tokens(5n), ...agreed() })
  expect(signedTerms).toMatchObject([{ maxFeePerGas: 10n }])
  expect(sent.fee).toBe(fee)
  least = 11n
  expect(await codeOf(open().send({ ...tokens(5n), ...agreed() }))).toBe('WALLET_FEE_ROSE')
  expect(signed).toHaveLength(1)
})

test('what the chain does not take at once is answered as waiting', async () => {
  refusal = new Error('busy')
  expect(await open().send({ ...tokens(5n), ...agreed() })).toMatchObject({ code: 'WALLET_TRANSFER_WAITS' })
})

test('an address with a slip, one’s own, and a contract’s are refused', async () => {
  const transfers = open()
  const slip = friend.replace('0xd8dA', '0xd8da')
  for (const to of [slip, '0x12', 'ana.eth', `${friend}0`, '']) {
    expect(await codeOf(transfers.quote(tokens(5n, to)))).toBe('WALLET_ADDRESS_WRONG')
  }
  expect(await codeOf(transfers.quote(tokens(5n, account)))).toBe('WALLET_ADDRESS_OWN')
  for (const to of [token, `0x${'0'.repeat(40)}`]) {
    expect(await codeOf(transfers.quote(tokens(5n, to)))).toBe('WALLET_ADDRESS_CONTRACT')
  }
  expect((await transfers.quote(tokens(5n, ` ${friend.toLowerCase()}\n`))).to).toBe(friend)
  expect(signed).toEqual([])
})

test('no more is sent than there is, nor what closing a connection takes, nor for a higher fee', async () => {
  const transfers = open()
  expect(await codeOf(transfers.quote(tokens(0n)))).toBe('WALLET_TIP_NOTHING')
  expect(await codeOf(transfers.quote(tokens(51n)))).toBe('WALLET_TOKENS_MISSING')
  expect(await codeOf(transfers.quote(coins(10_001n)))).toBe('WALLET_GAS_MISSING')
  expect(await codeOf(transfers.quote(coins(9001n)))).toBe('WALLET_GAS_MISSING')
  expect(await codeOf(transfers.quote(coins(9000n)))).toBe('none')
  kept = 2000n
  expect(await codeOf(transfers.quote(coins(7001n)))).toBe('WALLET_GAS_RESERVED')
  expect(await codeOf(transfers.quote(coins(7000n)))).toBe('none')
  has = { token: 50n, coin: 999n }
  expect(await codeOf(transfers.quote(tokens(5n)))).toBe('WALLET_GAS_MISSING')
  has = { token: 50n, coin: 10_000n }
  price = terms.maxFeePerGas + 1n
  expect(await codeOf(transfers.send({ ...tokens(5n), ...agreed() }))).toBe('WALLET_FEE_ROSE')
  expect(signed).toEqual([])
})
