import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { createTradeHarness, type TradeHarness } from './demo/tradeHarness.ts'
import type { PythonLibrary } from '../process/testing/pythonLibrary.ts'
import { startRaidenApiClient } from './testing/raidenApiClient.ts'
import { orderBallad, publishBallad } from './testing/orderElsewhere.ts'
import { commandLine, runJsonCommand } from './testing/runCommand.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 360_000 })

const price = 1_500_000
const patience = { timeout: 60_000, interval: 500 }
let harness: TradeHarness
let network: NetworkProfile
let command: ChildProcess
let client: PythonLibrary

beforeAll(async () => {
  harness = await createTradeHarness({ tokenDecimals: 6 })
  network = await harness.start()
  command = spawn(
    process.execPath,
    [commandLine, '--data', harness.listener.folder, '--json', 'raiden-api'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  if (command.stdout === null) throw new Error('A command has no output.')
  const [line] = await once(createInterface(command.stdout), 'line')
  client = await startRaidenApiClient(JSON.parse(String(line)).url)
})
afterAll(async () => {
  await client?.stop()
  const ended = once(command, 'exit')
  command.kill('SIGTERM')
  await ended
  await harness.close()
  await harness.remove()
})

test('Raiden’s own client opens a channel, deposits, pays an order and a tip, withdraws and closes', async () => {
  const { artist, listener } = harness
  const [hub, token] = [network.hub.raidenAddress, network.contracts.token]
  const label = await publishBallad(harness)

  expect(await client.ask('get_node_status')).toEqual({ status: 'ready' })
  const { account } = await listener.ask('status', {})
  const { our_address: address } = (await client.ask('get_address')) as { our_address: string }
  expect(address.toLowerCase()).toBe(account)
  expect(await client.ask('get_channels')).toEqual([])

  expect(await client.ask('open_channel', hub, token, 10_000_000)).toMatchObject({
    state: 'opened',
    total_deposit: '10000000',
  })
  await expect(client.ask('open_channel', artist.folder, token, 1)).rejects.toThrow('RaidenAPIException')
  expect(await client.ask('fund_channel', hub, token, 12_000_000)).toMatchObject({
    total_deposit: '12000000',
    balance: '12000000',
  })

  const { seller, paymentId, order } = await orderBallad(harness, label, patience)
  expect(await client.ask('transfer', seller, token, price, paymentId)).toMatchObject({
    amount: String(price),
    identifier: paymentId,
  })
  await vi.waitFor(async () => expect((await order())?.hasAccess).toBe(true), patience)
  expect(await runJsonCommand(artist, 'orders', '--sold')).toMatchObject([{ label, amount: String(price) }])
  const bought = join(harness.folder, 'bought')
  const { files } = await runJsonCommand(listener, 'download', label, '--to', bought)
  expect(files).toMatchObject([{ title: 'Ballad', samples: 3 * 44_100 }])

  expect(await client.ask('transfer', seller, token, 500_000)).toMatchObject({ amount: '500000' })
  await vi.waitFor(
    async () =>
      expect(await client.ask('get_payments')).toMatchObject([
        { event: 'EventPaymentSentSuccess', amount: String(price), identifier: paymentId },
        { event: 'EventPaymentSentSuccess', amount: '500000' },
      ]),
    patience,
  )
  expect(await client.ask('get_pending_transfer')).toEqual([])

  expect(await client.ask('withdraw', hub, token, 1_000_000)).toMatchObject({ total_withdraw: '1000000' })
  expect(await client.ask('close_channel', hub, token)).toMatchObject({
    state: expect.stringMatching(/^(closed|settled)$/),
  })
  await expect(client.ask('fund_channel', hub, token, 13_000_000)).rejects.toThrow('RaidenAPIException')
})
