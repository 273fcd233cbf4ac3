import { BuskerError } from '../../shared/errors.ts'
import { decibels, type Levels } from './levels.ts'

/** What is done to a source so that nothing clips. */
export interface FittedLevel {
  /** 0: nothing; else how many decibels it is turned down by. */
  readonly attenuation: number
  readonly filters: readonly string[]
}

/** dBFS that the peak of a source is brought to which is over full scale: what AAC makes of it must not clip either. */
const fittedPeak = -1
/** dB over full scale that codecs reach by themselves when they decode a loud master. */
const codecOvershoot = 2
/** dB over full scale: no mix is so loud, but samples of 8 or 16 bits that were written as floats as they were. */
const wrongScale = 30

/**
 * How a source is brought below full scale: floats can be above it, and whole numbers, which FLAC and most players end up with,
 * can't.
 *
 * @throws BuskerError `MEDIA_DAMAGED` where samples are no numbers, `MEDIA_UNSUPPORTED` where they were never scaled to ±1
 */
export function fitLevel(
  { peak, invalid }: Levels,
  { lossless }: { readonly lossless: boolean },
): FittedLevel {
  if (invalid > 0) {
    const samples = invalid === 1 ? 'one sample that is no number' : `${invalid} samples that are no numbers`
    throw new BuskerError(
      'MEDIA_DAMAGED',
      `This file holds ${samples} (NaN or infinite), often from a faulty effect. Find it in your mix and export again.`,
    )
  }
  const over = decibels(peak)
  if (over > wrongScale) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `The samples of this file reach ${peak.toPrecision(3)} where ±1 is full scale: they are whole numbers written as floats. Export it as PCM of 16 or 24 bits.`,
    )
  }
  if (over <= (lossless ? 0 : codecOvershoot)) return { attenuation: 0, filters: [] }
  const attenuation = over - fittedPeak
  return { attenuation, filters: [`volume=volume=${10 ** (-attenuation / 20)}:precision=float`] }
}
