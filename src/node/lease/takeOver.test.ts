import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
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
const codeOf = (state: LeaseState) => (state.held ? 'HELD' : state.reason.code)

interface Machine {
  readonly lease: DeviceLease
  readonly settings: Settings
  /** What happened, in order. */
  readonly done: string[]
  isNewest: boolean
}
function machine(name: string, settings = newSettings()): Machine {
  const done: string[] = []
  const made: Machine = { lease: null as never, settings, done, isNewest: true }
  const lease = new DeviceLease({
    hub: {
      take: (terms) => hub.take(terms),
      release: async (terms) => {
        done.push('release')
        await hub.release(terms)
      },
      holder: () => hub.holder(),
      ask: async (terms) => {
        await hub.ask(terms)
        hub.wanted = hub.wanted && { ...hub.wanted, note: { name, since: terms.since } }
      },
    },
    settings,
    isNewest: async () => made.isNewest,
    beforeYield: async () => void done.push(`stopped, held ${String(lease.held)}`),
    onFree: () => done.push('free'),
  })
  running.push(lease)
  return Object.assign(made, { lease })
}
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('asks the other machine, which stops, seals, lets go and does not come back by itself', async () => {
  const [studio, laptop] = [machine('studio'), machine('laptop')]
  await studio.lease.start()
  await laptop.lease.start()
  expect(laptop.lease.other).toMatchObject({ name: 'studio', until: expect.any(Number) })
  await passes(20 * minute)
  expect(laptop.lease.held).toBe(false)
  laptop.isNewest = false
  laptop.lease.takeOver()
  expect(laptop.lease.isTakingOver).toBe(true)
  await passes(minute + 5_000)
  expect(studio.done).toEqual(['stopped, held false', 'release'])
  expect(laptop.done).toEqual(['free'])
  expect(studio.lease.yieldedTo).toMatchObject({ name: 'laptop' })
  expect(codeOf(studio.lease.state)).toBe('HUB_LEASE_ELSEWHERE')
  await passes(60 * minute)
  expect([studio.lease.held, laptop.lease.held]).toEqual([false, false])
  // Made anew from the newest snapshot.
  const restored = machine('laptop')
  await restored.lease.start()
  expect(restored.lease.held).toBe(true)
  await passes(60 * minute)
  expect([studio.lease.held, restored.lease.held]).toEqual([false, true])
})

test('waits for the end of a lease whose machine is dead, and not a moment less', async () => {
  const studio = machine('studio')
  await studio.lease.start()
  const died = hub.newest?.until ?? 0
  const laptop = machine('laptop')
  laptop.isNewest = false
  await laptop.lease.start()
  laptop.lease.takeOver()
  vi.spyOn(hub, 'take').mockRejectedValue(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
  await passes(died - Date.now() - 1)
  expect(laptop.done).toEqual([])
  await passes(5_000)
  expect(laptop.done).toEqual(['free'])
})

test('a machine that was used before takes nothing where another one was used since', async () => {
  const studio = machine('studio')
  await studio.lease.start()
  await studio.lease.stop()
  const laptop = machine('laptop')
  await laptop.lease.start()
  await laptop.lease.stop()
  const again = machine('studio', studio.settings)
  await again.lease.start()
  expect(codeOf(again.lease.state)).toBe('HUB_LEASE_ELSEWHERE')
  await passes(60 * minute)
  expect(again.lease.held).toBe(false)
  expect(again.lease.isElsewhere).toBe(true)
  again.lease.takeOver()
  await passes(1)
  expect(again.done).toEqual(['free'])
})

test('a copy that is older than what the hub keeps is not gone on from, even where nobody has the lease', async () => {
  const studio = machine('studio')
  await studio.lease.start()
  await studio.lease.stop()
  const laptop = machine('laptop')
  laptop.isNewest = false
  await laptop.lease.start()
  expect(codeOf(laptop.lease.state)).toBe('HUB_LEASE_ELSEWHERE')
  laptop.isNewest = true
  await passes(15_000)
  expect(laptop.lease.held).toBe(true)
})

test('a machine killed while it lets go lets go at its next start, and takes nothing', async () => {
  const studio = machine('studio')
  await studio.lease.start()
  const laptop = machine('laptop')
  await laptop.lease.start()
  vi.spyOn(hub, 'release').mockRejectedValueOnce(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
  laptop.lease.takeOver()
  await passes(minute)
  const restarted = machine('studio', studio.settings)
  await restarted.lease.start()
  expect(restarted.done).toEqual(['stopped, held false', 'release'])
  expect(restarted.lease.held).toBe(false)
  expect(hub.newest?.until).toBe(0)
})

test('a lease is kept where Raiden may be running still', async () => {
  const settings = newSettings()
  const stuck = new DeviceLease({
    hub,
    settings,
    beforeYield: () => Promise.reject(new Error('Raiden does not stop.')),
  })
  running.push(stuck)
  await stuck.start()
  const laptop = machine('laptop')
  await laptop.lease.start()
  laptop.lease.takeOver()
  await passes(2 * minute)
  expect(stuck.held).toBe(false)
  expect(hub.newest?.until).toBeGreaterThan(Date.now())
  expect(laptop.lease.held).toBe(false)
})

test('a request that a hub shows again is for a lease that is gone, and moves nobody', async () => {
  const [studio, laptop] = [machine('studio'), machine('laptop')]
  await studio.lease.start()
  await laptop.lease.start()
  laptop.lease.takeOver()
  await passes(2_000)
  const old = hub.wanted
  await passes(minute)
  expect(studio.lease.held).toBe(false)
  await laptop.lease.stop()
  studio.lease.takeOver()
  await passes(1)
  const anew = machine('studio')
  await anew.lease.start()
  expect(anew.lease.held).toBe(true)
  hub.wanted = old
  await passes(5 * minute)
  expect(anew.lease.held).toBe(true)
})

test('where nobody came after all, the machine that let go is taken back as it is', async () => {
  const [studio, laptop] = [machine('studio'), machine('laptop')]
  await studio.lease.start()
  await laptop.lease.start()
  laptop.lease.takeOver()
  await passes(2_000)
  await laptop.lease.stop()
  await passes(minute)
  expect(studio.lease.held).toBe(false)
  studio.lease.takeOver()
  await passes(1)
  expect(studio.lease.held).toBe(true)
  expect(studio.lease.yieldedTo).toBeNull()
  expect(studio.done).not.toContain('free')
})

test('of two that take over at once one goes on, and the other is told of it', async () => {
  const studio = machine('studio')
  await studio.lease.start()
  const [laptop, phone] = [machine('laptop'), machine('phone')]
  await laptop.lease.start()
  await phone.lease.start()
  laptop.lease.takeOver()
  phone.lease.takeOver()
  await passes(3 * minute)
  const held = [studio, laptop, phone].filter(({ lease }) => lease.held)
  expect(held).toHaveLength(1)
  expect(held[0]).not.toBe(studio)
  const other = held[0] === laptop ? phone : laptop
  await passes(30 * minute)
  expect(codeOf(other.lease.state)).toBe('HUB_LEASE_HELD')
})
