import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { toAmount } from '../../src/shared/money.ts'
import { Machines } from './machines.ts'

const token = 10n ** 18n
const price = toAmount(2n * token)
const patience = { timeout: 150_000, interval: 500 }
let machines: Machines

beforeAll(async () => {
  machines = await Machines.open()
})
afterAll(() => machines?.close())

test('a second machine with the same words says who is in use, takes over, and never two of them have the money at once', async () => {
  const [artist, studio] = [machines.add('artist'), machines.add('studio')]
  await Promise.all([artist.init(), studio.init()])
  await Promise.all([artist.start('running'), studio.start('running')])
  await artist.ask('connect', { deposit: toAmount(token) })
  await studio.ask('connect', { deposit: toAmount(10n * token) })
  const buy = async (title: string) => {
    const file = join(machines.folder, `${title}.wav`)
    await synthesiseWav(file, { seconds: 5, seed: title.length })
    const work = await artist.ask('publish', { file, price, title })
    await expect.poll(() => studio.ask('search', { text: title, limit: 5 }), patience).toHaveLength(1)
    await studio.ask('buy', { label: work.label, confirmed: price, follow: true })
  }
  await buy('Ballad')
  await studio.ask('snapshotKeep', {})

  const laptop = machines.add('laptop')
  await machines.restore(studio, laptop, patience)
  await buy('Waltz')
  await laptop.start('ready')
  const lease = (node: NodeProcess) => node.ask('lease', {}).catch(() => null)
  await expect
    .poll(() => lease(laptop), patience)
    .toMatchObject({ isHere: false, other: { name: expect.any(String), until: expect.any(Number) } })
  expect(await lease(studio)).toMatchObject({ isHere: true, other: null })

  await laptop.ask('takeOver', {})
  const both = async () => [await lease(studio), await lease(laptop)]
  await expect
    .poll(async () => {
      const [old, taking] = await both()
      expect(old?.isHere === true && taking?.isHere === true).toBe(false)
      return taking?.isHere
    }, patience)
    .toBe(true)
  expect(await lease(studio)).toMatchObject({ isHere: false, yieldedTo: { name: expect.any(String) } })
  const raidenOf = async (node: NodeProcess) =>
    (await node.ask('status', {})).parts.find(({ name }) => name === 'raiden')
  expect((await raidenOf(studio))?.problem?.code).toBe('HUB_LEASE_ELSEWHERE')
  // What was bought after the laptop had its first snapshot is there all the same.
  expect((await laptop.ask('purchases', {})).filter(({ hasAccess }) => hasAccess)).toHaveLength(2)

  // No Raiden runs on what was signed elsewhere: the hub closes the channel, and all that it owes is known.
  await expect
    .poll(() => laptop.ask('watchedChannels', {}), patience)
    .toMatchObject([{ state: 'closed', lost: 0n, reason: null }])
  expect((await raidenOf(laptop))?.state).not.toBe('ready')

  await studio.ask('takeOver', {})
  await expect.poll(async () => (await lease(studio))?.isHere, patience).toBe(true)
  expect(await lease(laptop)).toMatchObject({ isHere: false, yieldedTo: { name: expect.any(String) } })
  expect((await studio.ask('purchases', {})).filter(({ hasAccess }) => hasAccess)).toHaveLength(2)
  expect((await raidenOf(studio))?.state).not.toBe('ready')
}, 600_000)
