import { LockKeyhole } from 'lucide-react'
import type { AppState } from '../../../shared/api/app.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The vault is closed. The passphrase is typed in a window of its own, never here. */
export function Locked({ state }: { readonly state: AppState }) {
  const open = useIpcMutation('app.openVault')
  return (
    <WelcomeCard title={t('onboarding.yourMusicIsLocked')} isBlurred>
      <p className="mb-6 text-text-2">{t('onboarding.yourPassphraseOpensItIt')}</p>
      <NodeProblem problem={state.problem} />
      <Button
        variant="primary"
        size="large"
        icon={LockKeyhole}
        className="w-full"
        // The one thing there is to do here.
        ref={(button) => button?.focus()}
        onClick={() => open.mutate({ purpose: 'unlock' })}
      >
        {t('common.unlock')}
      </Button>
      {open.isError ? (
        <ErrorState title={t('onboarding.theWindowCouldNotBe')} error={open.error} className="mt-4" />
      ) : null}
      <p className="mt-6 text-sm text-text-3">{t('onboarding.forgotItNothingHereOpens')}</p>
    </WelcomeCard>
  )
}

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
