import type { JSHandle } from 'playwright-core'
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
  const counted = await countBreaks(ben)
  await playFor(ben, warmUpSeconds / speed)
  const early = memoryOf(ben)
  await playFor(ben, (seconds - warmUpSeconds) / speed)
  const late = memoryOf(ben)
  const { empty, full } = await counted.jsonValue()
  await setSpeed(ben, 1)
  await ben.hush()
  const never = { name: 'never', value: 0 }
  yield {
    name: `an hour of playback, ${speed} times as fast: times the sound ran out`,
    ours: empty,
    unit: '',
    against: never,
    ratio: 1 + empty,
    target: '0',
    met: empty === 0,
  }
  yield {
    name: 'the same hour: times it broke off with the next second there, not yet decoded by Chromium',
    ours: full,
    unit: '',
    against: never,
    ratio: 1 + full,
    target: null,
    met: null,
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

interface Breaks {
  /** Nothing was left to play. */
  readonly empty: number
  /** There was. Chromium has 0.2 s decoded, which is 20 ms when they pass ten times as fast. */
  readonly full: number
}

/** Counts from now on how often the sound breaks off. */
function countBreaks(ben: Person): Promise<JSHandle<Breaks>> {
  return ben.page.evaluateHandle((rate) => {
    const element = window.buskerTap?.element
    if (element === undefined) throw new Error('This build has no tap.')
    const breaks = { empty: 0, full: 0 }
    element.addEventListener('waiting', () => {
      const { buffered, currentTime: now } = element
      const isThere = Array.from({ length: buffered.length }, (_, at) => at).some(
        (at) => buffered.start(at) <= now && now + rate <= buffered.end(at),
      )
      breaks[isThere ? 'full' : 'empty'] += 1
    })
    return breaks
  }, speed)
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
