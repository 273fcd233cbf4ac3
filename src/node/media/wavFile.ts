import { open, rename, rm } from 'node:fs/promises'
import { BuskerError } from '../../shared/errors.ts'
import { bytesPerSample, type PcmEncoding } from './pcm.ts'

export interface WavLayout {
  readonly sampleRate: number
  readonly channels: number
  readonly encoding: PcmEncoding
  /** Samples per channel. */
  readonly sampleCount: number
}

const headerBytes = 44
const maxRiffBytes = 0xffff_ffff

/**
 * Writes a WAV file. It appears under its name only when complete; a failure leaves nothing.
 *
 * @param produce is given the function that appends interleaved samples
 * @throws BuskerError `MEDIA_TOO_LONG` beyond the four gigabytes a WAV file can say; or what `produce` threw
 */
export async function writeWav(
  path: string,
  layout: WavLayout,
  produce: (append: (samples: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const header = wavHeader(layout)
  const unfinished = `${path}.part`
  const handle = await open(unfinished, 'w')
  try {
    await handle.writeFile(header)
    await produce(async (samples) => {
      await handle.writeFile(samples)
    })
    await handle.close()
    await rename(unfinished, path)
  } catch (error) {
    await handle.close()
    await rm(unfinished, { force: true })
    throw error
  }
}

/** The 44 bytes before the samples of a WAV file. */
export function wavHeader({ sampleRate, channels, encoding, sampleCount }: WavLayout): Buffer {
  const frame = channels * bytesPerSample[encoding]
  const dataBytes = sampleCount * frame
  if (dataBytes + headerBytes > maxRiffBytes) {
    throw new BuskerError(
      'MEDIA_TOO_LONG',
      'A WAV file cannot hold this much sound. Write it with fewer bits a sample.',
    )
  }
  const header = Buffer.alloc(headerBytes)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(headerBytes - 8 + dataBytes + (dataBytes % 2), 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(encoding === 'f32' ? 3 : 1, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * frame, 28)
  header.writeUInt16LE(frame, 32)
  header.writeUInt16LE(bytesPerSample[encoding] * 8, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}
