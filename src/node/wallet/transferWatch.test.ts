import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TransactionOutcome } from '../../chain/keptTransactions.ts'
import { toErrorData } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore } from '../store/openStore.ts'
import { AccountTransfers, type AccountTransfersOptions } from './accountTransfers.ts'
import { TransferRecords } from './transferRecords.ts'

type Transactions = AccountTransfersOptions['transactions']

const account = toAddress(`0x${'a'.repeat(40)}`)
const friend = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
const coin = 10n ** 18n
const intervalMs = 1_000
const displacedMs = 60_000
let transfers: AccountTransfers
let has: { token: bigint; coin: bigint }
let kept: bigint
let fee: bigint
const sign = vi.fn<Transactions['sign']>()
const outcome = vi.fn<Transactions['outcome']>()
const broadcast = vi.fn<Transactions['broadcast']>()
const onChange = vi.fn<() => void>()
const onProblem = vi.fn<(problem: unknown) => void>()

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  has = { token: 50n, coin }
  kept = 0n
  fee = coin / 100n
  sign.mockReset().mockResolvedValue({ nonce: 1, serialized: '0x01', hash: `0x${'1'.repeat(64)}` })
  outcome.mockReset().mockResolvedValue({ state: 'waiting' })
  broadcast.mockReset().mockResolvedValue(null)
  onChange.mockReset()
  onProblem.mockReset()
  const store = openStore(':memory:')
  transfers = new AccountTransfers({
    records: new TransferRecords(store),
    transactions: {
      terms: async () => ({ gas: 100n, maxFeePerGas: fee / 100n, leastFeePerGas: 1n, tip: 1n }),
      sign,
      broadcast,
      outcome,
    },
    exclusively: (task) => task(),
    account,
    token: toAddress(`0x${'c'.repeat(40)}`),
    contracts: [],
    coin: 'ETH',
    balances: async () => ({ token: toAmount(has.token), coin: toAmount(has.coin) }),
    gasToKeep: async () => toAmount(kept),
    confirmations: 3,
    intervalMs,
    displacedMs,
    now: Date.now,
    onChange,
    onProblem,
  })
  return () => store.close()
})
afterEach(async () => {
  await transfers.stop()
  vi.useRealTimers()
})

const tokens = (amount: bigint) => ({ to: friend, asset: 'token', amount: toAmount(amount) }) as const
const coins = (amount: bigint) => ({ to: friend, asset: 'coin', amount: toAmount(amount) }) as const
const send = () => transfers.send({ ...tokens(5n), id: 'one', maximumFee: toAmount(fee) })
const looks = (count: number) => vi.advanceTimersByTimeAsync(count * intervalMs)
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => toErrorData(error),
  )

test('all tokens can be sent, however little coin there is beside its fee, and whatever is kept for closing', async () => {
  has = { token: 2n * coin, coin: fee }
  kept = coin
  expect(await transfers.quote(tokens(2n * coin))).toMatchObject({ fee })
})

test('what is missing is said in coins: with the fee where that can be known', async () => {
  expect(await refusalOf(transfers.quote(coins(coin)))).toMatchObject({
    code: 'WALLET_GAS_MISSING',
    message: expect.stringMatching(/has 1 ETH, and this takes 1\.1 with/) as string,
  })
  expect(await refusalOf(transfers.quote(coins(3n * coin)))).toMatchObject({
    code: 'WALLET_GAS_MISSING',
    message: expect.stringMatching(/has 1 ETH, and this takes 3 with/) as string,
  })
  has.coin = 0n
  expect(await refusalOf(transfers.quote(tokens(1n)))).toMatchObject({
    message: expect.stringMatching(/has 0 ETH, and this takes 0\.01 with/) as string,
  })
})

test('who would send away what closing takes hears how much can be sent, if anything', async () => {
  kept = coin / 2n
  const refused = await refusalOf(transfers.quote(coins(coin / 2n)))
  expect(refused).toMatchObject({
    code: 'WALLET_GAS_RESERVED',
    message: expect.stringMatching(/^0\.5 ETH stay .* You can send up to 0\.45 ETH\.$/) as string,
  })
  kept = coin - fee
  expect(await refusalOf(transfers.quote(coins(1n)))).toMatchObject({
    message: expect.stringMatching(/Close the connection first\.$/) as string,
  })
})

test('a fee that has risen is said as it is today', async () => {
  fee = coin
  has.coin = 2n * coin
  const agreed = { ...tokens(5n), id: 'one', maximumFee: toAmount(99n) }
  expect(await refusalOf(transfers.send(agreed))).toMatchObject({
    code: 'WALLET_FEE_ROSE',
    message: expect.stringContaining('risen to 1 ETH') as string,
  })
})

test('who agreed to more than it costs today offers what it costs today', async () => {
  await transfers.send({ ...tokens(5n), id: 'one', maximumFee: toAmount(3n * fee) })
  expect(sign.mock.lastCall?.[1]).toMatchObject({ maxFeePerGas: fee / 100n })
  expect(transfers.list()).toMatchObject([{ fee }])
})

test('what is on its way is looked at and sent again, and told only when something has changed', async () => {
  await send()
  expect(onChange).toHaveBeenCalledOnce()
  await transfers.start()
  await transfers.start()
  await looks(3)
  expect([outcome.mock.calls.length, broadcast.mock.calls.length]).toEqual([4, 5])
  expect(outcome).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'one' }), 3)
  expect([onChange.mock.calls.length, onProblem.mock.calls.length]).toEqual([1, 0])
  const refusal = new Error('busy')
  broadcast.mockResolvedValue(refusal)
  await looks(2)
  expect([onChange.mock.calls.length, onProblem.mock.calls]).toEqual([2, [[refusal], [refusal]]])
  expect(transfers.list()).toMatchObject([
    { code: 'WALLET_TRANSFER_WAITS', message: expect.stringContaining('never twice') as string },
  ])
  expect(transfers.list()[0]?.changedAt).toBe(4 * intervalMs)
  outcome.mockResolvedValue({ state: 'mined', fee: 3n })
  await looks(3)
  expect(transfers.list()).toMatchObject([{ state: 'sent', fee: 3n, code: null, message: null }])
  expect([outcome.mock.calls.length, onChange.mock.calls.length]).toEqual([7, 3])
})

test('a look that fails is told, and the next comes all the same', async () => {
  await send()
  const failure = new Error('no endpoint answers')
  outcome.mockRejectedValueOnce(failure)
  await transfers.start()
  await looks(1)
  expect([onProblem.mock.calls, outcome.mock.calls.length]).toEqual([[[failure]], 2])
})

test('the end waits for the look under way, and there is no other', async () => {
  const answer = Promise.withResolvers<TransactionOutcome>()
  await send()
  await transfers.start()
  await looks(0)
  outcome.mockReturnValue(answer.promise)
  await looks(1)
  const stopped = transfers.stop()
  answer.resolve({ state: 'mined', fee: 3n })
  await stopped
  expect([transfers.list()[0]?.state, vi.getTimerCount()]).toEqual(['sent', 0])
  await transfers.start()
  await looks(0)
  await transfers.stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('that another has its place is believed once the chain has said nothing else for its time', async () => {
  await send()
  await transfers.start()
  outcome.mockResolvedValue({ state: 'displaced' })
  await looks(40)
  outcome.mockResolvedValueOnce({ state: 'waiting' })
  await looks(1)
  await looks(60)
  expect(transfers.list()).toMatchObject([{ state: 'sending' }])
  await looks(1)
  expect(transfers.list()).toMatchObject([
    {
      state: 'failed',
      code: 'WALLET_TRANSFER_DISPLACED',
      message: expect.stringContaining('Another') as string,
    },
  ])
})
