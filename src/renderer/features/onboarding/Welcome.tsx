import type { UseQueryResult } from '@tanstack/react-query'
import { ArrowLeft, Play } from 'lucide-react'
import { useState } from 'react'
import type { AppState } from '../../../shared/api/app.ts'
import { type Action, type Answer, useAction, useAsk } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Doorway } from './Doorway.tsx'
import { Problem } from './Locked.tsx'
import { NetworkChoices } from './NetworkChoices.tsx'
import { useOnboarding } from './onboardingStore.ts'

/** The very first page: try it, start, or come back with words. */
export function Welcome({ state }: { readonly state: AppState }) {
  const [way, setWay] = useState<'created' | 'restored' | null>(null)
  const choose = useAction('app.chooseNetwork')
  const openVault = useAction('app.openVault')
  const networks = useAsk('app.networks', {})
  const begin = useOnboarding((onboarding) => onboarding.begin)
  const local = networks.data?.find(({ isLocal }) => isLocal)

  const hasNoLocal = networks.isSuccess && local === undefined

  const go = async (how: 'tried' | 'created' | 'restored', network: string | undefined) => {
    begin(how)
    if (network !== undefined && network !== state.network?.id) await choose.mutateAsync({ id: network })
    await openVault.mutateAsync({ purpose: how === 'restored' ? 'restore' : 'create' })
  }
  const start = (how: 'tried' | 'created' | 'restored', network?: string) => {
    // What fails is shown below, from the actions themselves.
    go(how, network).catch(() => undefined)
  }

  const failed = <Failed networks={networks} choose={choose} openVault={openVault} />

  if (way !== null)
    return (
      <Doorway title={way === 'created' ? 'Where will you play?' : 'Come back'} isBlurred>
        <p className="mb-5 text-text-2">
          {way === 'created'
            ? 'A network is who passes payments on, and in which currency. You can change it later.'
            : 'Choose the network you were on. Then a small window asks for your 24 words.'}
        </p>
        <NetworkChoices
          networks={networks.data}
          goOnLabel={way === 'created' ? 'Make my keys' : 'Enter my words'}
          onGoOn={(network) => start(way, network)}
        />
        <Button variant="quiet" size="small" icon={ArrowLeft} className="mt-3" onClick={() => setWay(null)}>
          Back
        </Button>
        {failed}
      </Doorway>
    )

  return (
    <Doorway title="Music, straight from whoever made it" isBlurred={false}>
      <p className="mb-6 text-text-2">
        Pay an artist and it is yours: on your machine, to keep. Make music and it is sold from your own
        machine, with nobody in between.
      </p>
      <Problem problem={state.problem} />
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
        <Button className="last:odd:col-span-2" onClick={() => setWay('restored')}>
          I have my words
        </Button>
      </div>
      {failed}
    </Doorway>
  )
}

interface FailedProps {
  readonly networks: UseQueryResult<Answer<'app.networks'>>
  readonly choose: Action<'app.chooseNetwork'>
  readonly openVault: Action<'app.openVault'>
}

/** What of it did not work, and the button that does it again. */
function Failed({ networks, choose, openVault }: FailedProps) {
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
