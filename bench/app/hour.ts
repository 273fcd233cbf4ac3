import type { Person } from '../../e2e/people/person.ts'
import type { BenchRow } from '../row.ts'
import { memoryOf } from './memory.ts'

const speed = 10
const warmUpSeconds = 600
const seconds = 3600
const most = 1.1

/** An hour of what is in the library, over and over, in fast motion: a piece of the bench is over in two seconds. */
export async function* benchHour(ben: Person): AsyncGenerator<BenchRow> {
  await ben.goTo('Library')
  await ben.press('Play all')
  await ben.repeatAll()
  await setSpeed(ben, speed)
  const before = await stuttersOf(ben)
  await playFor(ben, warmUpSeconds / speed)
  const early = memoryOf(ben)
  await playFor(ben, (seconds - warmUpSeconds) / speed)
  const late = memoryOf(ben)
  const stutters = (await stuttersOf(ben)) - before
  await setSpeed(ben, 1)
  await ben.hush()
  yield {
    name: `an hour of playback, ${speed} times as fast: times the sound broke off`,
    ours: stutters,
    unit: '',
    against: { name: 'never', value: 0 },
    ratio: 1 + stutters,
    target: '0',
    met: stutters === 0,
  }
  yield {
    name: 'an hour of playback: memory of all processes at its end',
    ours: late,
    unit: 'MiB',
    against: { name: 'after ten minutes', value: early },
    ratio: late / early,
    target: `≤ ${most}×`,
    met: late / early <= most,
  }
}

function setSpeed(ben: Person, rate: number): Promise<void> {
  return ben.page.evaluate((to) => {
    if (window.buskerTap === undefined) throw new Error('This build has no tap.')
    window.buskerTap.element.playbackRate = to
  }, rate)
}

function stuttersOf(ben: Person): Promise<number> {
  return ben.page.evaluate(() => window.buskerTap?.stutters() ?? Number.NaN)
}

/** By the element's own clock, which stands still when there is no sound. @param wall seconds */
async function playFor(ben: Person, wall: number): Promise<void> {
  await ben.page.evaluate(
    async ([length, rate]) => {
      const element = window.buskerTap?.element
      if (element === undefined) throw new Error('This build has no tap.')
      let played = 0
      let last = element.currentTime
      await new Promise<void>((resolve) => {
        element.addEventListener('timeupdate', function listen() {
          // A jump is no playing.
          played += Math.min(Math.max(0, element.currentTime - last), rate)
          last = element.currentTime
          if (played < length * rate) return
          element.removeEventListener('timeupdate', listen)
          resolve()
        })
      })
    },
    [wall, speed] as const,
  )
}
