import { expect, test, vi } from 'vitest'
import { toErrorData } from '../../shared/errors.ts'
import { openStore } from '../store/openStore.ts'
import { Saga } from './saga.ts'
import { Instances, machine } from './testing/instances.ts'

test('on a full disk an order waits, although not even the reason can be written, and goes on once there is room', async () => {
  vi.useFakeTimers()
  const store = openStore(':memory:')
  const instances = new Instances(store)
  const retries: string[] = []
  const unreported: string[] = []
  const saga = new Saga(
    machine,
    instances,
    { pack: async () => ({ on: 'packed' }), send: async () => ({ on: 'arrived' }) },
    {
      store,
      onRetry: (id, error) => {
        retries.push(toErrorData(error).code)
        instances.update(id, {})
      },
      onUnreported: (error) => unreported.push(toErrorData(error).code),
    },
  )
  await saga.start()
  saga.begin({ id: 'a', state: 'packing', deadline: null, place: null }, 'begun')
  const pages = store.pragma('page_count', { simple: true }) as number
  store.pragma(`max_page_count = ${pages}`)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(retries.length).toBeGreaterThan(2)
  expect(new Set([...retries, ...unreported])).toEqual(new Set(['NODE_DISK_FULL']))
  expect(instances.get('a')?.state).toBe('packing')
  store.pragma(`max_page_count = ${pages + 1000}`)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(instances.get('a')?.state).toBe('arrived')
  await saga.stop()
  vi.useRealTimers()
})
