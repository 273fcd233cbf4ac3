import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { runHedged } from './runHedged.ts'

const never = 1_000_000
afterEach(() => void vi.useRealTimers())

test('as many are attempted as are needed, and no more where none fails', async () => {
  const attempted: number[] = []
  await runHedged([1, 2, 3], async (item) => void attempted.push(item), { needed: 2, hedgeAfterMs: never })
  expect(attempted).toEqual([1, 2])
})

test('whatever fails, enough are found where there are enough, and all are tried where there are not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean()), fc.integer({ min: 0, max: 6 }), async (items, needed) => {
      let succeeded = 0
      const attempt = async (works: boolean) => {
        await Promise.resolve()
        if (!works) throw new Error('no')
        succeeded += 1
      }
      const failures = await runHedged(items, attempt, { needed, hedgeAfterMs: never })
      const good = items.filter(Boolean).length
      expect(succeeded).toBe(Math.min(needed, good))
      const failed = items.length - good
      expect(failures.length).toBeGreaterThanOrEqual(good < needed ? failed : 0)
      expect(failures.length).toBeLessThanOrEqual(failed)
    }),
  )
})

test('a slow one is joined by another, and aborted once there are enough', async () => {
  let slow: AbortSignal | undefined
  const attempt = async (item: string, signal: AbortSignal) => {
    if (item === 'fast') return
    slow = signal
    await new Promise(() => undefined)
  }
  await runHedged(['slow', 'fast'], attempt, { needed: 1, hedgeAfterMs: 1 })
  expect(slow?.aborted).toBe(true)
})

test('nothing is begun any more after the end', async () => {
  const attempted: string[] = []
  const ended = Promise.withResolvers<void>()
  const attempt = async (item: string, signal: AbortSignal) => {
    attempted.push(item)
    if (item === 'good') return
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('aborted'))
        ended.resolve()
      })
    })
  }
  await runHedged(['good', 'hangs', 'spare'], attempt, { needed: 1, hedgeAfterMs: never })
  expect(attempted).toEqual(['good'])
  await runHedged(['hangs', 'good', 'spare'], attempt, { needed: 1, hedgeAfterMs: 1 })
  await ended.promise
  expect(attempted).toEqual(['good', 'hangs', 'good'])
})

test('who cancels is told the reason given', async () => {
  const cancel = new AbortController()
  const reason = new Error('changed my mind')
  const attempt = () => new Promise<void>(() => undefined)
  const cancelled = runHedged([1, 2], attempt, { needed: 1, hedgeAfterMs: never, signal: cancel.signal })
  cancel.abort(reason)
  await expect(cancelled).rejects.toBe(reason)
  const options = { needed: 1, hedgeAfterMs: never, signal: cancel.signal }
  await expect(runHedged([1], attempt, options)).rejects.toBe(reason)
})

test('one that still runs is waited for where no other is left', async () => {
  const done: string[] = []
  const attempt = async (item: string) => {
    if (item === 'fails') throw new Error('no')
    await new Promise((resolve) => setImmediate(resolve))
    done.push(item)
  }
  const failures = await runHedged(['fails', 'slow'], attempt, { needed: 2, hedgeAfterMs: never })
  expect([done, failures.length]).toEqual([['slow'], 1])
})

test('no clock runs on after the end', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await runHedged([1], async () => undefined, { needed: 1, hedgeAfterMs: never })
  expect(vi.getTimerCount()).toBe(0)
})
