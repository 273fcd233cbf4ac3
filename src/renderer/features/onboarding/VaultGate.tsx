import type { ReactNode } from 'react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'
import { Locked } from './Locked.tsx'
import { Opening } from './Opening.tsx'
import { Welcome } from './Welcome.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Shows the app only while the vault is open; else the page for its state. */
export function VaultGate({ children }: { readonly children: ReactNode }) {
  const state = useIpcQuery('app.state', {})
  if (state.isPending) return <div className="h-full bg-surface-0" />
  if (state.isError)
    return (
      <WelcomeCard title={t('onboarding.buskerDidNotStart')} isBlurred>
        <ErrorState
          title={t('onboarding.theMainProcessDoesNot')}
          error={state.error}
          retryLabel={t('onboarding.askAgain')}
          onRetry={() => void state.refetch()}
        />
      </WelcomeCard>
    )
  switch (state.data.phase) {
    case 'new':
      return <Welcome state={state.data} />
    case 'locked':
      return <Locked state={state.data} />
    case 'opening':
      return <Opening state={state.data} />
    case 'open':
      return children
  }
}
