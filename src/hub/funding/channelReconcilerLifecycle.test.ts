import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ChannelReconciler, type ChannelReconcilerParts } from './channelReconciler.ts'

type Channels = Awaited<ReturnType<ChannelReconcilerParts['raiden']['channels']>>
type FundingPart = ChannelReconcilerParts['funding']

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const one = toAmount(1n)
const channelWith = (partner: Address): Channels[number] => ({
  id: 1,
  partner,
  token: account(9),
  state: 'open',
  ownCapacity: one,
  partnerCapacity: one,
  ownDeposit: one,
  partnerDeposit: one,
  ownWithdrawable: one,
  ownLocked: toAmount(0n),
  partnerLocked: toAmount(0n),
})
const funding = {
  resume: vi.fn<FundingPart['resume']>(),
  reconcile: vi.fn<FundingPart['reconcile']>(),
  topUp: vi.fn<FundingPart['topUp']>(),
  settle: vi.fn<FundingPart['settle']>(),
}
let watch: ChannelReconciler
let channels: Channels
let logged: unknown[]
const partners = new Set<Address>()
const ready = new Set<() => void>()
const changed = new Set<(channels: Channels) => void>()
const change = (news: Channels = []) => changed.forEach((listener) => listener(news))
const getReady = () => ready.forEach((listener) => listener())
const untilIdle = () => vi.advanceTimersByTimeAsync(0)
function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

beforeEach(async () => {
  vi.useFakeTimers()
  for (const each of [partners, ready, changed]) each.clear()
  for (const part of Object.values(funding)) part.mockReset().mockResolvedValue()
  channels = []
  logged = []
  watch = new ChannelReconciler({
    raiden: {
      channels: async () => channels,
      onReady: (listener) => subscribe(ready, listener),
      onChannels: (listener) => subscribe(changed, listener),
    },
    funding,
    channelPartners: { add: (added) => added.forEach((each) => partners.add(each)) },
    limits: { establish: async () => undefined },
    minimumOwnDeposit: one,
    log: pino({ level: 'warn' }, { write: (line) => void logged.push(JSON.parse(line)) }),
  })
  await watch.start()
})
afterEach(async () => {
  await watch.stop()
  vi.useRealTimers()
})

test('a node that gets ready opens what was promised, compares the ledger, settles, and tops up', async () => {
  channels = [channelWith(account(1))]
  getReady()
  await untilIdle()
  expect(funding.resume).toHaveBeenCalledOnce()
  for (const part of [funding.settle, funding.topUp]) expect(part).toHaveBeenLastCalledWith(channels)
  expect(funding.reconcile.mock.invocationCallOrder[0]).toBeLessThan(
    funding.topUp.mock.invocationCallOrder[0] ?? 0,
  )
})

test('top-ups do not wait for what was promised, and come again once it is there', async () => {
  const promised = Promise.withResolvers<void>()
  funding.resume.mockReturnValueOnce(promised.promise)
  getReady()
  await untilIdle()
  expect(funding.topUp).toHaveBeenCalledOnce()
  promised.resolve()
  await untilIdle()
  expect(funding.topUp).toHaveBeenCalledTimes(2)
})

test('promised channels that cannot be opened are told of, and keep no other from being topped up', async () => {
  funding.resume.mockRejectedValue(new Error('no gas'))
  getReady()
  await untilIdle()
  expect(funding.topUp).toHaveBeenCalled()
  expect(logged).toMatchObject([{ err: { message: 'no gas' } }])
})

test('nothing is topped up by a ledger that could not be compared with the channels', async () => {
  funding.reconcile.mockRejectedValueOnce(new Error('Raiden is gone'))
  change()
  await untilIdle()
  expect(funding.topUp).not.toHaveBeenCalled()
  expect(logged).toMatchObject([{ err: { message: 'Raiden is gone' } }])
  await vi.advanceTimersByTimeAsync(2_100)
  expect(funding.topUp).toHaveBeenCalledOnce()
})

test('a top-up or a settlement that fails is told of with its reason', async () => {
  funding.topUp.mockRejectedValueOnce(new Error('no tokens'))
  funding.settle.mockRejectedValueOnce(new Error('no gas'))
  change()
  await untilIdle()
  const reasons = logged.map((line) => (line as { err: { message: string } }).err.message)
  expect(reasons.toSorted()).toEqual(['no gas', 'no tokens'])
})

test('whoever has a channel is remembered, from the news and from what the node has', async () => {
  channels = [channelWith(account(1))]
  change([channelWith(account(2))])
  await untilIdle()
  expect([...partners].toSorted()).toEqual([account(1), account(2)])
})

test('news while a failed top-up waits for its next try does not make it sooner', async () => {
  funding.topUp.mockRejectedValueOnce(new Error('the chain is busy'))
  change()
  await untilIdle()
  change()
  await vi.advanceTimersByTimeAsync(1_900)
  expect(funding.topUp).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(200)
  expect(funding.topUp).toHaveBeenCalledTimes(2)
})

test('the pause after a failure begins small again once a top-up has succeeded', async () => {
  funding.topUp.mockRejectedValueOnce(new Error('busy')).mockRejectedValueOnce(new Error('busy'))
  change()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(funding.topUp).toHaveBeenCalledTimes(3)
  funding.topUp.mockRejectedValueOnce(new Error('busy'))
  change()
  await vi.advanceTimersByTimeAsync(2_100)
  expect(funding.topUp).toHaveBeenCalledTimes(5)
})

test('it listens once however often it is started, and not at all once it has stopped', async () => {
  await watch.start()
  expect([ready.size, changed.size]).toEqual([1, 1])
  await watch.stop()
  expect([ready.size, changed.size]).toEqual([0, 0])
})

test('a stop during a top-up begins no other, whatever has changed', async () => {
  const first = Promise.withResolvers<void>()
  funding.topUp.mockReturnValueOnce(first.promise)
  change()
  await untilIdle()
  change()
  await watch.stop()
  first.resolve()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(funding.topUp).toHaveBeenCalledOnce()
})

test('a watch that is started again looks at once, whatever failed before it stopped', async () => {
  const first = Promise.withResolvers<void>()
  funding.topUp.mockReturnValueOnce(first.promise)
  change()
  await untilIdle()
  await watch.stop()
  first.reject(new Error('stopped'))
  await untilIdle()
  await watch.start()
  change()
  await untilIdle()
  expect(funding.topUp).toHaveBeenCalledTimes(2)
})
