import { t } from '../../../shared/i18n/t.ts'
import { spokenCount } from '../../ui/time.ts'

const sixty = 60

/** Where in a track one is, as it is read out: `1 minute 12 of 4 minutes`. Both in seconds. */
export function spokenPosition(position: number, length: number): string {
  return t('time.positionOf', { position: spoken(position), length: spoken(length) })
}

/** How long a release is, roughly: `42 min`, `1 h 3 min`. */
export function roughDuration(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  if (minutes < sixty) return t('time.minutesShort', { minutes })
  return t('time.hoursShort', { hours: Math.floor(minutes / sixty), minutes: minutes % sixty })
}

function spoken(given: number): string {
  const whole = Math.max(0, Math.floor(given))
  const [hours, minutes, seconds] = [
    Math.floor(whole / 3600),
    Math.floor(whole / sixty) % sixty,
    whole % sixty,
  ]
  if (hours > 0)
    return minutes > 0
      ? `${spokenCount(hours, 'hour')} ${spokenCount(minutes, 'minute')}`
      : spokenCount(hours, 'hour')
  if (minutes === 0) return spokenCount(seconds, 'second')
  return seconds > 0 ? `${spokenCount(minutes, 'minute')} ${seconds}` : spokenCount(minutes, 'minute')
}
