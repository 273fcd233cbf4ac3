import { LockKeyhole } from 'lucide-react'
import type { AppState } from '../../../shared/api/app.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { WelcomeCard } from './WelcomeCard.tsx'

/** The vault is closed. The passphrase is typed in a window of its own, never here. */
export function Locked({ state }: { readonly state: AppState }) {
  const open = useIpcMutation('app.openVault')
  return (
    <WelcomeCard title="Your music is locked" isBlurred>
      <p className="mb-6 text-text-2">
        Your passphrase opens it. It is asked for in a small window of its own, and never leaves this machine.
      </p>
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
        Unlock
      </Button>
      {open.isError ? (
        <ErrorState title="The window could not be opened" error={open.error} className="mt-4" />
      ) : null}
      <p className="mt-6 text-sm text-text-3">
        Forgot it? Nothing here opens without it. On another machine your 24 words bring your library, orders
        and money back.
      </p>
    </WelcomeCard>
  )
}

/** Why the node could not be opened. */
export function NodeProblem({ problem }: Pick<AppState, 'problem'>) {
  if (problem === null) return null
  const error = new BuskerError(problem.code, problem.message)
  return (
    <ErrorState
      title="What happened"
      error={error}
      money="Your money is where it was: nothing was sent."
      className="mb-5"
    />
  )
}
