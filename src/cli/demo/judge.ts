import { compare, type Comparison } from '../../node/media/compare.ts'
import { readSignal } from '../../node/media/signal.ts'
import type { TrackManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'

/** The two files are compared at this rate, as one channel. */
const sampleRate = 44_100
/** Within the seconds that are compared. */
const leastBoundaries = 2

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
  { manifest, ffmpeg }: { manifest: TrackManifest; ffmpeg: string },
): Promise<Verdict> {
  const comparison = await compareFiles(original, bought, ffmpeg)
  if (!comparison.same) {
    throw new BuskerError('DEMO_OTHER_SOUND', `This is not the artist’s sound: ${describe(comparison)}.`)
  }
  const boundaries = boundariesWithin(manifest, comparison.seconds.length)
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

function boundariesWithin({ renditions }: TrackManifest, seconds: number): number {
  const rendition = renditions.find(({ codec }) => codec === 'flac') ?? renditions[0]
  if (rendition === undefined) return 0
  let end = 0
  const ends = rendition.segments.slice(1, -1).map(({ samples }) => (end += samples) / rendition.sampleRate)
  return ends.filter((at) => at < seconds).length
}
