import type { Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { build } from 'electron-vite'
import { openDisplay } from '../../harness/app/virtualDisplay.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { nodeFolder } from '../../src/node/store/nodeFolder.ts'
import { proportionalMemory } from '../processMemory.ts'
import { type BenchRow, quantile } from '../row.ts'
import { bareFrameTimes, clickToShown, frameTimes, keyTimes } from './pageTimes.ts'
import { seedLibrary } from './seedLibrary.ts'

const tracks = 100_000
const runs = 7
const frames = 600
/** In each frame, CSS pixels: a wheel turned fast. */
const step = 120
const text = 'track 7777 artist 89 folk'
/** The second slowest of 25 letters would be whatever the machine did besides. */
const rounds = 4
const name = `a library of ${tracks.toLocaleString('en')} tracks`
const playlistsThere = 'nav [aria-current=page][href*=playlists]'
const rowsThere = `[role=grid][aria-rowcount="${tracks + 1}"] [title="Track 1"]`

/** A library of 100,000 tracks in the real application: read from its store, sent to its page, shown and scrolled. */
export async function* benchLibrary(): AsyncGenerator<BenchRow> {
  const closeDisplay = await openDisplay()
  const harness = await DesktopHarness.create()
  try {
    await Promise.all([build({ mode: 'test', logLevel: 'warn' }), harness.startNetwork()])
    const user = harness.addUser('user')
    await user.open()
    await user.completeFirstStart()
    await user.close()
    // The rest needs none, and is measured without what else there is to do.
    await harness.stopNetwork()
    seedLibrary(nodeFolder(await user.nodeFolder()).store, tracks)
    await user.open()
    await user.unlock()
    yield* measure(user)
  } finally {
    await harness.close()
    await closeDisplay()
  }
}

async function* measure(user: DesktopUser): AsyncGenerator<BenchRow> {
  const { page } = user
  await user.goTo('Playlists')
  const before = await rendererMemory(user)
  // It is read from the store once, and after that only when it has changed.
  await user.goTo('Library')
  await page.locator(rowsThere).waitFor()
  const bare = await bareFrameTimes(page, step, frames)
  yield timeRow(`a frame while ${name} is scrolled, p95 of ${frames}`, 16.7, {
    ours: quantile(await frameTimes(page, 'main', step, frames), 0.95),
    against: { name: 'a frame of a list of five bare words a row', value: quantile(bare, 0.95) },
  })
  const filtered = await typingTimes(page, 'Find in your library')
  yield memoryRow(await rendererMemory(user), before)
  await user.goTo('Discover')
  const typed = await typingTimes(page, 'Search music')
  yield timeRow(`a keystroke that filters ${name}, p95 of ${filtered.length}`, 50, {
    ours: quantile(filtered, 0.95),
    against: { name: 'a keystroke that filters nothing', value: quantile(typed, 0.95) },
  })
  yield* measureOpening(user)
}

/** Of every letter of the text, typed anew each time. */
async function typingTimes(page: Page, field: string): Promise<number[]> {
  const box = page.getByRole('searchbox', { name: field })
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await box.fill('')
    await box.focus()
    times.push(...(await keyTimes(page, text)))
  }
  return times
}

/** Each time in a page that knows nothing yet. */
async function* measureOpening(user: DesktopUser): AsyncGenerator<BenchRow> {
  const { page } = user
  const [shown, empty]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    await page.reload()
    await user.goTo('Discover')
    empty.push(await clickToShown(page, 'Playlists', playlistsThere))
    await user.goTo('Discover')
    shown.push(await clickToShown(page, 'Library', rowsThere))
  }
  yield timeRow(`click Library → ${name}, median of ${runs}`, 300, {
    ours: quantile(shown, 0.5),
    against: { name: 'click Playlists, without any', value: quantile(empty, 0.5) },
  })
}

interface Times {
  readonly ours: number
  readonly against: BenchRow['against']
}

function timeRow(what: string, targetMs: number, { ours, against }: Times): BenchRow {
  return {
    name: what,
    ours,
    unit: 'ms',
    against,
    ratio: ours / against.value,
    target: `< ${targetMs} ms`,
    met: ours < targetMs,
  }
}

const megabytes = 400

function memoryRow(ours: number, before: number): BenchRow {
  return {
    name: `memory of the renderer with ${name}, scrolled and filtered`,
    ours,
    unit: 'MB',
    against: { name: 'before the library was opened', value: before },
    ratio: ours / before,
    target: `< ${megabytes} MB`,
    met: ours < megabytes,
  }
}

/** What the process that shows the page keeps, MB: what it has let go is collected. */
async function rendererMemory(user: DesktopUser): Promise<number> {
  await user.page.requestGC()
  const pids = descendantsOf(user.app.process().pid ?? 0).map(({ pid }) => pid)
  const renderers = pids.filter((pid) => commandOf(pid).includes('--type=renderer'))
  // The vault's window may be there too; the page's takes more.
  return Math.max(...renderers.map(proportionalMemory)) / 1e6
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
}
