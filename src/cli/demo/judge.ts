import { compare, type Comparison } from '../../node/media/compare.ts'
import { readSignal } from '../../node/media/signal.ts'
import { BuskerError } from '../../shared/errors.ts'

/** The two files are compared at this rate, as one channel. */
const sampleRate = 44_100
/** Within the seconds that are compared. */
const leastBoundaries = 2

/** What says where segments end: samples of each, the init segment's zero first. */
export interface Segmented {
  /** Hz. */
  readonly sampleRate: number
  readonly segments: readonly number[]
}

export interface Verdict {
  readonly comparison: Comparison
  /** Ends of segments within the compared seconds. */
  readonly boundaries: number
}

/**
 * Is what the listener's node decoded the artist's sound, in every second, with one lag?
 *
 * @throws BuskerError `DEMO_OTHER_SOUND`, `DEMO_TOO_SHORT`
 */
export async function judge(
  original: string,
  bought: string,
  { rendition, ffmpeg }: { rendition: Segmented; ffmpeg: string },
): Promise<Verdict> {
  const comparison = await compareFiles(original, bought, ffmpeg)
  if (!comparison.same) {
    throw new BuskerError('DEMO_OTHER_SOUND', `This is not the artist’s sound: ${describe(comparison)}.`)
  }
  const boundaries = boundariesWithin(rendition, comparison.seconds.length)
  if (boundaries < leastBoundaries) {
    throw new BuskerError('DEMO_TOO_SHORT', 'The piece crosses fewer than two ends of segments.')
  }
  return { comparison, boundaries }
}

/** @throws BuskerError `DEMO_BLIND` when the comparison takes another piece for the same */
export async function mustDiffer(original: string, other: string, ffmpeg: string): Promise<Comparison> {
  const comparison = await compareFiles(original, other, ffmpeg)
  if (!comparison.same) return comparison
  throw new BuskerError('DEMO_BLIND', 'The comparison takes another piece for this one: it proves nothing.')
}

export function describe({ sounding, lowest, lagSpread, seconds }: Comparison): string {
  const lag = seconds.find(({ silent }) => !silent)?.lag ?? 0
  const where = lagSpread <= 1 ? `lag ${lag} samples throughout` : `lag varies by ${lagSpread} samples`
  return `${sounding} seconds compared, correlation ${lowest.toFixed(4)} or better, ${where}`
}

async function compareFiles(one: string, other: string, ffmpeg: string): Promise<Comparison> {
  const reference = await readSignal(one, { ffmpeg, sampleRate })
  return compare(reference, await readSignal(other, { ffmpeg, sampleRate }))
}

function boundariesWithin({ sampleRate, segments }: Segmented, seconds: number): number {
  let end = 0
  const ends = segments.slice(1, -1).map((samples) => (end += samples) / sampleRate)
  return ends.filter((at) => at < seconds).length
}
