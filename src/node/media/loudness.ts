import { BuskerError } from '../../shared/errors.ts'

/** EBU R128 of a whole track. */
export interface Loudness {
  /** LUFS. −70 is the gate: silence. */
  readonly integrated: number
  /** dBTP. −200 stands for silence. */
  readonly truePeak: number
}

const silence = -200

/**
 * Reads the summary ffmpeg's `ebur128` filter logs when it ends; the last one, since it also logs one when it is set up.
 *
 * @throws BuskerError `MEDIA_ENCODE_FAILED`
 */
export function readLoudness(log: readonly string[]): Loudness {
  const integrated = lastNumber(log, /^\s+I:\s+(-?[\d.]+|-inf) LUFS/)
  const truePeak = lastNumber(log, /^\s+Peak:\s+(-?[\d.]+|-inf) dBFS/)
  if (integrated === undefined || truePeak === undefined) {
    throw new BuskerError(
      'MEDIA_ENCODE_FAILED',
      'ffmpeg did not report the loudness. Use ffmpeg 5.1 or newer.',
    )
  }
  return { integrated, truePeak }
}

function lastNumber(log: readonly string[], pattern: RegExp): number | undefined {
  const found = log.map((line) => pattern.exec(line)?.[1]).findLast((value) => value !== undefined)
  if (found === undefined) return undefined
  return found === '-inf' ? silence : Number(found)
}
