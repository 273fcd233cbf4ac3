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

const runs = 30
/** A restart before each takes seconds. */
const coldRuns = 15

/** What a person waits for in the real application, and what it takes of the machine. */
export async function* benchApp(): AsyncGenerator<BenchRow> {
  const closeDisplay = await openDisplay()
  const town = await Town.found()
  try {
    await Promise.all([build({ mode: 'test', logLevel: 'warn' }), town.open()])
    yield await benchStart()
    // The first purchase also opens the machine's sound, and is not counted.
    const titles = Array.from({ length: runs + 1 }, (_, at) => `Piece ${String(at).padStart(2, '0')}`)
    const ben = town.person('ben')
    await Promise.all([town.artist(titles, '0.01'), ben.open()])
    await ben.tryIt()
    await ben.connect()
    const idle = memoryOf(ben)
    const bought = await timesToBuy(ben, titles)
    const played = await timesToPlay(ben, titles)
    yield memoryRow('memory of all processes of the application, playing', memoryOf(ben), idle)
    const cached = { name: 'the same, cached', times: played.ours }
    yield row('click Buy → first sound', bought.slice(1), cached, 1000)
    yield row(
      'click Play → first sound, cached',
      played.ours,
      { name: 'an element that plays from memory', times: played.element },
      100,
    )
    yield await benchMainLoop(ben, town, titles)
    yield* benchHour(ben)
    const cold = await timesToPlayCold(ben, titles)
    yield row('click Play → first sound, cold: peer in another process, nothing here', cold, cached, 265)
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
  return times
}

async function timesToPlay(
  ben: Person,
  titles: readonly string[],
): Promise<{ ours: number[]; element: number[] }> {
  const [ours, element]: [number[], number[]] = [[], []]
  await ben.goTo('Library')
  for (const title of titles.slice(0, runs)) {
    await ben.hush()
    ours.push(await pressToSound(ben, ben.playButton(title)))
    element.push(await elementToSound(ben))
  }
  return { ours, element }
}

/** Every time after a restart that found no block of any track: neither connection nor segment is there. */
async function timesToPlayCold(ben: Person, titles: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const title of titles.slice(0, coldRuns)) {
    await ben.close()
    await rm(join(await ben.nodeFolder(), 'ipfs', 'blocks'), { recursive: true, force: true })
    await ben.open()
    await ben.unlock()
    await ben.goTo('Library')
    await ben.untilOnline()
    times.push(await pressToSound(ben, ben.playButton(title)))
  }
  return times
}

function row(
  name: string,
  ours: readonly number[],
  against: { name: string; times: readonly number[] },
  targetMs: number,
): BenchRow {
  const [value, other] = [quantile(ours, 0.5), quantile(against.times, 0.5)]
  return {
    name: `${name}, median of ${ours.length}`,
    ours: value,
    unit: 'ms',
    against: { name: against.name, value: other },
    ratio: value / other,
    target: `< ${targetMs} ms`,
    met: value < targetMs,
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
