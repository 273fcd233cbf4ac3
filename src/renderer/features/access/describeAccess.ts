import type { GrantView } from '../../../shared/api/node.ts'
import { dayOf } from '../../ui/time.ts'
import { t } from '../../../shared/i18n/t.ts'

type Grant = Pick<GrantView, 'threshold' | 'shares' | 'end' | 'isRevoked' | 'acknowledged'>

/** How many keepers must have let go before nobody can open it any more: then fewer than needed are left. */
export const confirmationsNeeded = ({ threshold, shares }: Pick<Grant, 'threshold' | 'shares'>): number =>
  shares - threshold + 1

export interface AccessState {
  readonly summary: string
  readonly tone: 'good' | 'waiting' | 'over'
}

/** How access stands, in a few words. */
export function describeGrant(grant: Grant, now: number): AccessState {
  const { threshold, shares, end, isRevoked, acknowledged } = grant
  if (isRevoked) {
    const isOver = acknowledged >= confirmationsNeeded(grant)
    const confirmed = t('access.ofKeepersConfirmed', { acknowledged, count: shares })
    return isOver
      ? { summary: t('access.takenBack', { confirmed }), tone: 'over' }
      : { summary: t('access.beingTakenBack', { confirmed }), tone: 'waiting' }
  }
  if (end <= now) return { summary: t('access.endedDay', { day: dayOf(end, now) }), tone: 'over' }
  return { summary: t('access.heldByKeepersNeeded', { count: shares, threshold }), tone: 'good' }
}

/** Until when, as one would say it. */
export const untilWhen = (end: number, now: number): string =>
  end <= now
    ? t('access.endedDayInline', { day: dayOf(end, now) })
    : t('access.untilDay', { day: dayOf(end, now) })
