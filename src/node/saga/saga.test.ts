import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { type ActionResult, type Pause, Saga, type SagaAction, type SagaOptions } from './saga.ts'
import { type Event, type Instance, Instances, machine, type State } from './testing/instances.ts'

type Result = ActionResult<Event, Instance> | Pause | null
type Answer = (instance: Instance, signal: AbortSignal) => Result | Promise<Result>

const packing: Instance = { id: 'a', state: 'packing', deadline: null, place: null }
const startedAt = Date.UTC(2030, 0, 1)

let store: Store
let instances: Instances
let sagas: Saga<State, Event, 'pack' | 'send', Instance>[]
/** When each action ran, ms after the start of the test. */
let runs: string[]

beforeEach(() => {
  vi.useFakeTimers({ now: startedAt })
  store = openStore(':memory:')
  instances = new Instances(store)
  sagas = []
  runs = []
})

afterEach(async () => {
  await Promise.all(sagas.map((saga) => saga.stop()))
  store.close()
  vi.useRealTimers()
})

function open(pack: Answer, send: Answer = () => null, options: Partial<SagaOptions> = {}) {
  const noted =
    (name: string, answer: Answer): SagaAction<Event, Instance> =>
    async (instance, signal) => {
      runs.push(`${name} ${instance.id} ${Date.now() - startedAt}`)
      return await answer(instance, signal)
    }
  const actions = { pack: noted('pack', pack), send: noted('send', send) }
  const saga = new Saga(machine, instances, actions, { store, ...options })
  sagas.push(saga)
  return saga
}

async function openStarted(...how: Parameters<typeof open>) {
  const saga = open(...how)
  await saga.start()
  return saga
}

const settle = () => vi.advanceTimersByTimeAsync(0)
const failure = () => {
  throw new BuskerError('RAIDEN_HUB_UNREACHABLE', 'The hub does not answer.')
}

test('an instance goes from state to state until it is settled, and then rests', async () => {
  const onRetry = vi.fn<() => void>()
  const saga = await openStarted(
    () => ({ on: 'packed' }),
    () => ({ on: 'arrived' }),
    { onRetry },
  )
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(120_000)
  saga.wake('a')
  saga.wakeAll()
  await settle()
  expect(instances.get('a')?.state).toBe('arrived')
  expect(runs).toEqual(['pack a 0', 'send a 0'])
  expect([onRetry.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0])
})

test('what is begun before the start waits for it; the start resumes whatever is not settled, each once', async () => {
  instances.insert({ ...packing, id: 'lost', state: 'lost' })
  instances.insert({ ...packing, id: 'sending', state: 'sending' })
  const saga = open(() => null)
  saga.begin(packing, 'begun')
  saga.dispatch('a', { on: 'packed' })
  await settle()
  expect(runs).toEqual([])
  await saga.start()
  await saga.start()
  await settle()
  expect(runs.toSorted()).toEqual(['send a 0', 'send sending 0'])
})

test('what is settled is not even read at the start', async () => {
  instances.insert({ ...packing, id: 'lost', state: 'lost' })
  const read = vi.spyOn(instances, 'get')
  await openStarted(() => null)
  await settle()
  expect(read).not.toHaveBeenCalled()
})

test('after the stop nothing runs, not even what is woken or dispatched', async () => {
  const saga = await openStarted(() => null)
  saga.begin(packing, 'begun')
  await settle()
  await saga.stop()
  expect(vi.getTimerCount()).toBe(0)
  saga.wake('a')
  expect(saga.dispatch('a', { on: 'packed' })).toBe(true)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(runs).toEqual(['pack a 0'])
  await saga.start()
  await settle()
  expect(runs.slice(1)).toEqual(['send a 120000'])
})

test('the stop aborts the running action, waits for its end, and drops what it says', async () => {
  const { promise, resolve } = Promise.withResolvers<Result>()
  let signal: AbortSignal | undefined
  const saga = await openStarted((_instance, given) => {
    signal = given
    return promise
  })
  saga.begin(packing, 'begun')
  await settle()
  const stopped = vi.fn<() => void>()
  const stopping = saga.stop().then(stopped)
  await settle()
  expect([signal?.aborted, stopped.mock.calls.length]).toEqual([true, 0])
  resolve({ on: 'packed' })
  await stopping
  expect(instances.get('a')?.state).toBe('packing')
})

test('an action that fails because of the stop is not reported as a failure', async () => {
  const onRetry = vi.fn<() => void>()
  const aborted: Answer = (_instance, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  const saga = await openStarted(aborted, undefined, { onRetry })
  saga.begin(packing, 'begun')
  await settle()
  await saga.stop()
  expect(onRetry).not.toHaveBeenCalled()
})

test('an event that a state does not know changes nothing and writes nothing with it', async () => {
  const saga = open(() => null)
  saga.begin(packing, 'begun')
  const inSameTransaction = vi.fn<() => void>()
  expect(saga.dispatch('a', { on: 'arrived', change: { place: 'x' }, inSameTransaction })).toBe(false)
  expect(instances.get('a')).toEqual(packing)
  expect(inSameTransaction).not.toHaveBeenCalled()
})

test('an instance that nobody knows is refused by name', () => {
  const saga = open(() => null)
  expect(() => saga.dispatch('b', { on: 'packed' })).toThrow('There is no delivery b.')
  expect(() => saga.require('b')).toThrow(BuskerError)
})

test('a transition, its change and what is written with it are on disk together or not at all', () => {
  const saga = open(() => null)
  const noRoom = () => {
    store.exec("INSERT INTO instances (id) VALUES ('written with it')")
    throw new Error('no room')
  }
  expect(() => saga.begin(packing, 'begun', noRoom)).toThrow('no room')
  expect(instances.get('a')).toBeUndefined()
  saga.begin(packing, 'begun', () => store.exec("INSERT INTO instances (id) VALUES ('with a')"))
  expect(instances.get('with a')).toBeDefined()
  const change = { place: 'shelf' }
  expect(() => saga.dispatch('a', { on: 'packed', change, inSameTransaction: noRoom })).toThrow('no room')
  expect(instances.get('a')).toEqual(packing)
  const inSameTransaction = () => store.exec("DELETE FROM instances WHERE id = 'with a'")
  expect(saga.dispatch('a', { on: 'packed', change, inSameTransaction })).toBe(true)
  expect(instances.get('a')).toEqual({ ...packing, state: 'sending', place: 'shelf' })
  expect([instances.get('with a'), instances.get('written with it')]).toEqual([undefined, undefined])
})

test('where another instance has taken the place, what is meant for that case is written instead', () => {
  const saga = open(() => null)
  instances.insert({ ...packing, id: 'b', place: 'shelf' })
  saga.begin(packing, 'begun')
  const taken: ActionResult<Event, Instance> = { on: 'packed', change: { place: 'shelf' } }
  expect(() => saga.dispatch('a', taken)).toThrow(/UNIQUE/)
  expect(saga.dispatch('a', { ...taken, onConflict: { on: 'cancelled' } })).toBe(true)
  expect(instances.get('a')).toEqual({ ...packing, state: 'lost' })
})

test('another failure of the write is thrown, whatever is meant for a conflict', () => {
  const saga = open(() => null)
  saga.begin(packing, 'begun')
  expect(() =>
    saga.dispatch('a', { on: 'packed', inSameTransaction: failure, onConflict: { on: 'cancelled' } }),
  ).toThrow('does not answer')
  expect(instances.get('a')?.state).toBe('packing')
})

test('the observer sees a transition before its write, after it, and when the action of its state has run once', async () => {
  const seen: string[] = []
  const saga = await openStarted(
    () => null,
    () => null,
    {
      observer: (name, { from, on, to }, phase, id) =>
        seen.push(`${name} ${from} ${on} ${to} ${phase} ${id}: ${instances.get('a')?.state ?? 'none'}`),
      onChange: (id) => seen.push(`changed ${id}: ${instances.get(id)?.state}`),
    },
  )
  saga.begin(packing, 'begun')
  await settle()
  saga.wake('a')
  await settle()
  saga.dispatch('a', { on: 'packed' })
  expect(seen).toEqual([
    'delivery null begun packing before-write a: none',
    'delivery null begun packing after-write a: packing',
    'changed a: packing',
    'delivery null begun packing after-effect a: packing',
    'delivery packing packed sending before-write a: packing',
    'delivery packing packed sending after-write a: sending',
    'changed a: sending',
  ])
})

test('an action with nothing to say runs again after half a minute, or when it is woken', async () => {
  const saga = await openStarted(() => null)
  saga.begin(packing, 'begun')
  saga.begin({ ...packing, id: 'b' }, 'begun')
  await vi.advanceTimersByTimeAsync(10_000)
  saga.wake('a')
  saga.wake('nobody')
  await vi.advanceTimersByTimeAsync(29_999)
  saga.wakeAll()
  await settle()
  expect(runs).toEqual([
    'pack a 0',
    'pack b 0',
    'pack a 10000',
    'pack b 30000',
    'pack a 39999',
    'pack b 39999',
  ])
})

test('an instance can be woken in every state it comes to', async () => {
  const saga = await openStarted(() => ({ on: 'packed' }))
  saga.begin(packing, 'begun')
  await settle()
  saga.wake('a')
  await settle()
  expect(runs).toEqual(['pack a 0', 'send a 0', 'send a 0'])
})

test('who is woken while the action runs looks again at once, and only once', async () => {
  let finish: (result: Result) => void = () => undefined
  const saga = await openStarted(() => new Promise((resolve) => (finish = resolve)))
  saga.begin(packing, 'begun')
  await settle()
  saga.wake('a')
  await vi.advanceTimersByTimeAsync(500)
  finish(null)
  await settle()
  finish(null)
  await vi.advanceTimersByTimeAsync(29_999)
  expect(runs).toEqual(['pack a 0', 'pack a 500'])
})

test('a pause ends when it says, and within half a minute in any case; one that has passed is no busy loop', async () => {
  const untils = [startedAt + 7000, startedAt + 3_600_000, startedAt, startedAt + 67_001]
  const saga = await openStarted(() => ({ until: untils.shift() ?? 0 }))
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(67_001)
  expect(runs).toEqual(['pack a 0', 'pack a 7000', 'pack a 37000', 'pack a 67000', 'pack a 67001'])
})

test('at its deadline an instance looks again; a passed one is no busy loop', async () => {
  const saga = await openStarted(() => null)
  saga.begin({ ...packing, deadline: startedAt + 4000 }, 'begun')
  saga.begin({ ...packing, id: 'b', deadline: startedAt + 3_600_000 }, 'begun')
  await vi.advanceTimersByTimeAsync(34_000)
  expect(runs).toEqual(['pack a 0', 'pack b 0', 'pack a 4000', 'pack b 30000', 'pack a 34000'])
})

test('a deadline that the action itself has written counts', async () => {
  const saga = await openStarted(({ id }) => {
    instances.update(id, { deadline: startedAt + 4000 })
    return null
  })
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(4000)
  expect(runs).toEqual(['pack a 0', 'pack a 4000'])
})

test('the clock is whatever the saga was given', async () => {
  const now = () => Date.now() - 60_000
  const saga = await openStarted(() => ({ until: startedAt - 55_000 }), undefined, { now })
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(5000)
  expect(runs).toEqual(['pack a 0', 'pack a 5000'])
})

test('a failure is reported and tried again, less and less often, from the start once it has worked', async () => {
  const reported: string[] = []
  const answers: Answer[] = [...Array.from({ length: 8 }, () => failure), () => null, failure, failure]
  const saga = await openStarted((...given) => (answers.shift() ?? failure)(...given), undefined, {
    onRetry: (id, error) => reported.push(`${id} ${toErrorData(error).code}`),
  })
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(200_000)
  const times = runs.map((run) => Number(run.split(' ')[2]))
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(pauses.slice(0, 11)).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 500, 1000,
  ])
  expect(reported.slice(0, 3)).toEqual(Array(3).fill('a RAIDEN_HUB_UNREACHABLE'))
})

test('what fails is tried again at its deadline, if that is sooner', async () => {
  const saga = await openStarted(failure)
  saga.begin({ ...packing, deadline: startedAt + 1700 }, 'begun')
  await vi.advanceTimersByTimeAsync(1700)
  expect(runs).toEqual(['pack a 0', 'pack a 500', 'pack a 1500', 'pack a 1700'])
})

test('a failure that cannot be written down is handed on, and tried again nevertheless', async () => {
  const onUnreported = vi.fn<(error: unknown) => void>()
  const noted = new Error('disk full')
  const saga = await openStarted(failure, undefined, {
    onRetry: () => {
      throw noted
    },
    onUnreported,
  })
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(500)
  expect(onUnreported.mock.calls).toEqual([[noted], [noted]])
  expect(runs).toHaveLength(2)
})

const unreported = vi.fn<() => void>()
test.each<[string, Partial<SagaOptions>]>([
  ['is reported to nobody', { onUnreported: unreported }],
  ['cannot be reported, which is told to nobody,', { onRetry: failure }],
])('a failure that %s is tried again all the same', async (_what, options) => {
  const saga = await openStarted(failure, undefined, options)
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(500)
  expect(runs).toEqual(['pack a 0', 'pack a 500'])
  expect(unreported).not.toHaveBeenCalled()
})

test('an event from outside ends the running action; the next begins only when that has ended, and what it says is dropped', async () => {
  const { promise, resolve } = Promise.withResolvers<Result>()
  let signal: AbortSignal | undefined
  const saga = await openStarted((_instance, given) => {
    signal = given
    return promise
  })
  saga.begin(packing, 'begun')
  await settle()
  saga.dispatch('a', { on: 'packed' })
  await settle()
  expect([signal?.aborted, runs]).toEqual([true, ['pack a 0']])
  resolve({ on: 'cancelled' })
  await settle()
  expect(runs).toEqual(['pack a 0', 'send a 0'])
  expect(instances.get('a')?.state).toBe('sending')
})

test('of two events while an action runs only the newest state is acted on', async () => {
  const { promise, resolve } = Promise.withResolvers<Result>()
  const answers = [promise, Promise.resolve(null)]
  const saga = await openStarted(() => answers.shift() ?? null)
  saga.begin(packing, 'begun')
  await settle()
  saga.dispatch('a', { on: 'packed' })
  saga.dispatch('a', { on: 'repacked' })
  resolve(null)
  await settle()
  expect(runs).toEqual(['pack a 0', 'pack a 0'])
})

test('an action whose event does not fit runs again later', async () => {
  const saga = await openStarted(() => ({ on: 'arrived' }))
  saga.begin(packing, 'begun')
  await vi.advanceTimersByTimeAsync(30_000)
  expect(runs).toEqual(['pack a 0', 'pack a 30000'])
})
