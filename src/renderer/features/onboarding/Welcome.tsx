import type { UseQueryResult } from '@tanstack/react-query'
import { ArrowLeft, Play } from 'lucide-react'
import { useState } from 'react'
import type { AppState } from '../../../shared/api/app.ts'
import { type IpcMutation, type IpcOutput, useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PasteInvitation } from '../invitation/PasteInvitation.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'
import { NodeProblem } from './Locked.tsx'
import { NetworkChoices } from './NetworkChoices.tsx'
import { useOnboarding } from './onboardingStore.ts'

type Way = 'tried' | 'created' | 'restored'

/** The very first page: try it, start, or come back with words. */
export function Welcome({ state }: { readonly state: AppState }) {
  const [way, setWay] = useState<'created' | 'restored' | null>(null)
  const [isPasting, setPasting] = useState(false)
  const choose = useIpcMutation('app.chooseNetwork')
  const openVault = useIpcMutation('app.openVault')
  const networks = useIpcQuery('app.networks', {})
  const begin = useOnboarding((onboarding) => onboarding.begin)
  const local = networks.data?.find(({ isLocal }) => isLocal)

  const hasNoLocal = networks.isSuccess && local === undefined

  const openVaultOn = async (how: Way, network: string | undefined, acceptsContracts: boolean) => {
    begin(how)
    if (network !== undefined && (network !== state.network?.id || acceptsContracts)) {
      await choose.mutateAsync({ id: network, acceptsContracts })
    }
    await openVault.mutateAsync({ purpose: how === 'restored' ? 'restore' : 'create' })
  }
  const start = (how: Way, network?: string, acceptsContracts = false) => {
    // What fails is shown below, from the actions themselves.
    openVaultOn(how, network, acceptsContracts).catch(() => undefined)
  }

  const failed = <WelcomeErrors networks={networks} choose={choose} openVault={openVault} />

  if (way !== null)
    return (
      <WelcomeCard title={way === 'created' ? 'Where will you play?' : 'Come back'} isBlurred>
        <p className="mb-5 text-text-2">
          {way === 'created'
            ? 'A network is who passes payments on, and in which currency. You can change it later.'
            : 'Choose the network you were on. Then a small window asks for your 24 words.'}
        </p>
        <NetworkChoices
          networks={networks.data}
          submitLabel={way === 'created' ? 'Make my keys' : 'Enter my words'}
          onSubmit={(network, acceptsContracts) => start(way, network, acceptsContracts)}
        />
        <Button variant="quiet" size="small" icon={ArrowLeft} className="mt-3" onClick={() => setWay(null)}>
          Back
        </Button>
        {failed}
      </WelcomeCard>
    )

  return (
    <WelcomeCard title="Music, straight from whoever made it" isBlurred={false}>
      <p className="mb-6 text-text-2">
        Pay an artist and it is yours: on your machine, to keep. Make music and it is sold from your own
        machine, with nobody in between.
      </p>
      <NodeProblem problem={state.problem} />
      {hasNoLocal ? (
        <Button variant="primary" size="large" className="mb-6 w-full" onClick={() => setWay('created')}>
          Start
        </Button>
      ) : (
        <>
          <Button
            variant="primary"
            size="large"
            icon={Play}
            className="w-full"
            disabled={networks.isPending}
            busy={(choose.isPending || openVault.isPending) && 'Opening a small window…'}
            onClick={() => start('tried', local?.id)}
          >
            Try it
          </Button>
          <p className="mt-2 mb-6 text-center text-sm text-text-3">With play money, on this machine alone.</p>
        </>
      )}
      <div className="grid grid-cols-2 gap-2 border-t border-line pt-5">
        {hasNoLocal ? null : <Button onClick={() => setWay('created')}>Start for real</Button>}
        <Button className={hasNoLocal ? 'col-span-2' : ''} onClick={() => setWay('restored')}>
          I have my words
        </Button>
        <Button variant="quiet" className="col-span-2" onClick={() => setPasting(true)}>
          I have an invitation
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
}

/** The error of an action, and the button that tries it again. */
function WelcomeErrors({ networks, choose, openVault }: WelcomeErrorsProps) {
  const shown = { money: 'No money is involved yet.', className: 'mt-5' }
  if (networks.isError)
    return (
      <ErrorState
        {...shown}
        title="The networks could not be read"
        error={networks.error}
        onRetry={() => void networks.refetch()}
      />
    )
  if (choose.isError)
    return (
      <ErrorState
        {...shown}
        title="The network was not chosen"
        error={choose.error}
        onRetry={() => choose.mutate(choose.variables)}
      />
    )
  if (openVault.isError)
    return (
      <ErrorState
        {...shown}
        title="The window for your keys did not open"
        error={openVault.error}
        onRetry={() => openVault.mutate(openVault.variables)}
      />
    )
  return null
}
