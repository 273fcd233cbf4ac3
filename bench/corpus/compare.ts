import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { compareSignals } from '../../src/testAudio/compareSignals.ts'
import { readSignal, type Signal } from '../../src/testAudio/signal.ts'
import type { Oggdec } from './oggdec.ts'

const run = promisify(execFile)
const maxOutputBytes = 1024 * 1024 * 1024

/** How a track that was bought compares with the file it was made of. */
export interface Comparison {
  /** Samples, at the bought one's rate. */
  readonly lengthDifference: number
  /** Of the least alike second; null where all of it is silent. */
  readonly correlation: number | null
  /** Samples by which it is late. */
  readonly lag: number
}

/** What decodes the files that were published. */
export interface ReferenceDecoders {
  readonly ffmpeg: string
  readonly oggdec: Oggdec
}

/**
 * Compares with what ffmpeg, of Vorbis oggdec, decodes of the file when it is told nothing: neither Busker's headers nor its
 * options have a part in it.
 */
export async function compareWithReference(
  source: string,
  bought: string,
  { samples, sampleRate }: { readonly samples: number; readonly sampleRate: number },
  decoders: ReferenceDecoders,
): Promise<Comparison> {
  const { ffmpeg } = decoders
  const reference = await decodePlainly(source, sampleRate, decoders)
  const decoded = await readSignal(bought, { ffmpeg, sampleRate })
  const comparison = compareSignals(inWholeSeconds(reference), inWholeSeconds(decoded), {
    minSeconds: 0,
    maxLag: 0.1,
  })
  const sounding = comparison.seconds.filter(({ silent }) => !silent)
  return {
    lengthDifference: samples - reference.samples.length,
    correlation: sounding.length === 0 ? null : comparison.lowest,
    lag: sounding.toSorted((a, b) => Math.abs(b.lag) - Math.abs(a.lag))[0]?.lag ?? 0,
  }
}

async function decodePlainly(
  path: string,
  sampleRate: number,
  { ffmpeg, oggdec }: ReferenceDecoders,
): Promise<Signal> {
  if (!(await isVorbis(path))) return decodeWithFfmpeg(path, sampleRate, ffmpeg)
  const decoded = `${path}.wav`
  await oggdec(path, decoded)
  try {
    return await decodeWithFfmpeg(decoded, sampleRate, ffmpeg)
  } finally {
    await rm(decoded)
  }
}

async function isVorbis(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    const head = buffer.toString('latin1', 0, bytesRead)
    return head.startsWith('OggS') && head.includes('\x01vorbis')
  } finally {
    await file.close()
  }
}

async function decodeWithFfmpeg(path: string, sampleRate: number, ffmpeg: string): Promise<Signal> {
  const options = `-ac 1 -ar ${sampleRate} -f f32le -`.split(' ')
  const { stdout } = await run(ffmpeg, ['-v', 'error', '-nostdin', '-i', path, '-map', '0:a:0', ...options], {
    encoding: 'buffer',
    maxBuffer: maxOutputBytes,
  })
  const whole = stdout.subarray(0, stdout.length - (stdout.length % 4))
  return { sampleRate, samples: new Float32Array(new Uint8Array(whole).buffer) }
}

/** With silence behind it up to a second: shorter sounds are compared too. */
function inWholeSeconds({ sampleRate, samples }: Signal): Signal {
  const padded = new Float32Array(Math.ceil(Math.max(1, samples.length) / sampleRate) * sampleRate)
  padded.set(samples)
  return { sampleRate, samples: padded }
}
