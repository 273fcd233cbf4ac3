import type { Sleep } from '../../playback/playerState.ts'
import { timeOfDay } from '../../ui/time.ts'
import { t } from '../../../shared/i18n/t.ts'

const minuteMs = 60_000

/** After which the player pauses by itself. */
export const sleepMinutes = [15, 30, 60] as const

export function sleepAfter(minutes: number): Sleep {
  return { at: Date.now() + minutes * minuteMs }
}

/** What is set, in words; null: nothing is. */
export function describeSleep(sleep: Sleep | null): string | null {
  if (sleep === null) return null
  if (sleep === 'afterTrack') return t('player.pausesAfterThisTrack')
  return t('player.pausesAt', {
    time: timeOfDay(sleep.at),
  })
}
