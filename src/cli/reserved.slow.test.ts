import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ComingView, ReservationView } from '../shared/api/coming.ts'
import type { PurchaseView, WalletView } from '../shared/api/node.ts'
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
  await Promise.all([
    runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0'),
    runJsonCommand(listener, 'wallet', 'connect', '--deposit', '20'),
  ])
  await synthesiseWav(at('Rain.wav'), { seconds: 5, seed: 1 })
})
afterAll(async () => {
  await harness.close()
  await harness.remove()
})

/** The second minute from now, as people write it. */
const soon = () => Math.ceil(Date.now() / minuteMs + 1) * minuteMs
const coming = (): Promise<ComingView[]> => runJsonCommand(listener, 'coming')
const reservations = (): Promise<ReservationView[]> => runJsonCommand(listener, 'reservations')
const orders = (): Promise<PurchaseView[]> => runJsonCommand(listener, 'orders')
const spendable = async () => BigInt(((await runJsonCommand(listener, 'wallet')) as WalletView).spendable)
const longWait = { timeout: 4 * minuteMs, interval: 1000 }

test('what an artist announces is reserved, and bought by itself when it is out, by a node that was off', async () => {
  const time = soon()
  const words = ['--title', 'Rain', '--artist', 'Ada', '--price', '1.50']
  await runJsonCommand(artist, 'publish', at('Rain.wav'), ...words, '--on', localTime(time), '--announce')
  expect(await runJsonCommand(artist, 'uploads')).toMatchObject([{ state: 'scheduled', isComing: true }])
  await vi.waitFor(async () => expect(await coming()).toMatchObject([{ title: 'Rain', at: time }]), longWait)
  const [announced] = await coming()
  const before = await spendable()
  await runJsonCommand(listener, 'reserve', announced?.label ?? '', '--max', '1.50')
  expect(await reservations()).toMatchObject([{ title: 'Rain', state: 'waiting', isOnSale: false }])
  expect(await orders()).toEqual([])
  await listener.stop()
  await vi.waitFor(async () => expect(await runJsonCommand(artist, 'works')).toHaveLength(1), longWait)
  await listener.start()
  await vi.waitFor(async () => expect(await orders()).toMatchObject([{ hasAccess: true }]), longWait)
  expect(await reservations()).toEqual([])
  const [order] = await orders()
  expect(order?.label).toBe(announced?.label)
  expect(before - (await spendable())).toBeGreaterThanOrEqual(BigInt(order?.price ?? 0))
  expect(await runJsonCommand(artist, 'orders', '--sold')).toHaveLength(1)
  expect(await coming()).toEqual([])
})
