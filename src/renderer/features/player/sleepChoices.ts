import type { Sleep } from '../../playback/playerState.ts'

const minuteMs = 60_000

/** After which the player pauses by itself. */
export const sleepMinutes = [15, 30, 60] as const

export function sleepAfter(minutes: number): Sleep {
  return { at: Date.now() + minutes * minuteMs }
}

/** What is set, in words; null: nothing is. */
export function describeSleep(sleep: Sleep | null): string | null {
  if (sleep === null) return null
  if (sleep === 'afterTrack') return 'Pauses after this track'
  return `Pauses at ${new Date(sleep.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`
}
