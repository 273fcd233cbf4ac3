import type { ReservationView } from '../../shared/api/coming.ts'
import { errorText } from '../../shared/i18n/errorText.ts'
import { t } from '../../shared/i18n/t.ts'
import { quote } from '../../shared/text.ts'
import type { Notice } from './notifier.ts'

export interface ReservationNotificationsOptions {
  /** The person wants to hear of it, and does not look at Busker now. */
  readonly isWanted: () => boolean
  readonly show: (notice: Notice) => void
  /** The person pressed on it. */
  readonly onClick: () => void
}

type Reservation = Pick<ReservationView, 'id' | 'state' | 'title' | 'artistName' | 'problem'>

/** Shows one silent notification for each reservation that stops: nothing was paid, and it waits for a person. */
export class ReservationNotifications {
  readonly #options: ReservationNotificationsOptions
  #stopped: ReadonlySet<string> = new Set()

  constructor(options: ReservationNotificationsOptions) {
    this.#options = options
  }

  /** What had stopped when Busker was unlocked is told of no more. */
  skip(reservations: readonly Reservation[]): void {
    this.#stopped = new Set(stoppedOf(reservations).map(({ id }) => id))
  }

  /** Called with all reservations at every change of them. One that is reserved again may stop again. */
  onChanged(reservations: readonly Reservation[]): void {
    const { isWanted, show, onClick } = this.#options
    const fresh = stoppedOf(reservations).filter(({ id }) => !this.#stopped.has(id))
    this.skip(reservations)
    if (!isWanted()) return
    for (const { title, artistName, problem } of fresh) {
      const work = t('desktop.workByArtist', { title: quote(title, 100), artist: quote(artistName, 60) })
      show({
        title: t('desktop.reservationStopped'),
        body: problem === null ? work : `${work}\n${errorText(problem)}`,
        label: null,
        onClick,
      })
    }
  }
}

const stoppedOf = (reservations: readonly Reservation[]) =>
  reservations.filter(({ state }) => state === 'stopped')
