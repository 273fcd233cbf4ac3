import { LockKeyhole } from 'lucide-react'
import type { AppState } from '../../../shared/api/app.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NodeProblem } from './NodeProblem.tsx'
import { Opening } from './Opening.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The vault is closed. The passphrase is typed in a window of its own, never here. */
export function Locked({ state }: { readonly state: AppState }) {
  const open = useIpcMutation('app.openVault')
  if (!state.hasPassphrase) return <OpensByItself state={state} />
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
      <p className="mt-6 text-sm text-text-3">{t('onboarding.forgotItYourWordsOpen')}</p>
      <Button variant="quiet" className="mt-2 w-full" onClick={() => open.mutate({ purpose: 'useWords' })}>
        {t('onboarding.useMyWords')}
      </Button>
    </WelcomeCard>
  )
}

/** Keys without a passphrase: nothing is asked for, and what is in the way is said. */
function OpensByItself({ state }: { readonly state: AppState }) {
  const open = useIpcMutation('app.openVault')
  const end = useIpcMutation('app.endTrial')
  if (state.problem === null && !open.isError) return <Opening state={state} />
  return (
    <WelcomeCard title={t('onboarding.buskerCouldNotOpen')} isBlurred>
      {open.isError ? (
        <ErrorState title={t('onboarding.whatHappened')} error={open.error} className="mb-5" />
      ) : (
        <NodeProblem problem={state.problem} />
      )}
      <Button
        variant="primary"
        size="large"
        className="w-full"
        busy={open.isPending && t('common.opening')}
        onClick={() => open.mutate({ purpose: 'unlock' })}
      >
        {t('common.tryAgain')}
      </Button>
      <Button variant="quiet" className="mt-2 w-full" onClick={() => end.mutate({})}>
        {t('onboarding.beginAnew')}
      </Button>
    </WelcomeCard>
  )
}
