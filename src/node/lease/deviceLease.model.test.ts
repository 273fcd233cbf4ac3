import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Leases } from '../../hub/leases/leases.ts'
import { SqliteLeases } from '../../hub/leases/sqliteLeases.ts'
import { openHubStore } from '../../hub/openHubStore.ts'
import { BuskerError } from '../../shared/errors.ts'
import { address } from '../../shared/ids.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { DeviceLease } from './deviceLease.ts'
import type { LeaseClient } from './leaseClient.ts'

const account = address.parse(`0x${'a'.repeat(40)}`)
const minute = 60_000
const hour = 60 * minute

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => void vi.useRealTimers())

/** A hub with the real rules, whose clock is right, and devices whose clocks are not. */
class World {
  readonly #store = openHubStore(':memory:')
  readonly #leases = new Leases(new SqliteLeases(this.#store), () => this.truth())
  /** How long a request is under way before the hub sees it, ms. */
  delay = 0
  reachable = true

  /** What time it is, ms since epoch. */
  truth(): number {
    return Date.now()
  }

  device(skew: number): Device {
    return new Device(this, skew)
  }

  client(): LeaseClient {
    const ask = async <T>(answer: () => Promise<T>): Promise<T> => {
      if (!this.reachable) throw new BuskerError('IPFS_PEER_UNREACHABLE', 'The hub cannot be reached.')
      if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay))
      return answer()
    }
    return {
      take: ({ device, number, durationMs }) =>
        ask(async () => ({
          durationMs: await this.#leases.take({ v: 2, account, device, number, durationMs }),
          wanted: null,
        })),
      release: (terms) => ask(() => this.#leases.release({ v: 1, account, until: 0, ...terms })),
      ask: () => ask(async () => undefined),
      holder: () =>
        ask(async () => {
          const holder = await this.#leases.holder(account)
          return holder === null ? null : { ...holder, note: null }
        }),
    }
  }

  close(): void {
    this.#store.close()
  }
}

class Device {
  readonly #settings = new Settings(openStore(':memory:'))
  readonly #world: World
  /** How far the device's clock is wrong, ms. */
  skew: number
  /** Where the steady clock stands still in sleep, by how much it is behind, ms. */
  #slept = 0
  lease: DeviceLease

  constructor(world: World, skew: number) {
    this.#world = world
    this.skew = skew
    this.lease = this.#newLease()
  }

  /** The process ends without a word, and is started again. */
  async crash(): Promise<void> {
    this.lease = this.#newLease()
    await this.lease.start()
  }

  /** The machine slept, as far as its steady clock knows. */
  sleep(ms: number): void {
    this.#slept += ms
  }

  #newLease(): DeviceLease {
    return new DeviceLease({
      hub: this.#world.client(),
      settings: this.#settings,
      steadyNow: () => this.#world.truth() - 1_600_000_000_000 - this.#slept,
      deviceNow: () => this.#world.truth() + this.skew,
    })
  }
}

test.each([20 * minute, -20 * minute, 48 * hour, -48 * hour])(
  'a device whose clock is wrong by %i ms gets the lease and keeps it',
  async (skew) => {
    const world = new World()
    const { lease } = world.device(skew)
    await lease.start()
    for (let passed = 0; passed < 30; passed += 1) {
      expect(lease.held).toBe(true)
      await vi.advanceTimersByTimeAsync(minute)
    }
    await lease.stop()
    world.close()
  },
)

test('a clock that is set while the lease is held may end it early, and never late', async () => {
  const world = new World()
  const device = world.device(0)
  await device.lease.start()
  world.reachable = false
  device.skew = -5 * hour
  await vi.advanceTimersByTimeAsync(9 * minute + 29_000)
  expect(device.lease.held).toBe(true)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(device.lease.held).toBe(false)
  world.close()
})

test('a device that slept through its lease does not believe in it when it wakes', async () => {
  const world = new World()
  const device = world.device(7 * hour)
  const told: boolean[] = []
  device.lease.onChange(({ held }) => told.push(held))
  await device.lease.start()
  world.reachable = false
  device.sleep(hour)
  vi.setSystemTime(world.truth() + hour)
  expect(device.lease.held).toBe(false)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(told).toEqual([true, false])
  world.close()
})

const step = fc.record({
  device: fc.nat({ max: 2 }),
  act: fc.constantFrom(
    'start',
    'start',
    'stop',
    'crash',
    'set clock',
    'lose hub',
    'find hub',
    'slow hub' as const,
  ),
  skew: fc.integer({ min: -72 * hour, max: 72 * hour }),
  wait: fc.integer({ min: 0, max: 4 * minute }),
})

test('two devices never hold the lease at once, whatever their clocks say and whenever somebody sets them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -72 * hour, max: 72 * hour }), { minLength: 3, maxLength: 3 }),
      fc.array(step, { maxLength: 40 }),
      async (skews, steps) => {
        const world = new World()
        const devices = skews.map((skew) => world.device(skew))
        for (const { device: index, act, skew, wait } of steps) {
          const device = devices[index] as Device
          if (act === 'set clock') device.skew = skew
          if (act === 'lose hub') world.reachable = false
          if (act === 'find hub') world.reachable = true
          world.delay = act === 'slow hub' ? 20_000 : 0
          if (act === 'start') void device.lease.start()
          if (act === 'stop') void device.lease.stop()
          // A crashed process holds nothing: its successor is the device.
          if (act === 'crash') void device.crash()
          for (let passed = 0; passed < wait; passed += 10_000) {
            await vi.advanceTimersByTimeAsync(10_000)
            expect(devices.filter(({ lease }) => lease.held).length).toBeLessThanOrEqual(1)
          }
        }
        world.reachable = true
        world.delay = 0
        for (const { lease } of devices) void lease.stop()
        await vi.advanceTimersByTimeAsync(minute)
        world.close()
      },
    ),
    { numRuns: 40 },
  )
})
