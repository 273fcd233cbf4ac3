import { expect, test, vi } from 'vitest'
import { toErrorData } from '../../shared/errors.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Saga, type SagaInstance } from './saga.ts'
import { defineMachine } from './stateMachine.ts'

type State = 'begun' | 'done'
const machine = defineMachine({
  name: 'test',
  states: { begun: 'work', done: null } as const,
  transitions: [
    { from: null, on: 'begun', to: 'begun' },
    { from: 'begun', on: 'worked', to: 'done' },
  ],
})

/** Instances in a table of their own, each with as much text as a real order has. */
class Instances {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
    store.exec('CREATE TABLE instances (id TEXT PRIMARY KEY, state TEXT, note BLOB)')
  }

  insert({ id, state }: SagaInstance<State>): void {
    this.#store.prepare('INSERT INTO instances VALUES (?, ?, zeroblob(3000))').run(id, state)
  }

  get(id: string): SagaInstance<State> | undefined {
    const row = this.#store.prepare('SELECT id, state FROM instances WHERE id = ?').get(id)
    return row === undefined ? undefined : { ...(row as { id: string; state: State }), deadline: null }
  }

  update(id: string, change: { readonly state?: State }): void {
    this.#store
      .prepare('UPDATE instances SET state = ?, note = zeroblob(60000) WHERE id = ?')
      .run(change.state, id)
  }

  note(id: string): void {
    this.#store.prepare('UPDATE instances SET note = zeroblob(60000) WHERE id = ?').run(id)
  }

  idsIn(states: readonly State[]): string[] {
    const rows = this.#store.prepare('SELECT id, state FROM instances').all() as SagaInstance<State>[]
    return rows.filter(({ state }) => states.includes(state)).map(({ id }) => id)
  }
}

test('on a full disk an order waits, although not even the reason can be written, and goes on once there is room', async () => {
  vi.useFakeTimers()
  const store = openStore(':memory:')
  const instances = new Instances(store)
  const retries: string[] = []
  const unreported: string[] = []
  const saga = new Saga(
    machine,
    instances,
    { work: async () => ({ on: 'worked' }) },
    {
      store,
      onRetry: (id, error) => {
        retries.push(toErrorData(error).code)
        instances.note(id)
      },
      onUnreported: (error) => unreported.push(toErrorData(error).code),
    },
  )
  await saga.start()
  saga.begin({ id: 'a', state: 'begun', deadline: null }, 'begun')
  const pages = store.pragma('page_count', { simple: true }) as number
  store.pragma(`max_page_count = ${pages}`)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(retries.length).toBeGreaterThan(2)
  expect(new Set([...retries, ...unreported])).toEqual(new Set(['NODE_DISK_FULL']))
  expect(instances.get('a')?.state).toBe('begun')
  store.pragma(`max_page_count = ${pages + 1000}`)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(instances.get('a')?.state).toBe('done')
  await saga.stop()
  vi.useRealTimers()
})
