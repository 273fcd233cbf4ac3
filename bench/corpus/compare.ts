import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { compareSignals } from '../../src/testAudio/compareSignals.ts'
import { readSignal, type Signal } from '../../src/testAudio/signal.ts'

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

/**
 * Compares with what ffmpeg decodes of the file when it is told nothing: neither Busker's headers nor its options have a part
 * in it.
 */
export async function compareWithReference(
  source: string,
  bought: string,
  { samples, sampleRate }: { readonly samples: number; readonly sampleRate: number },
  ffmpeg: string,
): Promise<Comparison> {
  const reference = await decodePlainly(source, sampleRate, ffmpeg)
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

async function decodePlainly(path: string, sampleRate: number, ffmpeg: string): Promise<Signal> {
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
