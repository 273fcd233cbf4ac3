import { truePeak } from '../../src/testAudio/truePeak.ts'
import { rmsLevel } from './playerHarness.ts'

/** Seconds: whole periods of every tone that is used. */
const windowSeconds = 0.005
/** dB by which a tone may be off and count as right. */
const tolerance = 0.6

/** What a recording of one tone behind another one is like. */
export interface SeamMeasures {
  /** dBTP, of all of it. */
  readonly peak: number
  /** dB: how much louder than it should be its loudest 5 ms are. */
  readonly over: number
  /** dB: how much quieter than they should be the quietest 5 ms between beginning and end are. */
  readonly under: number
  /** ms from the seam until the second tone has its level. */
  readonly late: number
}

/** dBFS, root mean square. */
function levelOf(samples: Float32Array): number {
  return 20 * Math.log10(Math.max(rmsLevel(samples), 1e-6))
}

/**
 * @param samples a recording that begins with its first audible sample
 * @param seam seconds from there to where the second tone begins
 * @param due dBFS, root mean square, of the first and the second tone
 * @param overlap seconds from the seam on in which both are heard
 */
export function measureSeam(
  { samples, sampleRate }: { readonly samples: Float32Array; readonly sampleRate: number },
  seam: number,
  [before, after]: readonly [number, number],
  overlap = 0,
): SeamMeasures {
  const window = Math.round(windowSeconds * sampleRate)
  const end = samples.findLastIndex((sample) => Math.abs(sample) > 1e-4)
  const levels: { readonly at: number; readonly level: number }[] = []
  const first = Math.round(seam * sampleRate) % window
  for (let from = first; from + window <= end; from += window)
    levels.push({ at: from / sampleRate - seam, level: levelOf(samples.subarray(from, from + window)) })
  // Where sound begins and ends, a window holds less than a whole tone.
  const heard = levels.slice(1, -1)
  const both = 10 * Math.log10(10 ** (before / 10) + 10 ** (after / 10))
  const bounds = (at: number): readonly [number, number] => {
    if (at < -windowSeconds / 2) return [before, before]
    return at < overlap ? [Math.min(before, after), both] : [after, after]
  }
  const arrived = heard.findLast(({ at, level }) => at >= 0 && Math.abs(level - after) > tolerance)
  return {
    peak: truePeak(samples),
    over: Math.max(...heard.map(({ at, level }) => level - bounds(at)[1])),
    under: Math.max(...heard.map(({ at, level }) => bounds(at)[0] - level)),
    late: arrived === undefined ? 0 : (arrived.at - overlap + windowSeconds) * 1000,
  }
}

/** The largest bend of a wave, as a part of the largest sample: a click is one, a tone of low pitch is not. */
export function largestBend(samples: Float32Array): number {
  let [bend, peak] = [0, 1e-9]
  for (let n = 1; n + 1 < samples.length; n += 1) {
    const here = samples[n] ?? 0
    peak = Math.max(peak, Math.abs(here))
    bend = Math.max(bend, Math.abs((samples[n - 1] ?? 0) - 2 * here + (samples[n + 1] ?? 0)))
  }
  return bend / peak
}
