import { useState } from 'react'
import type { AppState } from '../../../shared/api/app.ts'
import { shortAmount } from '../../../shared/token.ts'
import { type IpcOutput, useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { AcceptContracts } from '../onboarding/AcceptContracts.tsx'
import { useOnboarding } from '../onboarding/onboardingStore.ts'
import { InvitedNetwork } from './InvitedNetwork.tsx'

/** The invitation that was opened, whatever page is behind it: who runs the hub, what it costs, what it sees, and Join. */
export function InvitationDialog({ state }: { readonly state: AppState }) {
  const invitation = useIpcQuery('app.invitation', {})
  const link = invitation.data?.link ?? null
  if (link === null) return null
  return <OpenedInvitation key={link} state={state} />
}

function OpenedInvitation({ state }: { readonly state: AppState }) {
  const invited = useIpcQuery('app.readInvitation', {})
  const dismiss = useIpcMutation('app.dismissInvitation')
  const [isAccepted, setAccepted] = useState(false)
  const { join, isJoining, error } = useJoin(state, invited.data)
  const close = () => dismiss.mutate({})
  const { data } = invited
  const isReady = data !== undefined && (!data.isToAccept || isAccepted)
  return (
    <Dialog
      title={data === undefined ? 'An invitation' : data.name}
      description={data === undefined ? undefined : `“${data.operator}” invites you to their network.`}
      isOpen
      isHeld={isJoining !== false}
      onClose={close}
      actions={
        <>
          <Button disabled={isJoining !== false} onClick={close}>
            Not now
          </Button>
          <Button
            variant="primary"
            disabled={!isReady}
            busy={isJoining}
            onClick={() => join(data?.isToAccept === true)}
          >
            {data?.isCurrent === true ? 'Take the credit' : 'Join'}
          </Button>
        </>
      }
    >
      {invited.isError ? (
        <ErrorState
          title="This invitation can’t be opened"
          error={invited.error}
          money="No money is involved: nothing was joined."
          onRetry={() => void invited.refetch()}
        />
      ) : data === undefined ? (
        <>
          <p role="status" className="mb-3 text-text-2">
            Asking the hub what it offers…
          </p>
          <SkeletonRows label="Asking the hub" rows={4} />
        </>
      ) : (
        <>
          <InvitedNetwork invited={data} />
          {data.isToAccept ? (
            <AcceptContracts network={data} isAccepted={isAccepted} onChange={setAccepted} />
          ) : null}
        </>
      )}
      {error === null ? null : (
        <ErrorState title="You have not joined" error={error} money="No money was moved." className="mt-4" />
      )}
    </Dialog>
  )
}

/** Joins, and goes on to where somebody who joins has to be: a newcomer makes keys first. */
function useJoin(state: AppState, invited: IpcOutput<'app.readInvitation'> | undefined) {
  const joinNetwork = useIpcMutation('app.joinNetwork')
  const openVault = useIpcMutation('app.openVault')
  const begin = useOnboarding((onboarding) => onboarding.begin)
  const showToast = useToasts((toasts) => toasts.show)
  const goOn = () => {
    if (state.phase === 'new') {
      begin('created')
      openVault.mutate({ purpose: 'create' })
    } else if (invited !== undefined) {
      showToast(joinedText(state, invited), { tone: 'good' })
    }
  }
  return {
    join: (acceptsContracts: boolean) => joinNetwork.mutate({ acceptsContracts }, { onSuccess: goOn }),
    isJoining: joinNetwork.isPending ? ('Joining…' as const) : (false as const),
    error: joinNetwork.error,
  }
}

function joinedText(
  { phase }: Pick<AppState, 'phase'>,
  { name, credit, symbol, decimals }: IpcOutput<'app.readInvitation'>,
): string {
  const comes =
    credit === null
      ? ''
      : ` ${shortAmount(credit, { symbol, decimals })} ${symbol} will be there in a minute.`
  return phase === 'locked'
    ? `“${name}” is chosen: unlock to go on.${comes}`
    : `You are on “${name}”.${comes}`
}
