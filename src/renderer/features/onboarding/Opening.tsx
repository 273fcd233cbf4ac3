import { LockKeyhole } from 'lucide-react'
import type { AppState } from '../../../shared/api/app.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'
import { NodeProblem } from './Locked.tsx'
import { NetworkChoices } from './NetworkChoices.tsx'

/** The node starts, or says why it does not. */
export function Opening({ state }: { readonly state: AppState }) {
  if (state.problem !== null) return <NotOpened state={state} />
  return (
    <WelcomeCard title="Opening your music" isBlurred>
      <p role="status" className="mb-5 text-text-2">
        Starting on {state.network === null ? 'your network' : `“${state.network.name}”`}. What you downloaded
        is there at once; money and search follow.
      </p>
      <ProgressBar label="Opening" fraction={null} />
    </WelcomeCard>
  )
}

function NotOpened({ state }: { readonly state: AppState }) {
  const networks = useIpcQuery('app.networks', {})
  const choose = useIpcMutation('app.chooseNetwork')
  const lock = useIpcMutation('app.lock')
  return (
    <WelcomeCard title="Busker could not open" isBlurred>
      <NodeProblem problem={state.problem} />
      <p className="mb-3 text-text-2">Try again, on the same network or another one.</p>
      <NetworkChoices
        networks={networks.data}
        current={state.network?.id}
        submitLabel={choose.isPending ? 'Opening…' : 'Open'}
        onSubmit={(id, acceptsContracts) => choose.mutate({ id, acceptsContracts })}
      />
      {choose.isError ? (
        <ErrorState
          title="The network was not changed"
          error={choose.error}
          money="No money was moved."
          className="mt-4"
        />
      ) : null}
      <Button
        variant="quiet"
        size="small"
        icon={LockKeyhole}
        className="mt-3"
        onClick={() => lock.mutate({})}
      >
        Lock
      </Button>
    </WelcomeCard>
  )
}
