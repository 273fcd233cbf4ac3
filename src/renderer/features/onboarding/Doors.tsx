import type { ReactNode } from 'react'
import { useAsk } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Doorway } from './Doorway.tsx'
import { Locked } from './Locked.tsx'
import { Opening } from './Opening.tsx'
import { Welcome } from './Welcome.tsx'

/** What stands before the rooms: the vault's state decides. */
export function Doors({ children }: { readonly children: ReactNode }) {
  const state = useAsk('app.state', {})
  if (state.isPending) return <div className="h-full bg-surface-0" />
  if (state.isError)
    return (
      <Doorway title="Busker did not start" isBlurred>
        <ErrorState
          title="The main process does not answer"
          error={state.error}
          retryLabel="Ask again"
          onRetry={() => void state.refetch()}
        />
      </Doorway>
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
