import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { WorkView } from '../shared/api/node.ts'
import { synthesiseWav } from '../testAudio/synthesise.ts'
import { createTradeHarness, type TradeHarness } from './demo/tradeHarness.ts'
import { localTime } from './localTime.ts'
import type { NodeProcess } from './nodeProcess.ts'
import { runJsonCommand } from './testing/runCommand.ts'

vi.setConfig({ testTimeout: 400_000, hookTimeout: 240_000 })

const minuteMs = 60_000
let harness: TradeHarness
let artist: NodeProcess
let listener: NodeProcess
const at = (name: string) => join(harness.folder, name)

beforeAll(async () => {
  harness = await createTradeHarness()
  ;({ artist, listener } = harness)
  await harness.start()
  for (const [seed, name] of ['Rain', 'Sun'].entries())
    await synthesiseWav(at(`${name}.wav`), { seconds: 5, seed })
})
afterAll(async () => {
  await harness.close()
  await harness.remove()
})

/** The second minute from now, as people write it. */
const soon = () => Math.ceil(Date.now() / minuteMs + 1) * minuteMs
const found = (): Promise<WorkView[]> => runJsonCommand(listener, 'search', '')
const untilFound = (count: number) =>
  vi.waitFor(async () => expect(await found()).toHaveLength(count), {
    timeout: 3 * minuteMs,
    interval: 1000,
  })

test('a track that is made ready is nowhere to be found, and comes out by itself at its time', async () => {
  const time = soon()
  const words = ['--title', 'Rain', '--artist', 'Ada', '--price', '0']
  const prepared = await runJsonCommand(artist, 'publish', at('Rain.wav'), ...words, '--on', localTime(time))
  expect(prepared).toMatchObject({ title: 'Rain', publishAt: time })
  expect(await runJsonCommand(artist, 'uploads')).toMatchObject([{ state: 'scheduled', publishAt: time }])
  expect(await found()).toEqual([])
  await untilFound(1)
  expect(Date.now()).toBeGreaterThanOrEqual(time)
})

test('one whose time came while the node was off comes out at the next start', async () => {
  const time = soon()
  const words = ['--title', 'Sun', '--artist', 'Ada', '--price', '0']
  await runJsonCommand(artist, 'publish', at('Sun.wav'), ...words, '--on', localTime(time))
  await artist.stop()
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(time + 1000), {
    timeout: 3 * minuteMs,
    interval: 1000,
  })
  expect(await found()).toHaveLength(1)
  await artist.start()
  await untilFound(2)
})
