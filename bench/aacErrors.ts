import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CodecSignal } from '../src/testAudio/codecSignals.ts'
import { renditionErrors, type RenditionErrors } from '../src/testAudio/renditionErrors.ts'
import { quantileOf } from '../src/testAudio/windowErrors.ts'
import type { BenchRow } from './row.ts'

const signals: readonly CodecSignal[] = ['tones', 'noise', 'castanets', 'speech']
/** Of the sound's amplitude: a difference of a hundredth is heard by nobody. */
const inaudible = 0.01

/** The worst 20 ms of every lossy rendition, against those that 95 of a hundred are no worse than. */
export async function benchAacErrors(ffmpeg: string): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-'))
  try {
    const errors: RenditionErrors[] = []
    for (const signal of signals) {
      for (const channels of [1, 2] as const) {
        errors.push(
          ...(await renditionErrors(signal, channels, { path: join(folder, 'signal.wav'), ffmpeg })),
        )
      }
    }
    return [...Map.groupBy(errors, ({ rendition }) => rendition)].map(([rendition, of]) =>
      rowOf(rendition, of),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of the signal at which its worst window stands out most. */
function rowOf(rendition: string, errors: readonly RenditionErrors[]): BenchRow {
  const [worst] = errors
    .map(({ windows }) => {
      const all = windows.map(({ error }) => Math.max(inaudible, 10 ** (error / 20)))
      const [ours, most] = [Math.max(...all), quantileOf(all, 0.95)]
      return { ours, most, ratio: ours / most }
    })
    .toSorted((a, b) => b.ratio - a.ratio)
  if (worst === undefined) throw new Error('Nothing was compared.')
  return {
    name: `${rendition}: worst 20 ms of ${signals.join(', ')}`,
    ours: worst.ours * 100,
    unit: '% of amplitude',
    against: { name: '95 of 100 are no worse than', value: worst.most * 100 },
    ratio: worst.ratio,
    target: '≤ 3.16×',
    met: worst.ratio <= 3.16,
  }
}
