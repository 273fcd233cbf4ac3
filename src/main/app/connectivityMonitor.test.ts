import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConnectivityMonitor } from './connectivityMonitor.ts'

let addresses: string
let changes: number
let power: EventEmitter
let monitor: ConnectivityMonitor

beforeEach(async () => {
  vi.useFakeTimers()
  addresses = '192.0.2.1'
  changes = 0
  power = new EventEmitter()
  monitor = new ConnectivityMonitor({
    power: power as never,
    onConnectivityChange: () => (changes += 1),
    addresses: () => addresses,
  })
  await monitor.start()
})
afterEach(async () => {
  await monitor.stop()
  vi.useRealTimers()
})

test('wakes after sleep', () => {
  power.emit('resume')
  expect(changes).toBe(1)
})

test('wakes once when the machine is on another network', () => {
  vi.advanceTimersByTime(20_000)
  expect(changes).toBe(0)
  addresses = '198.51.100.7'
  vi.advanceTimersByTime(20_000)
  expect(changes).toBe(1)
})

test('wakes nobody once it is stopped', async () => {
  await monitor.stop()
  addresses = ''
  power.emit('resume')
  vi.advanceTimersByTime(20_000)
  expect(changes).toBe(0)
})
