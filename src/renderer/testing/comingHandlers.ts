import type { ApiHandlers } from '../../shared/api/define.ts'
import type { comingApi } from '../../shared/api/coming.ts'
import type { AppFixture } from './appFixture.ts'
import { reservationOf } from './fixtures/coming.ts'

/** What artists of a fixture announce. A mutation changes only its own answer. */
export function comingHandlers({ coming, reservations }: AppFixture): ApiHandlers<typeof comingApi> {
  const find = (label: string) => coming.find((work) => work.label === label)
  return {
    coming: async ({ limit }) => coming.slice(0, limit),
    comingOf: async ({ address }) => coming.filter(({ artist }) => artist === address),
    comingWork: async ({ label }) => find(label) ?? null,
    reservations: async () => [...reservations],
    reserve: async ({ label }) => {
      const work = find(label)
      if (work === undefined) throw new Error('Nobody announces this.')
      return reservationOf(work)
    },
    takeBackReservation: async () => ({}),
  }
}
