import { EventEmitter } from 'node:events'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { OrderlyQuit, stopMs } from './orderlyQuit.ts'

/** Electron's application: quitting asks everybody first. */
class Application extends EventEmitter {
  hasQuit = false
  quits = 0
  quit = (): void => {
    this.quits += 1
    let isPrevented = false
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    this.hasQuit = !isPrevented
  }
}

let app: Application
let asked: number[]
let stopped: number
let stop: PromiseWithResolvers<void>
let failures: unknown[]
beforeEach(() => {
  app = new Application()
  asked = []
  stopped = 0
  failures = []
  stop = Promise.withResolvers()
})

function quitWith(live: number, isSure = true): OrderlyQuit {
  return new OrderlyQuit({
    app: app as never,
    window: { isDestroyed: () => false, hide: () => undefined },
    liveOrders: () => live,
    confirm: async (count) => {
      asked.push(count)
      return isSure
    },
    stop: () => {
      stopped += 1
      return stop.promise
    },
    onFailure: (error) => failures.push(error),
  })
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('waits for what must be written, and then ends', async () => {
  quitWith(0)
  app.quit()
  expect([stopped, app.hasQuit]).toEqual([1, false])
  stop.resolve()
  await settled()
  expect([asked, app.hasQuit]).toEqual([[], true])
})

it('stops once, however often it is asked', async () => {
  quitWith(0)
  app.quit()
  app.quit()
  stop.resolve()
  await settled()
  expect([stopped, app.hasQuit]).toEqual([1, true])
})

it('asks while orders are under way, and stays when it should', async () => {
  const quit = quitWith(2, false)
  app.quit()
  app.quit()
  await settled()
  expect([asked, stopped, app.hasQuit, quit.isQuitting]).toEqual([[2], 0, false, false])
})

it('goes when the person says so', async () => {
  quitWith(1)
  app.quit()
  await settled()
  stop.resolve()
  await settled()
  expect([asked, stopped, app.hasQuit]).toEqual([[1], 1, true])
})

it('ends even when not everything stopped, and says so', async () => {
  quitWith(0)
  app.quit()
  stop.reject(new Error('stuck'))
  await settled()
  expect([failures.length, app.hasQuit]).toEqual([1, true])
})

it('waits for nothing for ever', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  quitWith(0)
  app.quit()
  await vi.advanceTimersByTimeAsync(stopMs - 1)
  expect([failures.length, app.hasQuit]).toEqual([0, false])
  await vi.advanceTimersByTimeAsync(1)
  expect([failures.length, app.hasQuit]).toEqual([1, true])
  stop.resolve()
  await vi.runAllTimersAsync()
  expect(app.quits).toBe(2)
})

it('asks nobody after a signal', async () => {
  quitWith(3)
  process.emit('SIGTERM')
  stop.resolve()
  await settled()
  expect([asked, app.hasQuit]).toEqual([[], true])
})
