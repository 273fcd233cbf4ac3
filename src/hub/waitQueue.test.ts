import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WaitQueue } from './waitQueue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Waits, and writes `name` down when that ends. */
function waiter(queue: WaitQueue<string>) {
  const ended: string[] = []
  const wait = (name: string, key: string, timeoutMs = 1_000, signal?: AbortSignal) =>
    void queue.wait(key, timeoutMs, signal).then(() => ended.push(name))
  return { ended, wait, settle: () => vi.advanceTimersByTimeAsync(0) }
}

test('all who wait for a key are woken, and nobody else', async () => {
  const queue = new WaitQueue<string>()
  const { ended, wait, settle } = waiter(queue)
  wait('first', 'a')
  wait('second', 'a')
  wait('other', 'b')
  queue.notify('a')
  queue.notify('nobody')
  await settle()
  expect(ended).toEqual(['first', 'second'])
  queue.notifyAll()
  await settle()
  expect(ended).toEqual(['first', 'second', 'other'])
  expect(vi.getTimerCount()).toBe(0)
})

test('waiting ends by itself after its time', async () => {
  const { ended, wait } = waiter(new WaitQueue<string>())
  wait('short', 'a', 999)
  wait('long', 'a', 1_001)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ended).toEqual(['short'])
  await vi.advanceTimersByTimeAsync(1)
  expect(ended).toEqual(['short', 'long'])
})

test('nobody waits without time, or on a signal that has aborted; and one that aborts ends the waiting', async () => {
  const queue = new WaitQueue<string>()
  const { ended, wait, settle } = waiter(queue)
  const stopping = new AbortController()
  wait('no time', 'a', 0)
  wait('stopped before', 'a', 1_000, AbortSignal.abort())
  wait('stopped later', 'a', 1_000, stopping.signal)
  await settle()
  expect(ended).toEqual(['no time', 'stopped before'])
  stopping.abort()
  await settle()
  expect(ended).toEqual(['no time', 'stopped before', 'stopped later'])
  expect(vi.getTimerCount()).toBe(0)
})

test('one too many for a key ends the oldest, also when they all come at once', async () => {
  const { ended, wait, settle } = waiter(new WaitQueue<string>({ perKey: 2 }))
  for (const name of ['first', 'second', 'third', 'fourth']) wait(name, 'a')
  wait('other', 'b')
  await settle()
  expect(ended).toEqual(['first', 'second'])
  expect(vi.getTimerCount()).toBe(3)
})
