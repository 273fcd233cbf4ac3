import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { synthesiseWav } from '../testAudio/synthesise.ts'
import { label as labelSchema } from '../shared/ids.ts'
import { createTradeHarness, type TradeHarness } from './demo/tradeHarness.ts'
import { runJsonCommand } from './testing/runCommand.ts'
import { startCommand } from './testing/startCommand.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 })

let harness: TradeHarness
const ursulas: ChildProcess[] = []

beforeAll(async () => {
  harness = await createTradeHarness()
  await harness.start()
})
afterAll(async () => {
  for (const child of ursulas) child.kill('SIGKILL')
  await harness.close()
  await harness.remove()
})

/** An Ursula of somebody else, somewhere else. @returns her address */
async function startUrsula(operator: string): Promise<string> {
  const folder = join(harness.folder, operator)
  const at = `/ip4/127.0.0.1/tcp/${await getPort({ host: '127.0.0.1' })}`
  await mkdir(folder)
  const { peers } = harness.localnet.profile.hub
  const config = { version: 1, operator, listen: [at], reachedAt: [at], hubs: peers }
  await writeFile(join(folder, 'ursula.json'), JSON.stringify(config))
  const { child, ready } = await startCommand(['ursula', 'up', folder])
  ursulas.push(child)
  const { entry } = ready as { entry: { addresses: string[] } }
  return entry.addresses[0] ?? ''
}

test('all Ursulas but the network’s own die before a buyer joins, and the buyer’s node opens it all the same', async () => {
  const { artist, listener, folder } = harness
  await Promise.all([
    runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0'),
    runJsonCommand(listener, 'wallet', 'connect', '--deposit', '20'),
  ])
  const bo = await startUrsula('Bo')
  const announced = () => runJsonCommand(artist, 'ursulas', 'announced')
  const listed = [expect.objectContaining({ operator: 'Bo', address: bo, isNameTaken: false })]
  await expect.poll(announced, { timeout: 30_000 }).toEqual(listed)
  for (const address of [bo, await startUrsula('Cleo'), await startUrsula('Dora')]) {
    await runJsonCommand(artist, 'ursulas', 'add', address)
  }
  const known = (await runJsonCommand(artist, 'ursulas', 'require', '2', '3')) as { operators: number }
  expect(known.operators).toBe(4)

  await synthesiseWav(join(folder, 'song.wav'), { seconds: 8, seed: 5 })
  const published = await runJsonCommand(artist, 'publish', join(folder, 'song.wav'), '--price', '1')
  const label = labelSchema.parse((published as { label: unknown }).label)
  await runJsonCommand(listener, 'search', 'song')
  const ordered = await listener.ask('buy', { label, follow: false })
  const orderOf = () => listener.ask('purchase', { id: ordered.id, follow: false })
  await expect.poll(async () => (await orderOf()).state, { timeout: 60_000 }).toBe('invoiced')

  // Of four operators three hold a share, so two of these do at least, and two are needed.
  for (const child of ursulas) {
    const ended = once(child, 'close')
    child.kill('SIGKILL')
    await ended
  }
  const { price } = await orderOf()
  await listener.ask('confirm', { id: ordered.id, amount: price })
  await expect.poll(async () => (await orderOf()).state, { timeout: 60_000 }).toBe('paid')
  await expect.poll(async () => (await orderOf()).hasAccess, { timeout: 200_000, interval: 1000 }).toBe(true)

  const after = (await runJsonCommand(artist, 'ursulas')) as {
    ursulas: { operator: string; silentSince: number | null }[]
  }
  const silent = after.ursulas.filter(({ silentSince }) => silentSince !== null)
  expect(silent.map(({ operator }) => operator)).toEqual(['Bo', 'Cleo', 'Dora'])
  await runJsonCommand(listener, 'download', label, '--to', join(folder, 'music'))
})
