import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'electron-vite'
import type { Person } from '../../e2e/people/person.ts'
import { Town } from '../../e2e/people/town.ts'
import { openDisplay } from '../../scripts/virtualDisplay.ts'
import { type BenchRow, quantile } from '../row.ts'
import { benchHour } from './hour.ts'
import { memoryOf } from './memory.ts'
import { benchMainLoop } from './mainLoop.ts'
import { elementToSound, pressToSound } from './sound.ts'
import { benchStart } from './start.ts'

const cachedRuns = 30
const coldRuns = 8
const boughtRuns = 10

/** What a person waits for in the real application, and what it takes of the machine. */
export async function benchApp(): Promise<BenchRow[]> {
  const closeDisplay = await openDisplay()
  const town = await Town.found()
  try {
    await Promise.all([build({ mode: 'test', logLevel: 'warn' }), town.open()])
    const titles = Array.from({ length: boughtRuns }, (_, at) => `Piece ${letterOf(at)}`)
    const ben = town.person('ben')
    await Promise.all([town.artist(titles, '0.01'), ben.open()])
    await ben.tryIt()
    await ben.connect()
    const idle = await memoryOf(ben)
    const bought = await timesToBuy(ben, titles)
    const played = await timesToPlay(ben, titles)
    const playing = await memoryOf(ben)
    const loop = await benchMainLoop(ben, town)
    const hour = await benchHour(ben)
    const cold = await timesToPlayCold(ben, titles)
    await ben.close()
    return [
      row('click Play → first sound, cached, median', played.ours, {
        name: 'an element that plays from memory',
        times: played.element,
        target: 100,
      }),
      row('click Play → first sound, cold: peer in another process, nothing here, median', cold, {
        name: 'the same, cached',
        times: played.ours,
        target: 265,
      }),
      row('click Buy → first sound, median', bought, {
        name: 'click Play → first sound, cached',
        times: played.ours,
        target: 1000,
      }),
      ...loop,
      ...hour,
      ...(await benchStart()),
      memoryRow('memory of all processes of the application, playing', playing, idle),
    ]
  } finally {
    await town.clear()
    await closeDisplay()
  }
}

/** From the press that pays. */
async function timesToBuy(ben: Person, titles: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const title of titles) {
    await ben.goTo('Discover')
    await ben.hush()
    await ben.found(title).getByRole('button', { name: /^Buy/ }).click()
    const sheet = ben.page.getByRole('dialog', { name: 'Buy' })
    times.push(await pressToSound(ben, sheet.getByRole('button', { name: /\bbuy$|^Buy for/ })))
    await ben.page.getByRole('dialog', { name: 'Bought' }).waitFor()
    await ben.press('Done')
  }
  // The first one also opens the machine's sound.
  return times.slice(1)
}

async function timesToPlay(
  ben: Person,
  titles: readonly string[],
): Promise<{ ours: number[]; element: number[] }> {
  const [ours, element]: number[][] = [[], []]
  await ben.goTo('Library')
  for (let run = 0; run < cachedRuns; run += 1) {
    const title = titles[run % titles.length] ?? ''
    await ben.hush()
    ours?.push(await pressToSound(ben, ben.playButton(title)))
    element?.push(await elementToSound(ben))
  }
  return { ours: ours ?? [], element: element ?? [] }
}

/** Every time after a restart that found no block of any track: neither connection nor segment is there. */
async function timesToPlayCold(ben: Person, titles: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < coldRuns; run += 1) {
    await ben.close()
    await rm(join(await ben.nodeFolder(), 'ipfs', 'blocks'), { recursive: true, force: true })
    await ben.open()
    await ben.unlock()
    await ben.goTo('Library')
    await ben.untilOnline()
    times.push(await pressToSound(ben, ben.playButton(titles[run % titles.length] ?? '')))
  }
  return times
}

/** No title is the beginning of another one. */
function letterOf(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place)
}

function row(
  name: string,
  ours: readonly number[],
  against: { name: string; times: readonly number[]; target: number },
): BenchRow {
  const [value, other] = [quantile(ours, 0.5), quantile(against.times, 0.5)]
  return {
    name: `${name} of ${ours.length}`,
    ours: value,
    unit: 'ms',
    against: { name: against.name, value: other },
    ratio: value / other,
    target: `< ${against.target} ms`,
    met: value < against.target,
  }
}

function memoryRow(name: string, ours: number, idle: number): BenchRow {
  return {
    name,
    ours,
    unit: 'MiB',
    against: { name: 'idle', value: idle },
    ratio: ours / idle,
    target: null,
    met: null,
  }
}
