import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'electron-vite'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import { openDisplay } from '../../harness/app/virtualDisplay.ts'
import { type BenchRow, quantile } from '../row.ts'
import { benchHour } from './hour.ts'
import { memoryOf } from './memory.ts'
import { benchMainLoop } from './mainLoop.ts'
import { elementToSound, clickToSound } from './timeToSound.ts'
import { benchStartup, memoryOfEmpty } from './startup.ts'

/** With the one that is not counted as many as Discover shows of a hub's newest. */
const runs = 29
/** A restart before each takes seconds. */
const coldRuns = 15

/** What a user waits for in the real application, and what it takes of the machine. */
export async function* benchApp(): AsyncGenerator<BenchRow> {
  const closeDisplay = await openDisplay()
  const harness = await DesktopHarness.create()
  try {
    await Promise.all([build({ mode: 'test', logLevel: 'warn' }), harness.startNetwork()])
    yield await benchStartup()
    const empty = await memoryOfEmpty()
    // The first purchase also opens the machine's sound, and is not counted.
    const titles = Array.from({ length: runs + 1 }, (_, at) => `Piece ${String(at).padStart(2, '0')}`)
    const user = harness.addUser('user')
    await Promise.all([harness.addArtist(titles, '0.01'), user.open()])
    await user.completeFirstStart()
    await user.connect()
    const idle = memoryOf(user.app)
    yield memoryRow('idle', idle, { name: 'an empty Electron application', value: empty })
    const bought = await timesToBuy(user, titles)
    const played = await timesToPlay(user, titles)
    yield memoryRow('playing', memoryOf(user.app), { name: 'idle', value: idle })
    const cached = { name: 'the same, cached', times: played.ours }
    yield row('click Buy → first sound', bought.slice(1), cached, 1000)
    yield row(
      'click Play → first sound, cached',
      played.ours,
      { name: 'an element that plays from memory', times: played.element },
      100,
    )
    yield await benchMainLoop(user, harness, titles)
    yield* benchHour(user)
    const cold = await timesToPlayCold(user, titles)
    yield row('click Play → first sound, cold: peer in another process, nothing here', cold, cached, 265)
  } finally {
    await harness.close()
    await closeDisplay()
  }
}

/** From the press that pays. */
async function timesToBuy(user: DesktopUser, titles: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const title of titles) {
    await user.goTo('Discover')
    await user.pausePlayback()
    await user.row(title).getByRole('button', { name: /^Buy/ }).click()
    const sheet = user.page.getByRole('dialog', { name: 'Buy' })
    times.push(await clickToSound(user, sheet.getByRole('button', { name: /\bbuy$|^Buy for/ })))
    await user.page.getByRole('dialog', { name: 'Bought' }).waitFor()
    await user.clickButton('Done')
  }
  return times
}

async function timesToPlay(
  user: DesktopUser,
  titles: readonly string[],
): Promise<{ ours: number[]; element: number[] }> {
  const [ours, element]: [number[], number[]] = [[], []]
  await user.goTo('Library')
  for (const title of titles.slice(0, runs)) {
    await user.pausePlayback()
    ours.push(await clickToSound(user, user.playButton(title)))
    element.push(await elementToSound(user))
  }
  return { ours, element }
}

/** Every time after a restart that found no block of any track: neither connection nor segment is there. */
async function timesToPlayCold(user: DesktopUser, titles: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const title of titles.slice(0, coldRuns)) {
    await user.close()
    await rm(join(await user.nodeFolder(), 'ipfs', 'blocks'), { recursive: true, force: true })
    await user.open()
    await user.unlock()
    await user.goTo('Library')
    await user.waitUntilOnline()
    times.push(await clickToSound(user, user.playButton(title)))
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

function memoryRow(state: string, ours: number, against: { name: string; value: number }): BenchRow {
  return {
    name: `memory of all processes of the application, ${state}`,
    ours,
    unit: 'MiB',
    against,
    ratio: ours / against.value,
    target: null,
    met: null,
  }
}
