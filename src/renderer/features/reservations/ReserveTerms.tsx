import { Link } from '@tanstack/react-router'
import { CalendarClock } from 'lucide-react'
import type { ComingView } from '../../../shared/api/coming.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { rich } from '../../ui/rich.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { TakeBackButton } from './TakeBackButton.tsx'

/** Reserves it by one press, beside what is agreed to by that; or says that it is. */
export function ReserveTerms({ work }: { readonly work: ComingView }) {
  const { label, artist, price, orMore, isOwn, reservation } = work
  const reserve = useIpcMutation('reserve')
  const most = useIpcQuery('wallet', {}).data?.maximumFee
  if (isOwn)
    return (
      <p className="me-2 text-text-2">
        {t('reservations.youAnnounceThis')}{' '}
        <Link to="/studio" className="underline">
          {t('reservations.inTheStudio')}
        </Link>
      </p>
    )
  if (reservation !== null && reservation.problem === null)
    return (
      <>
        <p className="me-2 text-text-2" role="status">
          <span className="text-positive">{t('reservations.reserved')}</span>{' '}
          {rich('reservations.forAtMost', { price: <TokenAmount value={reservation.price} isPrice /> })}
        </p>
        <TakeBackButton reservation={reservation} size="large" />
      </>
    )
  return (
    <div className="flex w-full flex-col gap-2">
      <p className="text-text-2">
        {most === undefined
          ? t('reservations.nothingIsPaidNow')
          : rich(orMore === true ? 'reservations.termsOrMore' : 'reservations.terms', {
              price: <TokenAmount value={price} isPrice />,
              fee: <TokenAmount value={most} isExact />,
            })}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          size="large"
          icon={CalendarClock}
          disabled={most === undefined}
          busy={reserve.isPending && t('reservations.reserving')}
          onClick={() =>
            reserve.mutate({
              label,
              artist,
              confirmed: price,
              ...(most !== undefined && { maximumFee: most }),
            })
          }
        >
          <span>
            {price === 0n
              ? t('reservations.reserve')
              : rich('reservations.reserveFor', { price: <TokenAmount value={price} isPrice /> })}
          </span>
        </Button>
        {reserve.error === null ? null : (
          <span role="alert" className="text-danger">
            {messageOf(reserve.error)}
          </span>
        )}
      </div>
    </div>
  )
}
