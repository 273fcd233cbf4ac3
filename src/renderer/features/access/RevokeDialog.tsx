import type { GrantView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { confirmationsNeeded } from './describeAccess.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

interface RevokeDialogProps {
  readonly grant: GrantView
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** What taking back does, and what it cannot do, before it is done. */
export function RevokeDialog({ grant, title, isOpen, onClose }: RevokeDialogProps) {
  const revoke = useIpcMutation('revoke')
  const showToast = useToasts((toasts) => toasts.show)
  const needed = confirmationsNeeded(grant)
  return (
    <Dialog
      title={t('access.takeAccessBack')}
      description={
        <>
          {rich('access.fromTitleRecipient', {
            title,
            recipient: <span className="wrap-anywhere">{grant.recipient}</span>,
          })}
        </>
      }
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.leaveIt')}</Button>
          <Button
            variant="danger"
            busy={revoke.isPending && t('access.tellingTheKeepers')}
            onClick={() =>
              revoke.mutate(
                { id: grant.id },
                {
                  onSuccess({ acknowledged, shares }) {
                    showToast(t('access.keepersConfirmed', { acknowledged, count: shares }))
                    onClose()
                  },
                },
              )
            }
          >
            {t('access.takeBack')}
          </Button>
        </>
      }
    >
      <h3 className="mb-1 font-medium">{t('access.whatItDoes')}</h3>
      <p className="mb-4 text-text-2">{t('access.theKeepersAreToldTo', { count: grant.shares, needed })}</p>
      <h3 className="mb-1 font-medium">{t('access.whatItCannotDo')}</h3>
      <ul className="flex list-disc flex-col gap-1 ps-5 text-text-2">
        <li>{t('access.whoeverHasAlreadyTakenIt')}</li>
        <li>{t('access.copiesMadeOutsideBuskerStay')}</li>
        <li>{t('access.thePaymentIsNotReturned')}</li>
      </ul>
      {revoke.isError ? (
        <ErrorState
          title={t('access.theKeepersWereNotTold')}
          error={revoke.error}
          money={t('access.accessStandsAsBeforeAnd')}
          className="mt-4"
        />
      ) : null}
    </Dialog>
  )
}
