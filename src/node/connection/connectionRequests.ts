import type { ErrorCode } from '../../shared/errors.ts'
import type { Amount } from '../../shared/money.ts'
import type { SagaRepository } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import { decimal, errorCode, plain, RecordTable } from '../store/recordTable.ts'
import type { ConnectionState } from './connectionMachine.ts'

/** There is one hub, so there is one request. */
export const connectionRequestId = 'hub'

/** A person's request for a channel with the hub. */
export interface ConnectionRequest {
  readonly id: typeof connectionRequestId
  readonly state: ConnectionState
  /** The total deposit, so that a repeated step adds only what is missing. */
  readonly deposit: Amount
  /** Why it was refused, or why its current step failed last time. */
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly changedAt: number
  /** It has none: it stays until it is fulfilled or cancelled. */
  readonly deadline: null
}

/** The request, in SQLite. */
export class ConnectionRequests implements SagaRepository<ConnectionState, ConnectionRequest> {
  readonly #table: RecordTable<Omit<ConnectionRequest, 'deadline'>>

  constructor(store: Store) {
    this.#table = new RecordTable(store, 'connection_requests', {
      id: plain<typeof connectionRequestId>('id'),
      state: plain('state'),
      deposit: decimal('deposit'),
      code: errorCode('code'),
      message: plain('message'),
      changedAt: plain('changed_at'),
    })
  }

  insert(request: ConnectionRequest): void {
    this.#table.insert(request)
  }

  get(id: string = connectionRequestId): ConnectionRequest | undefined {
    const kept = this.#table.find('id = ?', id)
    return kept && { ...kept, deadline: null }
  }

  update(id: string, change: Partial<Omit<ConnectionRequest, 'deadline'>>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  idsIn(states: readonly ConnectionState[]): string[] {
    const request = this.get()
    return request !== undefined && states.includes(request.state) ? [request.id] : []
  }
}
