import { ArrowLeft, Play } from 'lucide-react'
import { useState } from 'react'
import type { AppState } from '../../../shared/api/app.ts'
import { useAction, useAsk } from '../../ipc/queries.ts'
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
  const failure = choose.error ?? openVault.error ?? networks.error

  const go = async (how: 'tried' | 'created' | 'restored', network: string | undefined) => {
    begin(how)
    if (network !== undefined && network !== state.network?.id) await choose.mutateAsync({ id: network })
    await openVault.mutateAsync({ purpose: how === 'restored' ? 'restore' : 'create' })
  }
  const start = (how: 'tried' | 'created' | 'restored', network?: string) => {
    // What fails is shown below, from the actions themselves.
    go(how, network).catch(() => undefined)
  }

  const failed =
    failure === null ? null : (
      <ErrorState
        title="That did not work"
        error={failure}
        money="No money is involved yet."
        className="mt-5"
        onRetry={() => void networks.refetch()}
      />
    )

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
      {networks.isSuccess && local === undefined ? (
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
        {local === undefined ? null : <Button onClick={() => setWay('created')}>Start for real</Button>}
        <Button className="last:odd:col-span-2" onClick={() => setWay('restored')}>
          I have my words
        </Button>
      </div>
      {failed}
    </Doorway>
  )
}
