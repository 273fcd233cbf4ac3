import { useState } from 'react'
import type { AppState, InvitationView } from '../../../shared/api/app.ts'
import { shortAmountText } from '../../../shared/i18n/amountText.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { AcceptContracts } from '../onboarding/AcceptContracts.tsx'
import { useOnboarding } from '../onboarding/onboardingStore.ts'
import { ProtectFirst } from '../onboarding/ProtectFirst.tsx'
import { useProtectKeys } from '../onboarding/useProtectKeys.ts'
import { InvitedNetwork } from './InvitedNetwork.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The invitation that was opened, whatever page is behind it: who runs the hub, what it costs, what it sees, and Join. */
export function InvitationDialog({ state }: { readonly state: AppState }) {
  const invitation = useIpcQuery('app.invitation', {})
  // Here, because the invitation is gone by the time in which it has been joined.
  const joining = useJoin(state)
  const link = invitation.data?.link ?? null
  if (link === null) return null
  return <OpenedInvitation key={link} joining={joining} />
}

function OpenedInvitation({ joining }: { readonly joining: Joining }) {
  const invited = useIpcQuery('app.readInvitation', {})
  const dismiss = useIpcMutation('app.dismissInvitation')
  const [isAccepted, setAccepted] = useState(false)
  const { join, isJoining, error } = joining
  const close = () => {
    joining.reset()
    dismiss.mutate({})
  }
  const { data } = invited
  const { isUnprotected } = useProtectKeys()
  const isReady = data !== undefined && !isUnprotected && (!data.isToAccept || isAccepted)
  return (
    <Dialog
      title={data === undefined ? t('invitation.anInvitation') : data.name}
      description={
        data === undefined ? undefined : t('invitation.invitesYouToTheirNetwork', { operator: data.operator })
      }
      isOpen
      isHeld={isJoining !== false}
      onClose={close}
      actions={
        <>
          <Button disabled={isJoining !== false} onClick={close}>
            {t('common.notNow')}
          </Button>
          <Button
            variant="primary"
            disabled={!isReady}
            busy={isJoining}
            onClick={() => data !== undefined && join(data)}
          >
            {data?.isCurrent === true ? t('invitation.takeTheCredit') : t('common.join')}
          </Button>
        </>
      }
    >
      {invited.isError ? (
        <ErrorState
          title={t('invitation.thisInvitationCantBeOpened')}
          error={invited.error}
          money={t('invitation.noMoneyIsInvolvedNothing')}
          onRetry={() => void invited.refetch()}
        />
      ) : data === undefined ? (
        <>
          <p role="status" className="mb-3 text-text-2">
            {t('invitation.askingTheHubWhatIt')}
          </p>
          <SkeletonRows label={t('invitation.askingTheHub')} rows={4} />
        </>
      ) : (
        <>
          <ProtectFirst className="mb-5" />
          <InvitedNetwork invited={data} />
          {data.isToAccept && !isUnprotected ? (
            <AcceptContracts network={data} isAccepted={isAccepted} onChange={setAccepted} />
          ) : null}
        </>
      )}
      {error === null ? null : (
        <ErrorState
          title={t('invitation.youHaveNotJoined')}
          error={error}
          money={t('common.noMoneyWasMoved')}
          className="mt-4"
        />
      )}
    </Dialog>
  )
}

type Joining = ReturnType<typeof useJoin>

/** Joins, and goes on to where somebody who joins has to be: a newcomer makes keys first. */
function useJoin(state: AppState) {
  const joinNetwork = useIpcMutation('app.joinNetwork')
  const openVault = useIpcMutation('app.openVault')
  const begin = useOnboarding((onboarding) => onboarding.begin)
  const showToast = useToasts((toasts) => toasts.show)
  const goOn = (invited: InvitationView) => {
    if (state.phase !== 'new') return showToast(joinedText(state, invited), { tone: 'good' })
    begin('created')
    openVault.mutate({ purpose: 'create' })
  }
  return {
    /** With an operator's contracts only once the person has accepted them. */
    join: (invited: InvitationView) =>
      joinNetwork.mutate({ acceptsContracts: invited.isToAccept }, { onSuccess: () => goOn(invited) }),
    isJoining: joinNetwork.isPending ? t('invitation.joining') : (false as const),
    error: joinNetwork.error,
    reset: joinNetwork.reset,
  }
}

function joinedText(
  { phase }: Pick<AppState, 'phase'>,
  { name, credit, symbol, decimals }: InvitationView,
): string {
  if (credit === null)
    return phase === 'locked'
      ? t('invitation.isChosenUnlockToGo', { name })
      : t('invitation.youAreOn', { name })
  const values = { name, credit: shortAmountText(credit, { symbol, decimals }), symbol }
  return phase === 'locked'
    ? t('invitation.isChosenWithCredit', values)
    : t('invitation.youAreOnWithCredit', values)
}
