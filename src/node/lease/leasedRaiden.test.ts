import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { DeviceLease } from './deviceLease.ts'
import { channelsSetting } from '../restoredChannels/channelsSetting.ts'
import { LeasedRaiden } from './leasedRaiden.ts'

const minute = 60_000
let isHubAway: boolean
let lease: DeviceLease
let problems: unknown[]
const raiden = { start: vi.fn<() => Promise<void>>(), stop: vi.fn<() => Promise<void>>() }
let settings: Settings
let leased: LeasedRaiden

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  isHubAway = false
  problems = []
  raiden.start.mockReset().mockResolvedValue()
  raiden.stop.mockReset().mockResolvedValue()
  settings = new Settings(openStore(':memory:'))
  const answer = async (durationMs: number) => {
    if (isHubAway) throw new BuskerError('IPFS_PEER_UNREACHABLE', 'The hub cannot be reached.')
    return { durationMs, wanted: null }
  }
  const hub = {
    take: ({ durationMs }: { durationMs: number }) => answer(durationMs),
    release: async () => void (await answer(0)),
    ask: async () => void (await answer(0)),
    holder: async () => null,
  }
  lease = new DeviceLease({ hub, settings })
  leased = new LeasedRaiden({
    raiden,
    lease,
    settings,
    settleableAfter: () => Date.UTC(2026, 5, 1),
    onProblem: (problem) => problems.push(problem),
  })
})
afterEach(async () => {
  await leased.stop()
  vi.useRealTimers()
})

test('Raiden stops when the lease runs out, which is said, and starts again with it', async () => {
  await leased.start()
  expect(raiden.start).toHaveBeenCalledTimes(1)
  isHubAway = true
  await vi.advanceTimersByTimeAsync(10 * minute)
  expect(raiden.stop).toHaveBeenCalledTimes(1)
  expect(problems).toEqual([expect.objectContaining({ code: 'IPFS_PEER_UNREACHABLE' })])
  isHubAway = false
  await vi.advanceTimersByTimeAsync(minute)
  expect(raiden.start).toHaveBeenCalledTimes(2)
  expect(problems.at(-1)).toBeNull()
})

test('a Raiden that does not come back with the lease is said', async () => {
  await leased.start()
  isHubAway = true
  await vi.advanceTimersByTimeAsync(10 * minute)
  raiden.start.mockRejectedValueOnce(new Error('no chain'))
  isHubAway = false
  await vi.advanceTimersByTimeAsync(minute)
  expect(problems.at(-1)).toEqual(new Error('no chain'))
})

test('a restored identity waits until its old connection is settled, and says until when', async () => {
  settings.set(channelsSetting, 'restored-read-only')
  await expect(leased.start()).rejects.toMatchObject({
    reason: {
      code: 'RAIDEN_SETTLEMENT_PENDING',
      message: expect.stringContaining('until 2026-06-01T00:00:00.000Z or a little later'),
    },
  })
  expect(raiden.start).not.toHaveBeenCalled()
})
