import { EventEmitter } from 'node:events'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { GracefulQuit, shutdownTimeoutMs } from './gracefulQuit.ts'

/** Electron's application: quitting asks everybody first. */
class FakeApp extends EventEmitter {
  hasQuit = false
  quits = 0
  quit = (): void => {
    this.quits += 1
    let isPrevented = false
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    this.hasQuit = !isPrevented
  }
}

let app: FakeApp
let confirmations: number[]
let stopped: number
let stop: PromiseWithResolvers<void>
let failures: unknown[]
beforeEach(() => {
  app = new FakeApp()
  confirmations = []
  stopped = 0
  failures = []
  stop = Promise.withResolvers()
})

function createQuit(live: number, isSure = true): GracefulQuit {
  return new GracefulQuit({
    app: app as never,
    window: { isDestroyed: () => false, hide: () => undefined },
    liveOrders: () => live,
    confirm: async (count) => {
      confirmations.push(count)
      return isSure
    },
    stop: () => {
      stopped += 1
      return stop.promise
    },
    onFailure: (error) => failures.push(error),
  })
}
const flushPromises = () => new Promise((resolve) => setImmediate(resolve))

test('waits for what must be written, and then ends', async () => {
  createQuit(0)
  app.quit()
  expect([stopped, app.hasQuit]).toEqual([1, false])
  stop.resolve()
  await flushPromises()
  expect([confirmations, app.hasQuit]).toEqual([[], true])
})

test('stops once, however often it is asked', async () => {
  createQuit(0)
  app.quit()
  app.quit()
  stop.resolve()
  await flushPromises()
  expect([stopped, app.hasQuit]).toEqual([1, true])
})

test('asks while orders are under way, and stays when it should', async () => {
  const quit = createQuit(2, false)
  app.quit()
  app.quit()
  await flushPromises()
  expect([confirmations, stopped, app.hasQuit, quit.isQuitting]).toEqual([[2], 0, false, false])
})

test('goes when the person says so', async () => {
  createQuit(1)
  app.quit()
  await flushPromises()
  stop.resolve()
  await flushPromises()
  expect([confirmations, stopped, app.hasQuit]).toEqual([[1], 1, true])
})

test('ends even when not everything stopped, and says so', async () => {
  createQuit(0)
  app.quit()
  stop.reject(new Error('stuck'))
  await flushPromises()
  expect([failures.length, app.hasQuit]).toEqual([1, true])
})

test('waits for nothing for ever', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  createQuit(0)
  app.quit()
  await vi.advanceTimersByTimeAsync(shutdownTimeoutMs - 1)
  expect([failures.length, app.hasQuit]).toEqual([0, false])
  await vi.advanceTimersByTimeAsync(1)
  expect([failures.length, app.hasQuit]).toEqual([1, true])
  stop.resolve()
  await vi.runAllTimersAsync()
  expect(app.quits).toBe(2)
})

test('asks nobody after a signal', async () => {
  createQuit(3)
  process.emit('SIGTERM')
  stop.resolve()
  await flushPromises()
  expect([confirmations, app.hasQuit]).toEqual([[], true])
})
