import type { SqlEngine } from '../../database/steps.ts'

/** Where a contract's rows are. */
export interface EngineUnderTest {
  /** An empty one. */
  readonly open: () => Promise<SqlEngine>
  /** The same, as another process finds it. */
  readonly reopen: () => Promise<SqlEngine>
}
