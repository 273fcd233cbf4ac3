import { aacRates } from './audioConfig.ts'
import type { Frame } from './frameSearch.ts'

/** One ADTS frame's header (ISO 13818-7 §6.2). */
export interface AdtsFrame extends Frame {
  readonly channels: number
  /** Samples per channel in the frame, before any spectral band replication. */
  readonly samples: number
}

export const adtsHeaderBytes = 7
const blockSamples = 1024

/** The frame whose header stands at `offset`; undefined when none does. */
export function readAdtsFrame(bytes: Buffer, offset: number): AdtsFrame | undefined {
  if (offset + adtsHeaderBytes > bytes.length) return undefined
  const sync = bytes.readUInt16BE(offset)
  // Twelve set bits and layer 0, which MPEG audio does not have.
  if ((sync & 0xfff6) !== 0xfff0) return undefined
  const fields = bytes.readUInt32BE(offset + 2)
  const sampleRate = aacRates[(fields >>> 26) & 15]
  const configuration = (fields >>> 22) & 7
  const length = (fields >>> 5) & 0x1fff
  const hasChecksum = (sync & 1) === 0
  if (sampleRate === undefined || length < adtsHeaderBytes + (hasChecksum ? 2 : 0)) return undefined
  return {
    // Two streams of different profiles are not one.
    layer: (fields >>> 30) & 3,
    sampleRate,
    // 0: the stream itself says them; nobody publishes music like that.
    channels: configuration === 7 ? 8 : configuration,
    bytes: length,
    samples: blockSamples * ((bytes.readUInt8(offset + 6) & 3) + 1),
  }
}
