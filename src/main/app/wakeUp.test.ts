import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WakeUp } from './wakeUp.ts'

let addresses: string
let wakes: number
let power: EventEmitter
let wakeUp: WakeUp

beforeEach(async () => {
  vi.useFakeTimers()
  addresses = '192.0.2.1'
  wakes = 0
  power = new EventEmitter()
  wakeUp = new WakeUp({ power: power as never, onWake: () => (wakes += 1), addresses: () => addresses })
  await wakeUp.start()
})
afterEach(async () => {
  await wakeUp.stop()
  vi.useRealTimers()
})

it('wakes after sleep', () => {
  power.emit('resume')
  expect(wakes).toBe(1)
})

it('wakes once when the machine is on another network', () => {
  vi.advanceTimersByTime(20_000)
  expect(wakes).toBe(0)
  addresses = '198.51.100.7'
  vi.advanceTimersByTime(20_000)
  expect(wakes).toBe(1)
})

it('wakes nobody once it is stopped', async () => {
  await wakeUp.stop()
  addresses = ''
  power.emit('resume')
  vi.advanceTimersByTime(20_000)
  expect(wakes).toBe(0)
})
