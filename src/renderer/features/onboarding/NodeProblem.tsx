import type { AppState } from '../../../shared/api/app.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Why the node could not be opened. */
export function NodeProblem({ problem }: Pick<AppState, 'problem'>) {
  if (problem === null) return null
  const error = new BuskerError(problem.code, problem.message)
  return (
    <ErrorState
      title={t('onboarding.whatHappened')}
      error={error}
      money={t('onboarding.yourMoneyIsWhereIt')}
      className="mb-5"
    />
  )
}
