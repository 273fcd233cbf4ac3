import { Link } from '@tanstack/react-router'
import type { ReservationView } from '../../../shared/api/coming.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { rich } from '../../ui/rich.ts'
import { useNow } from '../../ui/Time.tsx'
import { dayOf } from '../../ui/time.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { AwaitedWork, AwaitedWorks } from '../work/AwaitedWork.tsx'
import { useWorkActions } from '../work/useWorkActions.ts'
import { workLink } from '../work/workLink.ts'
import { comingLink } from './comingLink.ts'
import { TakeBackButton } from './TakeBackButton.tsx'

/** What one has reserved, and what of it has to be looked at; nothing where nothing is. */
export function Reserved() {
  const reservations = useIpcQuery('reservations', {}).data ?? []
  if (reservations.length === 0) return null
  return (
    <AwaitedWorks title={t('reservations.reserved')}>
      {reservations.map((reservation) => (
        <ReservationRow key={reservation.id} reservation={reservation} />
      ))}
    </AwaitedWorks>
  )
}

function ReservationRow({ reservation }: { readonly reservation: ReservationView }) {
  const { label, artist, title, artistName, artwork, price, problem, isOnSale } = reservation
  const sentence = useSentence(reservation)
  return (
    <AwaitedWork
      artwork={{ title, cid: artwork }}
      title={
        <Link
          {...(isOnSale ? workLink(label) : comingLink(reservation))}
          className="font-medium hover:underline"
        >
          <bdi>{title}</bdi>
        </Link>
      }
      artist={{ address: artist, name: <bdi>{artistName}</bdi> }}
      price={rich('reservations.atMost', { price: <TokenAmount value={price} isPrice /> })}
      buttons={
        <>
          {problem === null ? null : <GoOnButton reservation={reservation} />}
          <TakeBackButton reservation={reservation} />
        </>
      }
    >
      <p className={problem === null ? 'text-sm text-text-2' : 'text-sm text-warning'}>{sentence}</p>
    </AwaitedWork>
  )
}

/** What it takes one press to do about it: buy what is on sale, or look at what is announced now. */
function GoOnButton({ reservation }: { readonly reservation: ReservationView }) {
  const { label, title, isOnSale, announcedFor } = reservation
  const work = useIpcQuery('work', { label }, { isEnabled: isOnSale }).data?.work
  const actions = useWorkActions()
  const of = <span className="sr-only"> {title}</span>
  if (work !== undefined && isOnSale)
    return (
      <Button size="small" onClick={() => actions.buy(work)}>
        <span>
          {rich('reservations.buyFor', { price: <TokenAmount value={work.price} isPrice /> })}
          {of}
        </span>
      </Button>
    )
  if (announcedFor === null) return null
  return (
    <Link
      {...comingLink(reservation)}
      className="inline-flex h-7 items-center rounded-small border border-line-strong px-2.5 text-sm font-medium hover:bg-surface-3"
    >
      {t('reservations.reserveAgain')}
      {of}
    </Link>
  )
}

function useSentence({ state, at, announcedFor, problem }: ReservationView): string {
  const now = useNow()
  if (problem !== null) return errorText(problem)
  if (state === 'ordering' || state === 'ordered') return t('reservations.isOut')
  const time = announcedFor ?? at
  const day = dayOf(time, now)
  if (time <= now) return t('reservations.isLate', { day })
  return time > at
    ? t('reservations.movedTo', { day, before: dayOf(at, now) })
    : t('reservations.comesOutOn', { day })
}
