import { afterEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { type PartHealth, PartSupervisor, NotReadyError } from './partSupervisor.ts'

afterEach(() => void vi.useRealTimers())

/** Parts that note what is done to them; `a` is needed by `b`, which `c` needs; `d` needs nothing. */
function parts() {
  const done: string[] = []
  const health: PartHealth[] = []
  const broken = new Set<string>()
  const part = (name: string, needs: string[]) => ({
    name,
    needs,
    async start() {
      done.push(`start ${name}`)
      if (broken.has(name)) throw new Error(`${name} is broken`)
    },
    async stop() {
      done.push(`stop ${name}`)
    },
  })
  const all = [part('a', []), part('b', ['a']), part('c', ['b']), part('d', [])]
  return { done, health, broken, parts: new PartSupervisor(all, (each) => health.push(each)) }
}

test('a part is restarted with what needs it, directly or not, and nothing else', async () => {
  const { parts: running, done } = parts()
  await running.start()
  done.length = 0
  await running.restart('b')
  expect(done).toEqual(['stop c', 'stop b', 'start b', 'start c'])
  expect(running.listHealth().map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready'])
  await running.stop()
})

test('two restarts at once are one after the other', async () => {
  const { parts: running, done } = parts()
  await running.start()
  done.length = 0
  await Promise.all([running.restart('c'), running.restart('d'), running.restart('c')])
  expect(done).toEqual(['stop c', 'start c', 'stop d', 'start d', 'stop c', 'start c'])
  await running.stop()
})

test('what does not exist or does not run is not restarted', async () => {
  const { parts: running } = parts()
  await expect(running.restart('a')).rejects.toMatchObject({ code: 'NODE_STOPPED' })
  await running.start()
  await expect(running.restart('x')).rejects.toMatchObject({ code: 'NODE_PART_UNKNOWN' })
  await running.stop()
})

test('a part that fails when restarted is tried again, at once when woken, and then what needs it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { parts: running, broken } = parts()
  await running.start()
  broken.add('a')
  await running.restart('a')
  const states = () => running.listHealth().map(({ name, state }) => `${name} ${state}`)
  expect(states()).toEqual(['a failed', 'b starting', 'c starting', 'd ready'])
  broken.delete('a')
  running.wake()
  await Promise.all(['a', 'b', 'c'].map((name) => running.settled(name)))
  expect(states()).toEqual(['a ready', 'b ready', 'c ready', 'd ready'])
  await running.stop()
})

test('a part that waits, or fails in the same way again, is told of once for each change', async () => {
  const told: string[] = []
  let outcome: () => void = () => undefined
  const one = { name: 'one', needs: [], start: async () => outcome(), stop: async () => undefined }
  const running = new PartSupervisor([one], ({ state, problem }) =>
    told.push([state, problem?.message ?? ''].join(' ').trim()),
  )
  const again = async () => {
    running.wake()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const waits = (message: string) => () => {
    throw new NotReadyError(new BuskerError('CLOCK_UNKNOWN', message))
  }
  outcome = waits('Waits.')
  await running.start()
  await again()
  outcome = waits('Waits until noon.')
  await again()
  await again()
  outcome = () => {
    throw new Error('broken')
  }
  await again()
  await again()
  outcome = () => undefined
  await again()
  expect(told).toEqual([
    'starting',
    'starting Waits.',
    'starting Waits until noon.',
    'failed broken',
    'ready',
  ])
  await running.stop()
})

test('a stop waits for a restart under way, and nothing starts after it', async () => {
  const { parts: running, done } = parts()
  await running.start()
  const restarts = Promise.allSettled([running.restart('a'), running.restart('a')])
  await Promise.resolve() // the first is under way, the second waits
  await running.stop()
  expect((await restarts).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  const after = done.length
  running.wake()
  expect(done).toHaveLength(after)
  expect(running.listHealth().every(({ state }) => state === 'stopped')).toBe(true)
})

test('a running part says what hinders it, and when nothing does any more', async () => {
  const { parts: running, health } = parts()
  running.reportProblem('a', new Error('not started yet'))
  expect(health).toEqual([])
  await running.start()
  health.length = 0
  running.reportProblem('b', new Error('the lease is lost'))
  running.reportProblem('b', null)
  expect(health).toEqual([
    { name: 'b', state: 'failed', problem: { code: 'INTERNAL_ERROR', message: 'the lease is lost' } },
    { name: 'b', state: 'ready' },
  ])
  await running.stop()
})
