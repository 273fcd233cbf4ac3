import { coming, stoppedReservations } from '../fixtures/coming.ts'
import type { Screenshot } from './screenshot.ts'

const [open, reserved] = coming.map(
  ({ artist, label }) => `/coming/${artist}/${label.split('/').slice(0, 2).join('/')}`,
)

/** What artists announce, and what is reserved of it. */
export const reservationScreenshots: readonly Screenshot[] = [
  { id: 'coming.open', path: open ?? '/' },
  { id: 'coming.reserved', path: reserved ?? '/' },
  {
    id: 'coming.own',
    path: open ?? '/',
    fixture: { coming: coming.map((work) => ({ ...work, isOwn: true })) },
  },
  { id: 'reservations.stopped', path: '/purchases', fixture: { reservations: stoppedReservations } },
  { id: 'reservations.library', path: '/library', fixture: { reservations: stoppedReservations } },
]
