import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Hex32 } from '../../shared/ids.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { DeviceLease, type LeaseState } from './deviceLease.ts'
import { MemoryLeaseClient } from './testing/memoryLeaseClient.ts'

const minute = 60_000

let hub: MemoryLeaseClient
let running: DeviceLease[]

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  hub = new MemoryLeaseClient()
  running = []
})
afterEach(async () => {
  for (const lease of running) await lease.stop()
  vi.useRealTimers()
})

const newSettings = () => new Settings(openStore(':memory:'))
function leaseOf(settings: Settings): { lease: DeviceLease; told: LeaseState[] } {
  const lease = new DeviceLease({ hub, settings })
  const told: LeaseState[] = []
  lease.onChange((state) => told.push(state))
  running.push(lease)
  return { lease, told }
}
const codeOf = (state: LeaseState | undefined) => (state?.held === false ? state.reason.code : 'HELD')

test('a device takes the lease at its start and keeps it for as long as it runs', async () => {
  const { lease, told } = leaseOf(newSettings())
  expect(codeOf(lease.state)).toBe('HUB_LEASE_NONE')
  await lease.start()
  expect(lease.held).toBe(true)
  for (let passed = 0; passed < 120; passed += 1) {
    await vi.advanceTimersByTimeAsync(minute)
    expect(lease.held).toBe(true)
  }
  expect(told.map(({ held }) => held)).toEqual([true])
})

test('a second device is told who has it and gets it as soon as the first one stops', async () => {
  const settings = newSettings()
  const first = leaseOf(settings).lease
  await first.start()
  const second = leaseOf(newSettings())
  await second.lease.start()
  expect(second.lease.state).toMatchObject({ held: false, reason: { code: 'HUB_LEASE_HELD' } })
  const { state } = second.lease
  expect(state.held ? '' : state.reason.message).toContain('studio')
  expect(second.lease.other).toEqual({ name: 'studio', since: 1000, until: Date.now() + 10 * minute })
  await vi.advanceTimersByTimeAsync(60 * minute)
  expect(second.lease.held).toBe(false)
  await first.stop()
  expect(first.held).toBe(false)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(second.lease.held).toBe(true)
})

test('with the hub away what was granted holds to its end, less the margin, and no longer', async () => {
  const { lease, told } = leaseOf(newSettings())
  await lease.start()
  hub.reachable = false
  await vi.advanceTimersByTimeAsync(9 * minute + 29_000)
  expect(lease.held).toBe(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(lease.held).toBe(false)
  expect(told.map(codeOf)).toEqual(['HELD', 'IPFS_PEER_UNREACHABLE'])
  expect(Date.now()).toBeLessThan(hub.newest?.until ?? 0)
  hub.reachable = true
  await vi.advanceTimersByTimeAsync(15_000)
  expect(told.map(({ held }) => held)).toEqual([true, false, true])
})

test('a device that is woken asks at once, and once', async () => {
  const { lease, told } = leaseOf(newSettings())
  await lease.start()
  hub.reachable = false
  await vi.advanceTimersByTimeAsync(11 * minute)
  expect(lease.held).toBe(false)
  hub.reachable = true
  lease.wake()
  lease.wake()
  await vi.advanceTimersByTimeAsync(1)
  expect(lease.held).toBe(true)
  const number = hub.newest?.number ?? 0
  await vi.advanceTimersByTimeAsync(10 * minute)
  expect(hub.newest?.number).toBe(number + 10)
  expect(told.map(({ held }) => held)).toEqual([true, false, true])
})

test('a restart with the hub away goes on with what was granted; after giving it back it does not', async () => {
  const settings = newSettings()
  const { lease } = leaseOf(settings)
  await lease.start()
  const until = hub.newest?.until
  hub.reachable = false
  const restarted = leaseOf(settings).lease
  await restarted.start()
  expect(restarted.state).toEqual({ held: true, until: (until ?? 0) - 30_000 })
  await restarted.stop()
  const again = leaseOf(settings).lease
  await again.start()
  expect(codeOf(again.state)).toBe('IPFS_PEER_UNREACHABLE')
})

test('a crashed device gets its lease back at once, whatever number the hub has', async () => {
  const settings = newSettings()
  await leaseOf(settings).lease.start()
  hub.newest = { ...(hub.newest as NonNullable<typeof hub.newest>), number: 40 }
  const restarted = leaseOf(settings).lease
  await restarted.start()
  expect(restarted.held).toBe(true)
  expect(hub.newest.number).toBe(41)
})

test('a lost answer costs one attempt and nothing else', async () => {
  hub.loseAnswers = 1
  const { lease } = leaseOf(newSettings())
  await lease.start()
  expect(codeOf(lease.state)).toBe('IPFS_PEER_TIMEOUT')
  await vi.advanceTimersByTimeAsync(15_000)
  expect(lease.held).toBe(true)
})

test('a device whose lease the hub gave to another stops believing in it at once', async () => {
  const { lease, told } = leaseOf(newSettings())
  await lease.start()
  hub.newest = { device: `0x${'e'.repeat(64)}` as Hex32, number: 9, until: Date.now() + 10 * minute }
  await vi.advanceTimersByTimeAsync(minute)
  expect(lease.held).toBe(false)
  expect(told.map(codeOf)).toEqual(['HELD', 'HUB_LEASE_HELD'])
})

test('two devices never hold it at once, however the hub comes and goes', async () => {
  const leases = [leaseOf(newSettings()).lease, leaseOf(newSettings()).lease, leaseOf(newSettings()).lease]
  let seed = 7
  const draw = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  for (let step = 0; step < 400; step += 1) {
    const lease = leases[draw(3)]
    if (draw(4) === 0) hub.reachable = !hub.reachable
    if (draw(3) === 0) await lease?.stop()
    else await lease?.start()
    await vi.advanceTimersByTimeAsync(draw(3 * minute))
    expect(leases.filter(({ held }) => held).length).toBeLessThanOrEqual(1)
  }
})

test('stopping twice gives back once, and a stopped device asks no more', async () => {
  const { lease } = leaseOf(newSettings())
  await Promise.all([lease.start(), lease.start()])
  await lease.stop()
  await lease.stop()
  const { newest } = hub
  await vi.advanceTimersByTimeAsync(30 * minute)
  expect(hub.newest).toEqual(newest)
})

test('a hub whose answer makes no sense is asked again, and Raiden does not run meanwhile', async () => {
  const { lease } = leaseOf(newSettings())
  const cause = new TypeError('The answer could not be read.')
  const take = vi.spyOn(hub, 'take').mockRejectedValueOnce(cause)
  await lease.start()
  expect(lease.state).toMatchObject({
    held: false,
    reason: { code: 'HUB_LEASE_FAILED', cause },
  })
  await vi.advanceTimersByTimeAsync(15_000)
  expect(lease.held).toBe(true)
  expect(take).toHaveBeenCalledTimes(2)
})
