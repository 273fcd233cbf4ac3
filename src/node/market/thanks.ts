import type { OrderId } from '../../shared/ids.ts'
import type { SagaRepository } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import { plain, RecordTable } from '../store/recordTable.ts'
import { stateList } from '../store/stateList.ts'
import type { ThanksState } from './thanksMachine.ts'

/** A note to the buyer of a sale. */
export interface Thanks {
  /** Of the sale: there is one note of it at most. */
  readonly id: OrderId
  readonly state: ThanksState
  readonly text: string
  readonly deadline: number | null
  readonly createdAt: number
  readonly changedAt: number
}

/** What one wrote to buyers. */
export class ThanksNotes implements SagaRepository<ThanksState, Thanks> {
  readonly #table: RecordTable<Thanks>

  constructor(store: Store) {
    this.#table = new RecordTable<Thanks>(store, 'thanks', {
      id: plain('id'),
      state: plain('state'),
      text: plain('text'),
      deadline: plain('deadline'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(note: Thanks): void {
    this.#table.insert(note)
  }

  get(id: string): Thanks | undefined {
    return this.#table.get(id)
  }

  update(id: string, change: Partial<Thanks>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  list(): Thanks[] {
    return this.#table.all('ORDER BY created_at DESC')
  }

  idsIn(states: readonly ThanksState[]): string[] {
    return this.#table.ids(`state IN (${stateList(states)})`)
  }
}
