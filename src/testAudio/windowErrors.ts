/** How far a decoded piece is from its source in one short window. */
export interface WindowError {
  /** Where it begins, seconds. */
  readonly at: number
  /** Decibels of the difference below the sound itself: −40 is a hundredth of its amplitude. */
  readonly error: number
}

const windowSeconds = 0.02
/** A difference that is so much softer than the sound just before or after it is hidden by that: −20 dB. */
const hiddenBesides = 1e-2
/** And by the piece as a whole: −40 dB. */
const hiddenOverall = 1e-4

/**
 * The error of every 20 ms. Where there is little or no sound, it is measured against what the sound around hides.
 *
 * @param source and `decoded` begin with the same sample and have one channel
 */
export function windowErrors(source: Float32Array, decoded: Float32Array, sampleRate: number): WindowError[] {
  const length = Math.round(windowSeconds * sampleRate)
  const difference = source.map((sample, at) => sample - (decoded[at] ?? 0))
  const count = Math.ceil(source.length / length)
  const powerOf = (samples: Float32Array, window: number) =>
    meanPower(samples, window * length, Math.min(source.length, (window + 1) * length))
  const sound = Array.from({ length: count }, (_, window) => powerOf(source, window))
  const overall = meanPower(source, 0, source.length)
  return sound.map((own, window) => {
    const besides = Math.max(sound[window - 1] ?? 0, sound[window + 1] ?? 0)
    const heard = Math.max(own, besides * hiddenBesides, overall * hiddenOverall)
    return { at: (window * length) / sampleRate, error: 10 * Math.log10(powerOf(difference, window) / heard) }
  })
}

function meanPower(samples: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += (samples[at] ?? 0) ** 2
  return sum / (to - from)
}

/** @param share 0.5 for the median */
export function quantileOf(errors: readonly number[], share: number): number {
  const sorted = errors.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
