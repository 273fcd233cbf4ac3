import { join } from 'node:path'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import type { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import type { BenchRow } from '../row.ts'

const targetMs = 50

/**
 * How late the main process's event loop is while it publishes two minutes of sound and plays, p99.
 *
 * @param pieces in the library, two at least
 */
export async function benchMainLoop(
  user: DesktopUser,
  harness: DesktopHarness,
  [first = '', second = '']: readonly string[],
): Promise<BenchRow> {
  const file = join(harness.folder, 'Two Minutes.wav')
  await synthesiseWav(file, { seconds: 120, seed: 9 })
  await user.goTo('Library')
  await user.play(first)
  const idle = await eventLoopDelayDuring(user, () => user.waitUntilPlayed(first, 10))
  await user.goTo('Library')
  await user.play(second)
  const busy = await eventLoopDelayDuring(user, async () => {
    await user.publish([file], '0.01')
    await user.waitUntilOnSale()
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

async function eventLoopDelayDuring(user: DesktopUser, act: () => Promise<unknown>): Promise<number> {
  await user.app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    Object.assign(globalThis, { buskerDelay: delay })
  })
  await act()
  return user.app.evaluate(() => {
    const { buskerDelay } = globalThis as unknown as {
      buskerDelay: { disable(): void; percentile(share: number): number }
    }
    buskerDelay.disable()
    return buskerDelay.percentile(99) / 1e6
  })
}
