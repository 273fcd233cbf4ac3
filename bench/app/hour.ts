import type { JSHandle } from 'playwright-core'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import type { BenchRow } from '../row.ts'
import { memoryOf } from './memory.ts'

const speed = 10
const warmUpSeconds = 600
const seconds = 3600
const maxRatio = 1.1

/** An hour of what is in the library, over and over, in fast motion: a piece of the bench is over in two seconds. */
export async function* benchHour(user: DesktopUser): AsyncGenerator<BenchRow> {
  await user.goTo('Library')
  await user.clickButton('Play all')
  await user.repeatAll()
  await setSpeed(user, speed)
  const counted = await countStalls(user)
  await playFor(user, warmUpSeconds / speed)
  const early = memoryOf(user.app)
  await playFor(user, (seconds - warmUpSeconds) / speed)
  const late = memoryOf(user.app)
  const { empty, full } = await counted.jsonValue()
  await setSpeed(user, 1)
  await user.pausePlayback()
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
    target: `≤ ${maxRatio}×`,
    met: late / early <= maxRatio,
  }
}

function setSpeed(user: DesktopUser, rate: number): Promise<void> {
  return user.page.evaluate((to) => {
    if (window.buskerAudioCapture === undefined) throw new Error('This build has no audio capture.')
    window.buskerAudioCapture.element.playbackRate = to
  }, rate)
}

interface Stalls {
  /** Nothing was left to play. */
  readonly empty: number
  /** There was. Chromium has 0.2 s decoded, which is 20 ms when they pass ten times as fast. */
  readonly full: number
}

/** Counts from now on how often the sound breaks off. */
function countStalls(user: DesktopUser): Promise<JSHandle<Stalls>> {
  return user.page.evaluateHandle((rate) => {
    const element = window.buskerAudioCapture?.element
    if (element === undefined) throw new Error('This build has no audio capture.')
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
async function playFor(user: DesktopUser, wall: number): Promise<void> {
  await user.page.evaluate(
    async ([length, rate]) => {
      const element = window.buskerAudioCapture?.element
      if (element === undefined) throw new Error('This build has no audio capture.')
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
