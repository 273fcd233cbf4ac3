import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { ChannelWatch, type ChannelWatchParts } from './channelWatch.ts'

const topUp = vi.fn<ChannelWatchParts['funding']['topUp']>()
let watch: ChannelWatch
let change: () => void

beforeEach(async () => {
  vi.useFakeTimers()
  topUp.mockReset()
  watch = new ChannelWatch({
    raiden: {
      channels: async () => [],
      onReady: () => () => undefined,
      onChannels: (listener) => {
        change = () => listener([])
        return () => undefined
      },
    },
    funding: {
      topUp,
      resume: async () => undefined,
      reconcile: async () => undefined,
      settle: async () => undefined,
    },
    limits: { establish: () => undefined, isEstablished: () => true },
    minimumOwnDeposit: toAmount(1n),
    channelPartners: { add: () => undefined },
    log: pino({ level: 'silent' }),
  })
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
