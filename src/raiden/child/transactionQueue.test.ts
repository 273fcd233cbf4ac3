import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TransactionQueue } from './transactionQueue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A transaction that ends when it is told to. */
function transaction() {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const send = vi.fn<() => Promise<string>>(() => promise)
  return { send, resolve, reject }
}

test('transactions are sent one after the other, also after one that failed', async () => {
  const queue = new TransactionQueue(1_000)
  const [first, second] = [transaction(), transaction()]
  const outcomes = [queue.add('anna', first.send), queue.add('bert', second.send)]
  await vi.advanceTimersByTimeAsync(900)
  expect([first.send.mock.calls.length, second.send.mock.calls.length]).toEqual([1, 0])
  first.reject(new Error('reverted'))
  await expect(outcomes[0]).rejects.toThrow('reverted')
  await vi.advanceTimersByTimeAsync(0)
  second.resolve('done')
  expect(await outcomes[1]).toBe('done')
  expect(vi.getTimerCount()).toBe(0)
})

test('one that is never confirmed lets other partners pass, and its own not', async () => {
  const queue = new TransactionQueue(1_000)
  const [stuck, same, other] = [transaction(), transaction(), transaction()]
  const late = queue.add('anna', stuck.send)
  void queue.add('anna', same.send)
  void queue.add('bert', other.send)
  await vi.advanceTimersByTimeAsync(1_000)
  expect([other.send.mock.calls.length, same.send.mock.calls.length]).toEqual([1, 0])
  stuck.resolve('late')
  expect(await late).toBe('late')
  other.resolve('done')
  await vi.advanceTimersByTimeAsync(0)
  expect(same.send).toHaveBeenCalledTimes(1)
})

test('one with the same partner waits for all before it, also for one that came while another was sent', async () => {
  const queue = new TransactionQueue(1_000)
  const [first, stuck, third] = [transaction(), transaction(), transaction()]
  const outcome = queue.add('anna', first.send)
  const late = queue.add('anna', stuck.send)
  await vi.advanceTimersByTimeAsync(0)
  first.resolve('done')
  expect(await outcome).toBe('done')
  await vi.advanceTimersByTimeAsync(0)
  void queue.add('anna', third.send)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([stuck.send.mock.calls.length, third.send.mock.calls.length]).toEqual([1, 0])
  stuck.resolve('late')
  expect(await late).toBe('late')
  await vi.advanceTimersByTimeAsync(0)
  expect(third.send).toHaveBeenCalledOnce()
})
