import type { GrantView } from '../../../shared/api/node.ts'
import { dayOf } from '../../ui/time.ts'

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
    const confirmed = `${acknowledged} of ${shares} keepers confirmed`
    return isOver
      ? { summary: `Taken back · ${confirmed}`, tone: 'over' }
      : { summary: `Being taken back · ${confirmed}`, tone: 'waiting' }
  }
  if (end <= now) return { summary: `Ended ${dayOf(end, now)}`, tone: 'over' }
  return { summary: `Held by ${shares} keepers, ${threshold} needed`, tone: 'good' }
}

/** Until when, as one would say it. */
export const untilWhen = (end: number, now: number): string =>
  end <= now ? `ended ${dayOf(end, now)}` : `until ${dayOf(end, now)}`
