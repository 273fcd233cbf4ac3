/** How loud the samples of a piece are, all channels together; 1 is full scale. */
export interface Levels {
  /** The largest that is a number, without its sign. */
  readonly peak: number
  /** How many are above full scale. */
  readonly overs: number
  /** How many are infinite, or no numbers. */
  readonly invalid: number
}

const bytesPerFloat = 4

/** @param source 32-bit floats, little-endian, chunked in any way */
export async function readLevels(source: AsyncIterable<Uint8Array>): Promise<Levels> {
  let levels: Levels = { peak: 0, overs: 0, invalid: 0 }
  let pending = new Uint8Array()
  for await (const chunk of source) {
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    const whole = bytes.length - (bytes.length % bytesPerFloat)
    pending = Uint8Array.from(bytes.subarray(whole))
    levels = addSamples(levels, toFloats(bytes.subarray(0, whole)))
  }
  return levels
}

function addSamples(
  { peak: before, overs: oversBefore, invalid: invalidBefore }: Levels,
  samples: Float32Array,
): Levels {
  let [peak, overs, invalid] = [before, oversBefore, invalidBefore]
  for (const sample of samples) {
    const level = Math.abs(sample)
    if (level <= 1 && level <= peak) continue
    if (!Number.isFinite(level)) invalid += 1
    else {
      if (level > peak) peak = level
      if (level > 1) overs += 1
    }
  }
  return { peak, overs, invalid }
}

/** A view where they are aligned, which what comes from a pipe is. */
function toFloats(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % bytesPerFloat === 0 ? bytes : Uint8Array.from(bytes)
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / bytesPerFloat)
}

/** Decibels of a level over full scale. */
export function decibels(level: number): number {
  return 20 * Math.log10(level)
}
