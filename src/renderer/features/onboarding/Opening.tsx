import { LockKeyhole } from 'lucide-react'
import type { AppState } from '../../../shared/api/app.ts'
import { useAction, useAsk } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Doorway } from './Doorway.tsx'
import { Problem } from './Locked.tsx'
import { NetworkChoices } from './NetworkChoices.tsx'

/** The node starts, or says why it does not. */
export function Opening({ state }: { readonly state: AppState }) {
  if (state.problem !== null) return <NotOpened state={state} />
  return (
    <Doorway title="Opening your music" isBlurred>
      <p role="status" className="mb-5 text-text-2">
        Starting on {state.network === null ? 'your network' : `“${state.network.name}”`}. What you downloaded
        is there at once; money and search follow.
      </p>
      <ProgressBar label="Opening" fraction={null} />
    </Doorway>
  )
}

function NotOpened({ state }: { readonly state: AppState }) {
  const networks = useAsk('app.networks', {})
  const choose = useAction('app.chooseNetwork')
  const lock = useAction('app.lock')
  return (
    <Doorway title="Busker could not open" isBlurred>
      <Problem problem={state.problem} />
      <p className="mb-3 text-text-2">Try again, on the same network or another one.</p>
      <NetworkChoices
        networks={networks.data}
        current={state.network?.id}
        goOnLabel={choose.isPending ? 'Opening…' : 'Open'}
        onGoOn={(id) => choose.mutate({ id })}
      />
      <Button
        variant="quiet"
        size="small"
        icon={LockKeyhole}
        className="mt-3"
        onClick={() => lock.mutate({})}
      >
        Lock
      </Button>
    </Doorway>
  )
}
