import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Channel } from '../../raiden/raidenContract.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ChannelReconciler, type ChannelReconcilerParts } from './channelReconciler.ts'

const settle = vi.fn<ChannelReconcilerParts['funding']['settle']>(async () => undefined)
const establish = vi.fn<ChannelReconcilerParts['limits']['establish']>()
const topUp = vi.fn<ChannelReconcilerParts['funding']['topUp']>()
let watch: ChannelReconciler
let change: () => void
let channels: Channel[]
let parts: ChannelReconcilerParts

beforeEach(async () => {
  vi.useFakeTimers()
  channels = []
  topUp.mockReset()
  settle.mockReset().mockResolvedValue()
  establish.mockReset().mockResolvedValue()
  parts = {
    raiden: {
      channels: async () => channels,
      onReady: () => () => undefined,
      onChannels: (listener) => {
        change = () => listener(channels)
        return () => undefined
      },
    },
    funding: {
      topUp,
      resume: async () => undefined,
      reconcile: async () => undefined,
      settle,
    },
    limits: { establish },
    minimumOwnDeposit: toAmount(5n),
    channelPartners: { add: () => undefined },
    log: pino({ level: 'silent' }),
  }
  watch = new ChannelReconciler(parts)
  await watch.start()
})
afterEach(async () => {
  await watch.stop()
  vi.useRealTimers()
})

test('a top-up that failed is tried again by itself, less and less often', async () => {
  topUp.mockRejectedValue(new Error('the chain is busy'))
  change()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(topUp).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(3_900)
  expect(topUp).toHaveBeenCalledTimes(2)
  topUp.mockResolvedValue()
  await vi.advanceTimersByTimeAsync(200)
  expect(topUp).toHaveBeenCalledTimes(3)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(topUp).toHaveBeenCalledTimes(3)
})

test('nothing is tried after the hub has stopped', async () => {
  topUp.mockRejectedValue(new Error('the chain is busy'))
  change()
  await vi.advanceTimersByTimeAsync(0)
  await watch.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(topUp).toHaveBeenCalledTimes(1)
})

test('what is paid while a top-up waits for the chain is seen when it is there', async () => {
  const first = Promise.withResolvers<void>()
  topUp.mockReturnValueOnce(first.promise)
  change()
  await vi.advanceTimersByTimeAsync(0)
  change()
  change()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(topUp).toHaveBeenCalledTimes(1)
  first.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(topUp).toHaveBeenCalledTimes(2)
})

test('a settlement that fails is tried again by itself, and top-ups do not wait for it', async () => {
  settle.mockRejectedValue(new Error('no gas'))
  change()
  await vi.advanceTimersByTimeAsync(0)
  change()
  await vi.advanceTimersByTimeAsync(0)
  expect([settle.mock.calls.length, topUp.mock.calls.length]).toEqual([1, 2])
  settle.mockResolvedValue()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(settle).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(settle).toHaveBeenCalledTimes(2)
})

test('the pause before a settlement is tried again begins small once one has succeeded', async () => {
  settle.mockRejectedValueOnce(new Error('no gas')).mockRejectedValueOnce(new Error('no gas'))
  change()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(settle).toHaveBeenCalledTimes(3)
  settle.mockRejectedValueOnce(new Error('no gas'))
  change()
  await vi.advanceTimersByTimeAsync(2_100)
  expect(settle).toHaveBeenCalledTimes(5)
})

test('a hub that stops leaves no timer, whatever failed before it or fails then', async () => {
  topUp.mockRejectedValue(new Error('the chain is busy'))
  settle.mockRejectedValueOnce(new Error('no gas'))
  change()
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(2)
  await watch.stop()
  expect(vi.getTimerCount()).toBe(0)
  const last = Promise.withResolvers<void>()
  settle.mockReturnValueOnce(last.promise)
  await watch.start()
  change()
  await vi.advanceTimersByTimeAsync(0)
  await watch.stop()
  last.reject(new Error('stopped'))
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(0)
})

const none = toAmount(0n)
const [poor, rich] = [1, 2].map((digit) => toAddress(`0x${String(digit).repeat(40)}`))
const channelOf = (partner = toAddress(`0x${'9'.repeat(40)}`), partnerDeposit = none): Channel => ({
  id: 1,
  partner,
  token: partner,
  state: 'open',
  ownCapacity: none,
  partnerCapacity: none,
  ownDeposit: none,
  partnerDeposit,
  ownWithdrawable: none,
  ownLocked: none,
  partnerLocked: none,
})

test('who puts in as much as the hub does is no newcomer any more', async () => {
  channels = [channelOf(poor, toAmount(4n)), channelOf(rich, toAmount(5n))]
  change()
  await vi.advanceTimersByTimeAsync(0)
  expect(new Set(establish.mock.calls.flat(2))).toEqual(new Set([rich]))
})

test('who has put in nothing stays a newcomer, even of a hub that asks for nothing', async () => {
  const modest = new ChannelReconciler({ ...parts, minimumOwnDeposit: none })
  await modest.start()
  channels = [channelOf(poor, none), channelOf(rich, toAmount(1n))]
  change()
  await vi.advanceTimersByTimeAsync(0)
  await modest.stop()
  expect(new Set(establish.mock.calls.flat(2))).toEqual(new Set([rich]))
})
