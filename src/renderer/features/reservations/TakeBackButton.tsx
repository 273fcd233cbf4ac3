import type { ReservationView } from '../../../shared/api/coming.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'

interface TakeBackButtonProps {
  readonly reservation: ReservationView
  readonly size?: 'small' | 'large'
}

/** It is not to be bought by itself; where it was not bought, it goes off the list. */
export function TakeBackButton({ reservation, size = 'small' }: TakeBackButtonProps) {
  const { id, title, state, problem } = reservation
  const takeBack = useIpcMutation('takeBackReservation')
  if (state !== 'waiting' && state !== 'stopped') return null
  return (
    <>
      <Button
        size={size}
        variant="quiet"
        busy={takeBack.isPending && t('library.takingBack')}
        onClick={() => takeBack.mutate({ id })}
      >
        {problem === null ? t('library.takeBack') : t('ui.dismiss')}
        <span className="sr-only">: {title}</span>
      </Button>
      {takeBack.error === null ? null : (
        <span role="alert" className="text-sm text-warning">
          {messageOf(takeBack.error)}
        </span>
      )}
    </>
  )
}
