import { BuskerError } from '../shared/errors.ts'
import { createCorrelator } from './correlator.ts'
import type { Signal } from './signal.ts'

/** How one second of the reference is found again. */
export interface ComparedSecond {
  /** Counted from 0. */
  readonly second: number
  /** Samples by which the other signal is late; negative when it is early. */
  readonly lag: number
  /** Normalised: 1 is the same sound, 0 an unrelated one, −1 the same with its polarity turned. 0 where there is silence. */
  readonly correlation: number
  /** True where the reference has no sound to compare. */
  readonly silent: boolean
}

export interface SignalComparison {
  readonly seconds: readonly ComparedSecond[]
  /** Seconds that are not silent. */
  readonly sounding: number
  /** The lowest correlation of a sounding second; 0 when there is none. */
  readonly lowest: number
  /** The largest lag less the smallest over the sounding seconds, in samples. */
  readonly lagSpread: number
  /** At least `minSeconds` sound, each correlates with `minCorrelation` or more, and all have one lag (± one sample). */
  readonly same: boolean
}

export interface ComparisonTerms {
  readonly minSeconds: number
  readonly minCorrelation: number
  /** How far to look, in seconds either way. */
  readonly maxLag: number
}

const defaultTerms: ComparisonTerms = { minSeconds: 12, minCorrelation: 0.9, maxLag: 0.25 }
/** Below this root mean square a second is silent: −80 dBFS. */
const silentLevel = 1e-4

/**
 * Looks for every whole second of `reference` in `other`, by the best normalised cross-correlation near the same place.
 *
 * @throws BuskerError `MEDIA_RATES_DIFFER`
 */
export function compareSignals(
  reference: Signal,
  other: Signal,
  terms: Partial<ComparisonTerms> = {},
): SignalComparison {
  const { minSeconds, minCorrelation, maxLag } = { ...defaultTerms, ...terms }
  const { sampleRate } = reference
  if (other.sampleRate !== sampleRate) {
    throw new BuskerError(
      'MEDIA_RATES_DIFFER',
      'Signals are compared at one sample rate: decode both at the same.',
    )
  }
  const reach = Math.round(maxLag * sampleRate)
  const correlate = createCorrelator(sampleRate, reach)
  const seconds: ComparedSecond[] = []
  for (let second = 0; (second + 1) * sampleRate <= reference.samples.length; second++) {
    const start = second * sampleRate
    const block = reference.samples.subarray(start, start + sampleRate)
    const silent = rmsLevel(block) < silentLevel
    const best = silent
      ? { lag: 0, correlation: 0 }
      : correlate(block, windowAround(other.samples, start, sampleRate, reach))
    seconds.push({ second, silent, ...best })
  }
  const heard = seconds.filter(({ silent }) => !silent)
  const lags = heard.map(({ lag }) => lag)
  const lowest = heard.length === 0 ? 0 : Math.min(...heard.map(({ correlation }) => correlation))
  const lagSpread = heard.length === 0 ? 0 : Math.max(...lags) - Math.min(...lags)
  const same = heard.length >= minSeconds && lowest >= minCorrelation && lagSpread <= 1
  return { seconds, sounding: heard.length, lowest, lagSpread, same }
}

/** `length` samples from `start` and `reach` more on both sides; zeros where there are none. */
function windowAround(samples: Float32Array, start: number, length: number, reach: number): Float32Array {
  const window = new Float32Array(length + 2 * reach)
  const from = Math.max(0, start - reach)
  window.set(samples.subarray(from, start + length + reach), from - (start - reach))
  return window
}

function rmsLevel(block: Float32Array): number {
  return Math.sqrt(block.reduce((sum, sample) => sum + sample * sample, 0) / block.length)
}
