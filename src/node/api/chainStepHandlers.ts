import type { ApiHandlers } from '../../shared/api/define.ts'
import type { chainStepsApi, ChainStepView } from '../../shared/api/chainSteps.ts'
import type { ChainStep } from '../wallet/chainStepRecords.ts'
import type { ChainSteps } from '../wallet/chainSteps.ts'

/** Answers what was done on the chain with the account's channels. */
export function chainStepHandlers(steps: Pick<ChainSteps, 'list'>): ApiHandlers<typeof chainStepsApi> {
  return { chainSteps: async () => steps.list().map(toView) }
}

function toView(step: ChainStep): ChainStepView {
  const { id, kind, partner, amount, state, hash, fee, code, message, createdAt } = step
  const problem = code === null ? null : { code, message: message ?? '' }
  return { id, kind, partner, amount, state, hash, fee, problem, createdAt }
}
