import type { ErrorCode } from '../../shared/errors.ts'
import type { Amount } from '../../shared/money.ts'
import type { Shelf } from '../market/saga.ts'
import type { Store } from '../store/openStore.ts'
import { decimal, plain, RecordTable } from '../store/recordTable.ts'
import type { ConnectionState } from './connectionMachine.ts'

/** There is one hub, so there is one wish. */
export const wishId = 'hub'

/** That a person wants to be connected to the hub. */
export interface Wish {
  readonly id: typeof wishId
  readonly state: ConnectionState
  /** What is to be set aside in all, so that repeating a step adds only what is missing. */
  readonly deposit: Amount
  /** Why it was refused; or why it is not further. */
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly changedAt: number
  /** It has none: it waits until it is carried out, or taken back. */
  readonly deadline: null
}

/** Where the wish is kept. */
export class Wishes implements Shelf<ConnectionState, Wish> {
  private readonly table: RecordTable<Omit<Wish, 'deadline'>>

  constructor(store: Store) {
    this.table = new RecordTable(store, 'connection_wishes', {
      id: plain<typeof wishId>('id'),
      state: plain('state'),
      deposit: decimal('deposit'),
      code: plain('code'),
      message: plain('message'),
      changedAt: plain('changed_at'),
    })
  }

  insert(wish: Wish): void {
    this.table.insert(wish)
  }

  get(id: string = wishId): Wish | undefined {
    const kept = this.table.find('id = ?', id)
    return kept && { ...kept, deadline: null }
  }

  update(id: string, change: Partial<Omit<Wish, 'deadline'>>): void {
    this.table.update(id, { changedAt: Date.now(), ...change })
  }

  idsIn(states: readonly ConnectionState[]): string[] {
    const wish = this.get()
    return wish !== undefined && states.includes(wish.state) ? [wish.id] : []
  }
}
