import type { Loudness } from './loudness.ts'
import { textLines } from './textLines.ts'

/**
 * How many of a piece's gating blocks have which loudness. A block is 400 ms long and one begins every 100 ms (ITU-R BS.1770).
 * Index 0 counts those from −70 LUFS, each further one those 0.1 LU louder; what is below −70 is never counted.
 */
export type LoudnessHistogram = readonly number[]

/** LUFS: the absolute gate. */
const absoluteGate = -70
/** LU below the loudness of what passes the absolute gate: the relative one. */
const relativeGate = -10
const stepsPerLu = 10
/** The first blocks reach back before the piece, where there is nothing. */
const incompleteBlocks = 3

/**
 * Counts the blocks that ffmpeg's `ebur128` and `ametadata` report, a line each 100 ms.
 *
 * @param source text, chunked in any way, with lines such as `lavfi.r128.M=-23.456` (LUFS)
 */
export async function readLoudnessHistogram(source: AsyncIterable<Uint8Array>): Promise<LoudnessHistogram> {
  const histogram: number[] = []
  let blocks = 0
  for await (const line of textLines(source)) {
    const momentary = /^lavfi\.r128\.M=(.+)$/.exec(line)?.[1]
    if (momentary === undefined) continue
    blocks += 1
    if (blocks > incompleteBlocks) countBlock(histogram, Number(momentary))
  }
  return histogram
}

/** What `ebur128` reports is a number, or `-inf` for silence. */
function countBlock(histogram: number[], momentary: number): void {
  if (!(momentary >= absoluteGate)) return
  const index = Math.floor((momentary - absoluteGate) * stepsPerLu)
  while (histogram.length <= index) histogram.push(0)
  histogram[index] = (histogram[index] ?? 0) + 1
}

/**
 * The loudness of pieces that are heard one after the other, as EBU R128 measures it over all of their blocks together: the gate
 * is that of the whole, so it is not the average of theirs.
 */
export function joinedLoudness(
  pieces: readonly { readonly histogram: LoudnessHistogram; readonly truePeak: number }[],
): Loudness {
  const length = Math.max(0, ...pieces.map(({ histogram }) => histogram.length))
  const counts = Array.from({ length }, (_, index) =>
    pieces.reduce((sum, { histogram }) => sum + (histogram[index] ?? 0), 0),
  )
  const ungated = meanLoudness(counts, absoluteGate)
  const integrated = meanLoudness(counts, ungated + relativeGate)
  const truePeak = Math.max(...pieces.map((piece) => piece.truePeak))
  return { integrated: Math.round(integrated * 10) / 10, truePeak }
}

/** LUFS of the mean energy of the blocks that are not below `gate`; −70 where there are none. */
function meanLoudness(counts: readonly number[], gate: number): number {
  let energy = 0
  let blocks = 0
  for (const [index, count] of counts.entries()) {
    const middle = absoluteGate + (index + 0.5) / stepsPerLu
    if (middle < gate) continue
    energy += count * 10 ** (middle / 10)
    blocks += count
  }
  return blocks === 0 ? absoluteGate : 10 * Math.log10(energy / blocks)
}
