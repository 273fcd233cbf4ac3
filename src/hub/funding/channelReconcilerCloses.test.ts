import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ChannelReconciler, type ChannelReconcilerParts } from './channelReconciler.ts'

type Channels = Awaited<ReturnType<ChannelReconcilerParts['raiden']['channels']>>

const nothing = async () => undefined
const channels = [{ id: 1, partner: toAddress(`0x${'1'.repeat(40)}`), partnerDeposit: 0n }] as Channels
const close = vi.fn<NonNullable<ChannelReconcilerParts['closer']>['close']>()
const record = vi.fn<NonNullable<ChannelReconcilerParts['activity']>['record']>()
const topUp = vi.fn<ChannelReconcilerParts['funding']['topUp']>()
let reconciler: ChannelReconciler
let reasons: string[]

beforeEach(() => {
  vi.useFakeTimers()
  for (const part of [close, topUp]) part.mockReset().mockResolvedValue()
  record.mockReset()
  reasons = []
  reconciler = new ChannelReconciler({
    raiden: {
      channels: async () => channels,
      onReady: () => () => undefined,
      onChannels: () => () => undefined,
    },
    funding: { resume: nothing, reconcile: nothing, settle: nothing, topUp },
    closer: { close },
    activity: { record },
    channelPartners: { add: () => undefined },
    limits: { establish: async () => undefined },
    minimumOwnDeposit: toAmount(0n),
    log: pino(
      { level: 'warn' },
      { write: (line) => void reasons.push((JSON.parse(line) as { err: Error }).err.message) },
    ),
  })
})
afterEach(async () => {
  await reconciler.stop()
  vi.useRealTimers()
})
const check = async () => {
  reconciler.check()
  await vi.advanceTimersByTimeAsync(0)
}

test('each check records what moves in the channels, and closes what is to be closed', async () => {
  await reconciler.start()
  await check()
  await check()
  expect(record.mock.calls).toEqual([[channels], [channels]])
  expect(close.mock.calls).toEqual([[channels], [channels]])
  expect(reasons).toEqual([])
})

test('nothing is checked before the start, nor after the stop', async () => {
  await check()
  await reconciler.start()
  await reconciler.stop()
  await check()
  expect(topUp).not.toHaveBeenCalled()
})

test('a close that fails is told of and tried again by itself, less and less often, and no top-up waits for it', async () => {
  close.mockRejectedValue(new Error('no gas'))
  await reconciler.start()
  await check()
  await check()
  expect([close.mock.calls.length, topUp.mock.calls.length, reasons]).toEqual([1, 2, ['no gas']])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(close).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(3_900)
  expect(close).toHaveBeenCalledTimes(2)
  close.mockResolvedValue()
  await vi.advanceTimersByTimeAsync(200)
  expect(close).toHaveBeenCalledTimes(3)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(close).toHaveBeenCalledTimes(3)
  close.mockRejectedValueOnce(new Error('no gas'))
  await check()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(close).toHaveBeenCalledTimes(5)
})

test('a close that fails while the hub stops, or waits for its next try, is not tried again', async () => {
  const first = Promise.withResolvers<void>()
  close.mockReturnValueOnce(first.promise)
  await reconciler.start()
  await check()
  await reconciler.stop()
  first.reject(new Error('stopped'))
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(0)
  await reconciler.start()
  close.mockRejectedValueOnce(new Error('no gas'))
  await check()
  expect(vi.getTimerCount()).toBe(1)
  await reconciler.stop()
  expect(vi.getTimerCount()).toBe(0)
  await reconciler.start()
  await check()
  expect(close).toHaveBeenCalledTimes(3)
})
