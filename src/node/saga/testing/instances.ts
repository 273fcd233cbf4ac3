import type { Store } from '../../store/openStore.ts'
import type { SagaInstance, SagaRepository } from '../saga.ts'
import { defineMachine } from '../stateMachine.ts'

export const machine = defineMachine({
  name: 'delivery',
  states: { packing: 'pack', sending: 'send', arrived: null, lost: null },
  transitions: [
    { from: null, on: 'begun', to: 'packing' },
    { from: 'packing', on: 'packed', to: 'sending' },
    { from: 'packing', on: 'cancelled', to: 'lost' },
    { from: 'sending', on: 'arrived', to: 'arrived' },
    { from: 'sending', on: 'repacked', to: 'packing' },
  ],
})

export type State = keyof typeof machine.states
export type Event = (typeof machine.transitions)[number]['on']

export interface Instance extends SagaInstance<State> {
  /** No two instances have the same. */
  readonly place: string | null
}

/** Instances in a table of their own, each with as much text as a real order has. */
export class Instances implements SagaRepository<State, Instance> {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
    store.exec(
      'CREATE TABLE instances (id TEXT PRIMARY KEY, state TEXT, deadline INTEGER, place TEXT UNIQUE, note BLOB)',
    )
  }

  insert({ id, state, deadline, place }: Instance): void {
    this.#store
      .prepare('INSERT INTO instances VALUES (?, ?, ?, ?, zeroblob(3000))')
      .run(id, state, deadline, place)
  }

  get(id: string): Instance | undefined {
    const sql = 'SELECT id, state, deadline, place FROM instances WHERE id = ?'
    return this.#store.prepare<[string], Instance>(sql).get(id)
  }

  update(id: string, change: Partial<Instance>): void {
    const { state, deadline, place } = { ...this.get(id), ...change }
    this.#store
      .prepare('UPDATE instances SET state = ?, deadline = ?, place = ?, note = zeroblob(60000) WHERE id = ?')
      .run(state, deadline, place, id)
  }

  idsIn(states: readonly State[]): string[] {
    const rows = this.#store.prepare<[], Instance>('SELECT id, state FROM instances').all()
    return rows.filter(({ state }) => states.includes(state)).map(({ id }) => id)
  }
}
