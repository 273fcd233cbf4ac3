import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ChannelWatch, type ChannelWatchParts } from './channelWatch.ts'

type Channels = Awaited<ReturnType<ChannelWatchParts['raiden']['channels']>>
const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const channelWith = (partner: Address): Channels[number] => ({
  id: 1,
  partner,
  token: account(9),
  state: 'open',
  ownCapacity: toAmount(1n),
  partnerCapacity: toAmount(1n),
  ownDeposit: toAmount(1n),
  partnerDeposit: toAmount(1n),
  ownWithdrawable: toAmount(1n),
  ownLocked: toAmount(0n),
  partnerLocked: toAmount(0n),
})
const topUp = vi.fn<ChannelWatchParts['funding']['topUp']>()
const resume = vi.fn<ChannelWatchParts['funding']['resume']>()
let watch: ChannelWatch
let channels: Channels
let logged: unknown[]
const partners = new Set<Address>()
const ready = new Set<() => void>()
const changed = new Set<(channels: Channels) => void>()
const change = (news: Channels = []) => changed.forEach((listener) => listener(news))
const getReady = () => ready.forEach((listener) => listener())
const settle = () => vi.advanceTimersByTimeAsync(0)
function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

beforeEach(async () => {
  vi.useFakeTimers()
  for (const each of [partners, ready, changed]) each.clear()
  topUp.mockReset().mockResolvedValue()
  resume.mockReset().mockResolvedValue()
  channels = []
  logged = []
  watch = new ChannelWatch({
    raiden: {
      channels: async () => channels,
      onReady: (listener) => subscribe(ready, listener),
      onChannels: (listener) => subscribe(changed, listener),
    },
    funding: { topUp, resume },
    channelPartners: { add: (added) => added.forEach((each) => partners.add(each)) },
    log: pino({ level: 'warn' }, { write: (line) => void logged.push(JSON.parse(line)) }),
  })
  await watch.start()
})
afterEach(async () => {
  await watch.stop()
  vi.useRealTimers()
})

test('a node that gets ready opens what was promised, and tops up what was paid meanwhile', async () => {
  channels = [channelWith(account(1))]
  getReady()
  await settle()
  expect(resume).toHaveBeenCalledOnce()
  expect(topUp).toHaveBeenCalledExactlyOnceWith(channels)
})

test('promised channels that cannot be opened are told of, and keep no other from being topped up', async () => {
  resume.mockRejectedValue(new Error('no gas'))
  getReady()
  await settle()
  expect(topUp).toHaveBeenCalledOnce()
  expect(logged).toMatchObject([{ err: { message: 'no gas' } }])
})

test('a top-up that fails is told of with its reason', async () => {
  topUp.mockRejectedValueOnce(new Error('no tokens'))
  change()
  await settle()
  expect(logged).toMatchObject([{ err: { message: 'no tokens' } }])
})

test('whoever has a channel is remembered, from the news and from what the node has', async () => {
  channels = [channelWith(account(1))]
  change([channelWith(account(2))])
  await settle()
  expect([...partners].toSorted()).toEqual([account(1), account(2)])
})

test('news while a failed top-up waits for its next try does not make it sooner', async () => {
  topUp.mockRejectedValueOnce(new Error('the chain is busy'))
  change()
  await settle()
  change()
  await vi.advanceTimersByTimeAsync(1_900)
  expect(topUp).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(200)
  expect(topUp).toHaveBeenCalledTimes(2)
})

test('the pause after a failure begins small again once a top-up has succeeded', async () => {
  topUp.mockRejectedValueOnce(new Error('busy')).mockRejectedValueOnce(new Error('busy'))
  change()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(topUp).toHaveBeenCalledTimes(3)
  topUp.mockRejectedValueOnce(new Error('busy'))
  change()
  await vi.advanceTimersByTimeAsync(2_100)
  expect(topUp).toHaveBeenCalledTimes(5)
})

test('it listens once however often it is started, and not at all once it has stopped', async () => {
  await watch.start()
  expect([ready.size, changed.size]).toEqual([1, 1])
  await watch.stop()
  expect([ready.size, changed.size]).toEqual([0, 0])
})

test('a stop during a top-up begins no other, whatever has changed', async () => {
  const first = Promise.withResolvers<void>()
  topUp.mockReturnValueOnce(first.promise)
  change()
  await settle()
  change()
  await watch.stop()
  first.resolve()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(topUp).toHaveBeenCalledOnce()
})

test('a watch that is started again looks at once, whatever failed before it stopped', async () => {
  const first = Promise.withResolvers<void>()
  topUp.mockReturnValueOnce(first.promise)
  change()
  await settle()
  await watch.stop()
  first.reject(new Error('stopped'))
  await settle()
  await watch.start()
  change()
  await settle()
  expect(topUp).toHaveBeenCalledTimes(2)
})
