import { z } from 'zod'
import { shownLocale, t } from './i18n/t.ts'

/** What is odd about a sound file and does not stop it from being sold. Levels are in dB, above full scale or turned down by. */
export const soundWarning = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mixedDown'), channels: z.int(), withoutLowFrequencies: z.boolean() }),
  z.strictObject({ kind: z.literal('damaged') }),
  z.strictObject({
    kind: z.literal('overFullScale'),
    peak: z.number(),
    samples: z.int(),
    attenuation: z.number(),
  }),
  z.strictObject({ kind: z.literal('silent') }),
  z.strictObject({ kind: z.literal('short'), milliseconds: z.int() }),
  z.strictObject({ kind: z.literal('tagsUnreadable'), reason: z.string() }),
  z.strictObject({ kind: z.literal('dsdConverted') }),
])
export type SoundWarning = z.output<typeof soundWarning>

/** A sentence for the artist, in the language that is shown: what was noticed, and what it means for those who buy it. */
export function soundWarningText(warning: SoundWarning): string {
  switch (warning.kind) {
    case 'mixedDown': {
      const { channels: count } = warning
      return warning.withoutLowFrequencies
        ? t('studio.mixedDownWithoutLowFrequencies', { count })
        : t('studio.mixedDown', { count })
    }
    case 'damaged':
      return t('studio.partsAreDamaged')
    case 'overFullScale':
      return t('studio.overFullScale', {
        count: warning.samples,
        peak: decibels(warning.peak),
        attenuation: decibels(warning.attenuation),
      })
    case 'silent':
      return t('studio.silentThroughout')
    case 'short':
      return t('studio.shorterThanASecond', { milliseconds: warning.milliseconds })
    case 'tagsUnreadable':
      return t('studio.tagsUnreadable', { reason: warning.reason })
    case 'dsdConverted':
      return t('studio.dsdConverted')
  }
}

const decibels = (level: number) =>
  new Intl.NumberFormat(shownLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(level)
