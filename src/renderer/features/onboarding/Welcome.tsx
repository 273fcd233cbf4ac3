import type { UseQueryResult } from '@tanstack/react-query'
import { ArrowLeft, Play } from 'lucide-react'
import { useState } from 'react'
import type { AppState, CopyView } from '../../../shared/api/app.ts'
import { type IpcMutation, type IpcOutput, useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PasteInvitation } from '../invitation/PasteInvitation.tsx'
import { CopyFile } from './CopyFile.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'
import { NodeProblem } from './NodeProblem.tsx'
import { NetworkChoices } from './NetworkChoices.tsx'
import { useOnboarding } from './onboardingStore.ts'
import { t } from '../../../shared/i18n/t.ts'

type Way = 'created' | 'restored'

/** The very first page: try it, start, or come back with words. */
export function Welcome({ state }: { readonly state: AppState }) {
  const [way, setWay] = useState<Way | null>(null)
  const [isPasting, setPasting] = useState(false)
  const [copy, setCopy] = useState<CopyView | null>(null)
  const choose = useIpcMutation('app.chooseNetwork')
  const openVault = useIpcMutation('app.openVault')
  const beginTrial = useIpcMutation('app.beginTrial')
  const networks = useIpcQuery('app.networks', {})
  const begin = useOnboarding((onboarding) => onboarding.begin)
  const local = networks.data?.find(({ isLocal }) => isLocal)

  const hasNoLocal = networks.isSuccess && local === undefined

  const openVaultOn = async (how: Way, network: string, acceptsContracts: boolean) => {
    begin(how)
    if (network !== state.network?.id || acceptsContracts) {
      await choose.mutateAsync({ id: network, acceptsContracts })
    }
    const restore = { purpose: 'restore' as const, ...(copy !== null && { copy: copy.file }) }
    await openVault.mutateAsync(how === 'restored' ? restore : { purpose: 'create' })
  }
  const start = (how: Way, network: string, acceptsContracts: boolean) => {
    // What fails is shown below, from the actions themselves.
    openVaultOn(how, network, acceptsContracts).catch(() => undefined)
  }
  const tryOn = (network: string) => {
    begin('tried')
    beginTrial.mutate({ id: network })
  }

  const failed = (
    <WelcomeErrors networks={networks} choose={choose} openVault={openVault} beginTrial={beginTrial} />
  )

  if (way !== null)
    return (
      <WelcomeCard
        title={way === 'created' ? t('onboarding.whereWillYouPlay') : t('onboarding.comeBack')}
        isBlurred
      >
        <p className="mb-5 text-text-2">
          {way === 'created' ? t('onboarding.aNetworkIsWhoPasses') : t('onboarding.chooseTheNetworkYouWere')}
        </p>
        {way === 'restored' ? <CopyFile copy={copy} onChange={setCopy} /> : null}
        <NetworkChoices
          networks={networks.data}
          submitLabel={way === 'created' ? t('onboarding.makeMyKeys') : t('onboarding.enterMyWords')}
          onSubmit={(network, acceptsContracts) => start(way, network, acceptsContracts)}
        />
        <Button variant="quiet" size="small" icon={ArrowLeft} className="mt-3" onClick={() => setWay(null)}>
          {t('common.back')}
        </Button>
        {failed}
      </WelcomeCard>
    )

  return (
    <WelcomeCard title={t('onboarding.musicStraightFromWhoeverMade')} isBlurred={false}>
      <p className="mb-6 text-text-2">{t('onboarding.payAnArtistAndIt')}</p>
      <NodeProblem problem={state.problem} />
      {hasNoLocal ? (
        <Button variant="primary" size="large" className="mb-6 w-full" onClick={() => setWay('created')}>
          {t('onboarding.start')}
        </Button>
      ) : (
        <>
          <Button
            variant="primary"
            size="large"
            icon={Play}
            className="w-full"
            disabled={networks.isPending}
            busy={beginTrial.isPending && t('common.opening')}
            onClick={() => local !== undefined && tryOn(local.id)}
          >
            {t('onboarding.tryIt')}
          </Button>
          <p className="mt-2 mb-6 text-center text-sm text-text-3">{t('onboarding.withPlayMoneyOnThis')}</p>
        </>
      )}
      <div className="grid grid-cols-2 gap-2 border-t border-line pt-5">
        {hasNoLocal ? null : (
          <Button onClick={() => setWay('created')}>{t('onboarding.startForReal')}</Button>
        )}
        <Button className={hasNoLocal ? 'col-span-2' : ''} onClick={() => setWay('restored')}>
          {t('onboarding.iHaveMyWords')}
        </Button>
        <Button variant="quiet" className="col-span-2" onClick={() => setPasting(true)}>
          {t('onboarding.iHaveAnInvitation')}
        </Button>
      </div>
      <PasteInvitation isOpen={isPasting} onClose={() => setPasting(false)} />
      {failed}
    </WelcomeCard>
  )
}

interface WelcomeErrorsProps {
  readonly networks: UseQueryResult<IpcOutput<'app.networks'>>
  readonly choose: IpcMutation<'app.chooseNetwork'>
  readonly openVault: IpcMutation<'app.openVault'>
  readonly beginTrial: IpcMutation<'app.beginTrial'>
}

/** The error of an action, and the button that tries it again. */
function WelcomeErrors({ networks, choose, openVault, beginTrial }: WelcomeErrorsProps) {
  const shown = { money: t('onboarding.noMoneyIsInvolvedYet'), className: 'mt-5' }
  if (networks.isError)
    return (
      <ErrorState
        {...shown}
        title={t('common.theNetworksCouldNotBe')}
        error={networks.error}
        onRetry={() => void networks.refetch()}
      />
    )
  if (beginTrial.isError)
    return (
      <ErrorState
        {...shown}
        title={t('onboarding.theTrialDidNotBegin')}
        error={beginTrial.error}
        onRetry={() => beginTrial.mutate(beginTrial.variables)}
      />
    )
  if (choose.isError)
    return (
      <ErrorState
        {...shown}
        title={t('onboarding.theNetworkWasNotChosen')}
        error={choose.error}
        onRetry={() => choose.mutate(choose.variables)}
      />
    )
  if (openVault.isError)
    return (
      <ErrorState
        {...shown}
        title={t('common.theWindowForYourKeys')}
        error={openVault.error}
        onRetry={() => openVault.mutate(openVault.variables)}
      />
    )
  return null
}
