import type { UrsulasView } from './api/ursulas.ts'
import { t } from './i18n/t.ts'

/** So many keepers of one sale may be different ones, of those that answer: on a local network several of one operator will do. */
export function answeringKeepers({ least, ursulas }: Pick<UrsulasView, 'least' | 'ursulas'>): number {
  const answering = ursulas.filter(({ operator, silentSince }) => operator !== null && silentSince === null)
  return least > 1 ? new Set(answering.map(({ operator }) => operator)).size : answering.length
}

/** What it means that `threshold` of `shares` keepers are needed, in sentences. */
export function consequencesOf({ threshold, shares }: Pick<UrsulasView, 'threshold' | 'shares'>): string[] {
  const spare = shares - threshold
  return [
    spare === 0 ? t('access.noneMayBeAway') : t('access.mayBeAway', { count: spare }),
    t('access.whenMoreAreAway'),
    t('access.togetherWithABuyer', { count: threshold }),
  ]
}
