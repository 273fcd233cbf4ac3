import { join } from 'node:path'
import type { Person } from '../../e2e/people/person.ts'
import type { Town } from '../../e2e/people/town.ts'
import { synthesiseWav } from '../../src/node/media/synthesise.ts'
import type { BenchRow } from '../row.ts'

const targetMs = 50

/**
 * How late the main process's event loop is while it publishes two minutes of sound and plays, p99.
 *
 * @param pieces in the library, two at least
 */
export async function benchMainLoop(
  ben: Person,
  town: Town,
  [first = '', second = '']: readonly string[],
): Promise<BenchRow> {
  const file = join(town.folder, 'Two Minutes.wav')
  await synthesiseWav(file, { seconds: 120, seed: 9 })
  await ben.goTo('Library')
  await ben.play(first)
  const idle = await delayWhile(ben, () => ben.heard(first, 10))
  await ben.goTo('Library')
  await ben.play(second)
  const busy = await delayWhile(ben, async () => {
    await ben.publish([file], '0.01')
    await ben.onSale()
  })
  return {
    name: 'event loop of main during upload and playback, p99 of its delay',
    ours: busy,
    unit: 'ms',
    against: { name: 'during playback alone', value: idle },
    ratio: busy / idle,
    target: `< ${targetMs} ms`,
    met: busy < targetMs,
  }
}

async function delayWhile(ben: Person, act: () => Promise<unknown>): Promise<number> {
  await ben.app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    Object.assign(globalThis, { buskerDelay: delay })
  })
  await act()
  return ben.app.evaluate(() => {
    const { buskerDelay } = globalThis as unknown as {
      buskerDelay: { disable(): void; percentile(share: number): number }
    }
    buskerDelay.disable()
    return buskerDelay.percentile(99) / 1e6
  })
}
