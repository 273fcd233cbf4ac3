import type { ChainStepKind, ChainStepState } from '../../shared/api/chainSteps.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Address, Hex32 } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { decimal, errorCode, plain, RecordTable } from '../store/recordTable.ts'

/** Something done on the chain with a channel of the account. */
export interface ChainStep {
  readonly id: string
  readonly kind: ChainStepKind
  readonly partner: Address
  /** Base units; of a settlement, what came back. */
  readonly amount: Amount
  /** What is deposited, or withdrawn, in all once it is done; null where that says nothing. */
  readonly goal: Amount | null
  readonly state: ChainStepState
  readonly hash: Hex32 | null
  /** Wei; null: not this account's, or not known. */
  readonly fee: Amount | null
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** The steps, in SQLite. */
export class ChainStepRecords {
  readonly #table: RecordTable<ChainStep>

  constructor(store: Store) {
    this.#table = new RecordTable<ChainStep>(store, 'chain_steps', {
      id: plain('id'),
      kind: plain('kind'),
      partner: plain('partner'),
      amount: decimal('amount'),
      goal: decimal('goal'),
      state: plain('state'),
      hash: plain('hash'),
      fee: decimal('fee'),
      code: errorCode('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(step: ChainStep): void {
    this.#table.insert(step)
  }

  update(id: string, change: Partial<ChainStep>): void {
    this.#table.update(id, change)
  }

  remove(id: string): void {
    this.#table.remove(id)
  }

  get(id: string): ChainStep | undefined {
    return this.#table.get(id)
  }

  /** Newest first. */
  list(): ChainStep[] {
    return this.#table.all('ORDER BY created_at DESC, id')
  }

  running(): ChainStep[] {
    return this.#table.all("WHERE state = 'running' ORDER BY created_at")
  }
}
