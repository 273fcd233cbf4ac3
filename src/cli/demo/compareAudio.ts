import { compareSignals, type SignalComparison } from '../../testAudio/compareSignals.ts'
import { readSignal } from '../../testAudio/signal.ts'
import { BuskerError } from '../../shared/errors.ts'

/** The two files are compared at this rate, as one channel. */
const sampleRate = 44_100
/** Within the seconds that are compared. */
const minBoundaries = 2

/** What says where segments end: samples of each, the init segment's zero first. */
export interface SegmentLengths {
  /** Hz. */
  readonly sampleRate: number
  readonly segments: readonly number[]
}

export interface AudioComparison {
  readonly comparison: SignalComparison
  /** Ends of segments within the compared seconds. */
  readonly boundaries: number
}

/**
 * Is what the listener's node decoded the artist's sound, in every second, with one lag?
 *
 * @throws BuskerError `DEMO_OTHER_SOUND`, `DEMO_TOO_SHORT`
 */
export async function compareAudio(
  original: string,
  bought: string,
  { rendition, ffmpeg }: { rendition: SegmentLengths; ffmpeg: string },
): Promise<AudioComparison> {
  const comparison = await compareFiles(original, bought, ffmpeg)
  if (!comparison.same) {
    throw new BuskerError(
      'DEMO_OTHER_SOUND',
      `This is not the artist’s sound: ${describeComparison(comparison)}.`,
    )
  }
  const boundaries = boundariesWithin(rendition, comparison.seconds.length)
  if (boundaries < minBoundaries) {
    throw new BuskerError('DEMO_TOO_SHORT', 'The piece crosses fewer than two ends of segments.')
  }
  return { comparison, boundaries }
}

/** @throws BuskerError `DEMO_BLIND` when the comparison takes another piece for the same */
export async function requireDifferentAudio(
  original: string,
  other: string,
  ffmpeg: string,
): Promise<SignalComparison> {
  const comparison = await compareFiles(original, other, ffmpeg)
  if (!comparison.same) return comparison
  throw new BuskerError('DEMO_BLIND', 'The comparison takes another piece for this one: it proves nothing.')
}

export function describeComparison({ sounding, lowest, lagSpread, seconds }: SignalComparison): string {
  const lag = seconds.find(({ silent }) => !silent)?.lag ?? 0
  const where = lagSpread <= 1 ? `lag ${lag} samples throughout` : `lag varies by ${lagSpread} samples`
  return `${sounding} seconds compared, correlation ${lowest.toFixed(4)} or better, ${where}`
}

async function compareFiles(one: string, other: string, ffmpeg: string): Promise<SignalComparison> {
  const reference = await readSignal(one, { ffmpeg, sampleRate })
  return compareSignals(reference, await readSignal(other, { ffmpeg, sampleRate }))
}

function boundariesWithin({ sampleRate, segments }: SegmentLengths, seconds: number): number {
  let end = 0
  const ends = segments.slice(1, -1).map((samples) => (end += samples) / sampleRate)
  return ends.filter((at) => at < seconds).length
}
