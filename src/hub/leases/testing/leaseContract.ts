import { beforeEach, describe, expect, test } from 'vitest'
import { lease, type Lease, leaseRequest } from '../../../protocol/hub.ts'
import { sign } from '../../../protocol/signed.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { holdRequest, takeOverRequest } from '../../../protocol/leaseHolder.ts'
import { hex32, type Hex32 } from '../../../shared/ids.ts'
import { minuteMs } from '../../clock.ts'
import { createManualClock } from '../../testing/manualClock.ts'
import { createTestUser, type TestUser } from '../../testing/testUser.ts'
import { createLeaseHandlers } from '../leaseHandlers.ts'
import { Leases, maxLeaseMs } from '../leases.ts'
import type { LeaseStore } from '../leaseStore.ts'

const laptop = hex32.parse(`0x${'1'.repeat(64)}`)
const desktop = hex32.parse(`0x${'2'.repeat(64)}`)

export interface LeaseStoreUnderTest {
  /** An empty one. */
  readonly open: () => Promise<LeaseStore>
  /** The same, as another process finds it. */
  readonly reopen: () => Promise<LeaseStore>
}

/** What leases must do, wherever they are kept. */
export function leaseContract(name: string, { open, reopen }: LeaseStoreUnderTest): void {
  describe(`leases in ${name}`, async () => {
    const { now, advance } = createManualClock()
    const anna = await createTestUser()
    let store: LeaseStore
    let leases: Leases

    beforeEach(async () => {
      store = await open()
      leases = new Leases(store, now)
    })

    const asked = (device = laptop, number = 1, ms = 5 * minuteMs): Lease => ({
      v: 1,
      account: anna.address,
      device,
      number,
      until: now() + ms,
    })
    const refused = (code: ErrorCode) => expect.objectContaining({ code })

    test('one device at a time has the lease; the other is told who has it and until when', async () => {
      const until = await leases.acquire(asked(laptop, 1))
      expect(until).toBe(now() + 5 * minuteMs)
      await expect(leases.acquire(asked(desktop, 2))).rejects.toThrow(refused('HUB_LEASE_HELD'))
      await expect(leases.acquire(asked(desktop, 2))).rejects.toThrow(/11111111.*until 20\d\d-/)
      expect(await leases.count()).toBe(1)
    })

    test('a lease that has run out can be taken by another device, with a higher number only', async () => {
      await leases.acquire(asked(laptop, 7))
      advance(5 * minuteMs + store.skewMs)
      expect(await leases.count()).toBe(0)
      await expect(leases.acquire(asked(desktop, 7))).rejects.toThrow(refused('HUB_LEASE_OLDER'))
      await leases.acquire(asked(desktop, 8))
      await expect(leases.acquire(asked(laptop, 9))).rejects.toThrow(refused('HUB_LEASE_HELD'))
    })

    test('the same lease asked for twice is answered the same; the same number with other terms is not', async () => {
      const once = asked(laptop, 1, minuteMs)
      const until = await leases.acquire(once)
      advance(1000)
      expect(await leases.acquire(once)).toBe(until)
      await expect(leases.acquire({ ...once, until: once.until + 1 })).rejects.toThrow(
        refused('HUB_LEASE_OLDER'),
      )
    })

    test('no lease is longer than the hub allows, and none lies in the past', async () => {
      expect(await leases.acquire(asked(laptop, 1, 10 * maxLeaseMs))).toBe(now() + maxLeaseMs)
      await expect(leases.acquire(asked(laptop, 2, 0))).rejects.toThrow(refused('HUB_LEASE_EXPIRED'))
    })

    test('renewing for a shorter time leaves the longer one: the device may not hear of it', async () => {
      const until = await leases.acquire(asked(laptop, 1, 5 * minuteMs))
      expect(await leases.acquire(asked(laptop, 2, minuteMs))).toBe(until)
    })

    test('a lease given back is free at once, and its number stays used', async () => {
      const first = asked(laptop, 5)
      await leases.acquire(first)
      await leases.release(first)
      await leases.release(first)
      expect(await leases.current(anna.address)).toEqual({ device: laptop, number: 5, until: 0 })
      await expect(leases.acquire(first)).rejects.toThrow(refused('HUB_LEASE_OLDER'))
      await leases.acquire(asked(desktop, 6))
      await expect(leases.release(asked(laptop, 7))).rejects.toThrow(refused('HUB_LEASE_HELD'))
    })

    test('leases survive a restart', async () => {
      await leases.acquire(asked(laptop, 3))
      const restarted = new Leases(await reopen(), now)
      await expect(restarted.acquire(asked(desktop, 4))).rejects.toThrow(refused('HUB_LEASE_HELD'))
      expect(await restarted.current(anna.address)).toEqual({
        device: laptop,
        number: 3,
        until: now() + 5 * minuteMs,
      })
    })

    test('only a lease signed by the account it names counts, and only its owner is told of it', async () => {
      const handlers = createLeaseHandlers(leases)
      const bert: TestUser = await createTestUser()
      const forge = (by: TestUser) => sign('lease', lease, asked(), by.account)
      const stolen = await forge(bert)
      await expect(handlers.lease({ lease: stolen }, bert.caller)).rejects.toThrow(refused('PROTOCOL_FORGED'))
      const renamed = { ...stolen, signer: anna.address }
      await expect(handlers.lease({ lease: renamed }, bert.caller)).rejects.toThrow(
        refused('PROTOCOL_FORGED'),
      )
      const own = await forge(anna)
      expect(await handlers.lease({ lease: own }, anna.caller)).toEqual({ until: now() + 5 * minuteMs })
      await expect(handlers.currentLease({ identity: anna.identity }, bert.caller)).rejects.toThrow(
        refused('HUB_NOT_OWNER'),
      )
      const { lease: current } = await handlers.currentLease({ identity: anna.identity }, anna.caller)
      expect(current).toEqual({ device: laptop, number: 1, until: now() + 5 * minuteMs })
      await handlers.release({ lease: own }, anna.caller)
      expect(await leases.count()).toBe(0)
    })

    test('a lease asked for by its length is counted by the hub, once for one number, and signed by its account', async () => {
      const handlers = createLeaseHandlers(leases)
      const request = (number: number, durationMs: number) =>
        sign(
          'lease',
          leaseRequest,
          { v: 2, account: anna.address, device: laptop, number, durationMs },
          anna.account,
        )
      const take = async (number: number, durationMs = 5 * minuteMs) =>
        handlers.takeLease({ request: await request(number, durationMs) }, anna.caller)
      expect(await take(1)).toEqual({ durationMs: 5 * minuteMs })
      advance(minuteMs)
      expect(await take(1)).toEqual({ durationMs: 4 * minuteMs })
      await expect(take(1, 6 * minuteMs)).rejects.toThrow(refused('HUB_LEASE_OLDER'))
      expect(await take(2, 10 * maxLeaseMs)).toEqual({ durationMs: maxLeaseMs })
      await expect(leases.acquire(asked(desktop, 3))).rejects.toThrow(refused('HUB_LEASE_HELD'))
      const bert = await createTestUser()
      const forged = { ...(await request(4, minuteMs)), signer: bert.address }
      await expect(handlers.takeLease({ request: forged }, bert.caller)).rejects.toThrow(
        refused('PROTOCOL_FORGED'),
      )
    })

    test('another device’s request is shown to whoever has the lease, and ends with it', async () => {
      const handlers = createLeaseHandlers(leases)
      const bert = await createTestUser()
      const note = new Uint8Array([1, 2, 3])
      const hold = async (device: Hex32, number: number) => {
        const body = { v: 3 as const, account: anna.address, device, number, durationMs: minuteMs, note }
        const request = await sign('lease', holdRequest, body, anna.account)
        return handlers.holdLease({ request }, anna.caller)
      }
      const request = async (device: Hex32, number: number, by = anna) =>
        sign(
          'lease-takeover',
          takeOverRequest,
          { v: 1, account: anna.address, device, number, note },
          by.account,
        )
      const ask = async (device: Hex32, number: number, by = anna) =>
        handlers.askForLease({ request: await request(device, number, by) }, by.caller)
      const holder = () => handlers.leaseHolder({ identity: anna.identity }, anna.caller)
      expect(await holder()).toEqual({ holder: null })
      expect(await hold(laptop, 1)).toEqual({ durationMs: minuteMs, wanted: null })
      const leftMs = minuteMs + store.skewMs
      expect(await holder()).toEqual({ holder: { device: laptop, number: 1, leftMs, note } })
      await ask(laptop, 1)
      await ask(desktop, 2)
      expect((await hold(laptop, 2)).wanted).toBeNull()
      await ask(desktop, 2)
      const wanted = await request(desktop, 2)
      expect((await hold(laptop, 3)).wanted).toEqual(wanted)
      await expect(ask(desktop, 3, bert)).rejects.toThrow(refused('PROTOCOL_FORGED'))
      const renamed = { ...(await request(desktop, 3, bert)), signer: anna.address }
      await expect(handlers.askForLease({ request: renamed }, bert.caller)).rejects.toThrow(
        refused('PROTOCOL_FORGED'),
      )
      await expect(handlers.leaseHolder({ identity: anna.identity }, bert.caller)).rejects.toThrow(
        refused('HUB_NOT_OWNER'),
      )
      await leases.release(asked(laptop, 3))
      expect((await holder()).holder).toMatchObject({ device: laptop, leftMs: 0, note })
      expect((await hold(desktop, 4)).wanted).toBeNull()
    })
  })
}
