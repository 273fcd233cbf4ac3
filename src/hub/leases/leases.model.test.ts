import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBuskerError } from '../../shared/errors.ts'
import { address, hex32, type Hex32 } from '../../shared/ids.ts'
import { openHubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { Leases } from './leases.ts'
import { SqliteLeases } from './sqliteLeases.ts'

const account = address.parse(`0x${'a'.repeat(40)}`)
const devices = ['1', '2', '3'].map((digit) => hex32.parse(`0x${digit.repeat(64)}`))
const step = fc.record({
  kind: fc.constantFrom('take' as const, 'take' as const, 'release' as const),
  device: fc.constantFrom(...devices),
  number: fc.integer({ min: 1, max: 12 }),
  life: fc.integer({ min: 0, max: 30 }),
  wait: fc.integer({ min: 0, max: 20 }),
})

test('however devices ask, two never hold the lease at once, and numbers only go up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const store = openHubStore(':memory:')
      const { now, advance } = createManualClock(1000)
      /** What each device may believe: until when it holds the lease. */
      const heldByDevice = new Map<Hex32, number>()
      let highest = 0
      for (const { kind, device, number, life, wait } of steps) {
        advance(wait)
        const leases = new Leases(new SqliteLeases(store), now)
        const asked = { v: 1 as const, account, device, number, until: now() + life }
        const others = () => [...heldByDevice].filter(([who, until]) => who !== device && until > now())
        const granted = await attempt(() => (kind === 'take' ? leases.acquire(asked) : leases.release(asked)))
        if (granted !== 'refused') heldByDevice.set(device, granted ?? 0)
        const holders = [...heldByDevice.values()].filter((until) => until > now()).length
        expect(holders).toBeLessThanOrEqual(1)
        expect(typeof granted === 'number' && others().length > 0).toBe(false)
        expect(await leases.count()).toBe(holders)
        const newest = (await leases.current(account))?.number ?? 0
        expect(newest).toBeGreaterThanOrEqual(highest)
        highest = newest
      }
      store.close()
    }),
    { numRuns: 200 },
  )
})

test('a device that asks with a number above the newest gets the lease once nobody holds it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 15 }),
      fc.constantFrom(...devices),
      async (steps, device) => {
        const store = openHubStore(':memory:')
        const { now, advance } = createManualClock(1000)
        const leases = new Leases(new SqliteLeases(store), now)
        for (const { kind, device: who, number, life, wait } of steps) {
          advance(wait)
          const asked = { v: 1 as const, account, device: who, number, until: now() + life }
          await attempt(() => (kind === 'take' ? leases.acquire(asked) : leases.release(asked)))
        }
        advance(30)
        const number = ((await leases.current(account))?.number ?? 0) + 1
        expect(await leases.acquire({ v: 1, account, device, number, until: now() + 10 })).toBe(now() + 10)
        store.close()
      },
    ),
  )
})

async function attempt(act: () => Promise<number | void>): Promise<number | undefined | 'refused'> {
  try {
    return (await act()) ?? undefined
  } catch (error) {
    if (isBuskerError(error)) return 'refused'
    throw error
  }
}
