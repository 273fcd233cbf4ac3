import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { IdleLock, type IdleLockOptions } from './idleLock.ts'

const minute = 60_000
let power: EventEmitter
let machine: { touchedAt: number; isScreenLocked: boolean; isUnlocked: boolean }
let chosen: ReturnType<IdleLockOptions['preferences']>
let locks: number
let idleLock: IdleLock

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 })
  power = Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => Math.floor((Date.now() - machine.touchedAt) / 1_000),
    getSystemIdleState: () => (machine.isScreenLocked ? 'locked' : 'active'),
  })
  machine = { touchedAt: Date.now(), isScreenLocked: false, isUnlocked: true }
  chosen = { lockAfterMinutes: 15, locksWithScreen: false }
  locks = 0
  idleLock = new IdleLock({
    power: power as unknown as IdleLockOptions['power'],
    preferences: () => chosen,
    isUnlocked: () => machine.isUnlocked,
    lock() {
      locks += 1
      machine.isUnlocked = false
    },
  })
  await idleLock.start()
})
afterEach(async () => {
  await idleLock.stop()
  vi.useRealTimers()
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a machine that nobody touches', () => {
  test('is locked after the time that was chosen, once, and not before', async () => {
    await pass(15 * minute - 10_000)
    expect(locks).toBe(0)
    await pass(20_000)
    expect(locks).toBe(1)
    await pass(60 * minute)
    expect(locks).toBe(1)
  })

  test('is never locked by itself where that is not wanted', async () => {
    chosen = { lockAfterMinutes: 0, locksWithScreen: false }
    await pass(24 * 60 * minute)
    expect(locks).toBe(0)
  })

  test('is not locked while it is used', async () => {
    for (let at = 0; at < 6; at += 1) {
      await pass(10 * minute)
      machine.touchedAt = Date.now()
    }
    expect(locks).toBe(0)
  })

  test('is given the time anew by whoever unlocks it', async () => {
    await pass(16 * minute)
    expect(locks).toBe(1)
    // By the keychain, at a machine that nobody touched.
    machine.isUnlocked = true
    await pass(14 * minute)
    expect(locks).toBe(1)
    await pass(2 * minute)
    expect(locks).toBe(2)
  })

  test('follows a choice that is changed', async () => {
    await pass(10 * minute)
    chosen = { lockAfterMinutes: 5, locksWithScreen: false }
    await pass(5_000)
    expect(locks).toBe(1)
  })
})

describe('music that plays', () => {
  test('counts as somebody being there, and its end as the moment they left', async () => {
    idleLock.setPlaying(true)
    await pass(60 * minute)
    expect(locks).toBe(0)
    idleLock.setPlaying(false)
    await pass(14 * minute)
    expect(locks).toBe(0)
    await pass(minute + 10_000)
    expect(locks).toBe(1)
  })

  test('does not count once it is paused, whatever else is told of it', async () => {
    idleLock.setPlaying(true)
    idleLock.setPlaying(false)
    await pass(10 * minute)
    idleLock.setPlaying(false)
    await pass(5 * minute + 10_000)
    expect(locks).toBe(1)
  })

  test('does not keep a machine open through its sleep', async () => {
    idleLock.setPlaying(true)
    vi.setSystemTime(Date.now() + 60 * minute)
    machine.touchedAt = Date.now()
    power.emit('resume')
    expect(locks).toBe(1)
  })
})

describe('sleep', () => {
  test('counts as nobody being there, however it ends', async () => {
    vi.setSystemTime(Date.now() + 15 * minute)
    machine.touchedAt = Date.now()
    await pass(5_000)
    expect(locks).toBe(1)
  })

  test('that was short locks nothing', async () => {
    vi.setSystemTime(Date.now() + 5 * minute)
    machine.touchedAt = Date.now()
    power.emit('resume')
    await pass(5_000)
    expect(locks).toBe(0)
  })
})

describe('the screen', () => {
  test.each(['lock-screen', 'suspend'])('locks Busker at %s, where that is wanted', (event) => {
    power.emit(event)
    expect(locks).toBe(0)
    chosen = { lockAfterMinutes: 0, locksWithScreen: true }
    power.emit(event)
    power.emit(event)
    expect(locks).toBe(1)
  })

  test('is asked where the system does not tell, music or not', async () => {
    machine.isScreenLocked = true
    idleLock.setPlaying(true)
    await pass(5_000)
    expect(locks).toBe(0)
    chosen = { lockAfterMinutes: 0, locksWithScreen: true }
    await pass(5_000)
    expect(locks).toBe(1)
  })
})

test('a clock that is put back neither locks nor keeps open for longer than from now on', async () => {
  await pass(10 * minute)
  vi.setSystemTime(Date.now() - 600 * minute)
  machine.touchedAt = Date.now()
  await pass(10_000)
  expect(locks).toBe(0)
  await pass(15 * minute)
  expect(locks).toBe(1)
})

test('nothing is heard of the machine once it is stopped', async () => {
  await idleLock.stop()
  chosen = { lockAfterMinutes: 5, locksWithScreen: true }
  for (const event of ['lock-screen', 'suspend', 'resume']) power.emit(event)
  await pass(60 * minute)
  expect(locks).toBe(0)
})
