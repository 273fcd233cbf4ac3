import { LockKeyhole } from 'lucide-react'
import type { AppState } from '../../../shared/api/app.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'
import { NodeProblem } from './NodeProblem.tsx'
import { NetworkChoices } from './NetworkChoices.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The node starts, or says why it does not. */
export function Opening({ state }: { readonly state: AppState }) {
  if (state.problem !== null) return <NotOpened state={state} />
  return (
    <WelcomeCard title={t('onboarding.openingYourMusic')} isBlurred>
      <p role="status" className="mb-5 text-text-2">
        {t('onboarding.startingOnWhatYouDownloaded', {
          name: state.network === null ? t('onboarding.yourNetwork') : `“${state.network.name}”`,
        })}
      </p>
      <ProgressBar label={t('common.openingLabel')} fraction={null} />
    </WelcomeCard>
  )
}

function NotOpened({ state }: { readonly state: AppState }) {
  const networks = useIpcQuery('app.networks', {})
  const choose = useIpcMutation('app.chooseNetwork')
  const lock = useIpcMutation('app.lock')
  return (
    <WelcomeCard title={t('onboarding.buskerCouldNotOpen')} isBlurred>
      <NodeProblem problem={state.problem} />
      <p className="mb-3 text-text-2">{t('onboarding.tryAgainOnTheSame')}</p>
      <NetworkChoices
        networks={networks.data}
        current={state.network?.id}
        submitLabel={choose.isPending ? t('common.opening') : t('common.open')}
        onSubmit={(id, acceptsContracts) => choose.mutate({ id, acceptsContracts })}
      />
      {choose.isError ? (
        <ErrorState
          title={t('onboarding.theNetworkWasNotChanged')}
          error={choose.error}
          money={t('common.noMoneyWasMoved')}
          className="mt-4"
        />
      ) : null}
      {state.hasPassphrase ? (
        <Button
          variant="quiet"
          size="small"
          icon={LockKeyhole}
          className="mt-3"
          onClick={() => lock.mutate({})}
        >
          {t('common.lock')}
        </Button>
      ) : null}
    </WelcomeCard>
  )
}
