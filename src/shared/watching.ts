import type { TowersView } from './api/towers.ts'
import { perLocale } from './i18n/perLocale.ts'

/** How the channel that the fewest watch is watched; null: this account was paid nothing that could be taken back. */
export function leastWatched({
  channels,
}: Pick<TowersView, 'channels'>): TowersView['channels'][number] | null {
  return channels.reduce<TowersView['channels'][number] | null>(
    (least, channel) => (least === null || channel.watching < least.watching ? channel : least),
    null,
  )
}

const spanOf = perLocale(
  (locale) => (unit: 'day' | 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
)

/** A time span in words, rounded down: what has to be done within it is not done too late. */
export function describeSpan(ms: number): string {
  const units = [
    ['day', 24 * 60 * 60_000],
    ['hour', 60 * 60_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const
  const [unit, size] = units.find(([, each]) => ms >= 2 * each) ?? ['second', 1000]
  return spanOf()(unit).format(Math.floor(ms / size))
}
