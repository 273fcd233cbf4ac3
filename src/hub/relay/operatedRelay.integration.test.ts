import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import pino from 'pino'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { headsTopic } from '../../protocol/catalogue.ts'
import { defineProtocol } from '../../protocol/rpc.ts'
import { openOperatedRelay, type OperatedRelay } from './openOperatedRelay.ts'

const network = new PeerHarness()
const relays: OperatedRelay[] = []
afterEach(async () => {
  await network.stop()
  for (const relay of relays.splice(0)) await relay.stop()
})

const log = pino({ enabled: false })
const empty = z.object({})
const protocol = defineProtocol('/busker/test/1', { knock: { input: empty, output: empty, maxBytes: 64 } })

async function startRelay(hubs: readonly string[]): Promise<OperatedRelay> {
  const folder = await network.folder()
  const reachedAt = [`/ip4/127.0.0.1/tcp/${await getPort({ host: '127.0.0.1' })}`]
  await writeFile(
    join(folder, 'relay.json'),
    JSON.stringify({ version: 1, listen: reachedAt, reachedAt, hubs, limits: { reservations: 8 } }),
  )
  const relay = await openOperatedRelay(folder, log)
  relays.push(relay)
  await relay.start()
  return relay
}

test('with the hub gone, peers reach each other and hear news through its relays', async () => {
  const hub = await network.peer({ relay: true })
  const [one, two] = [await startRelay(hub.addresses), await startRelay(hub.addresses)]
  await hub.stop()
  const bootstrap = [...hub.addresses, ...one.addresses, ...two.addresses]
  const caller = await network.peer({ bootstrap })
  const hidden = await network.peer({ bootstrap, listen: [] })
  await hidden.handle(protocol, { knock: async () => ({}) })
  const heard: string[] = []
  hidden.gossip.subscribe(headsTopic, (bytes) => heard.push(Buffer.from(bytes).toString()))
  await expect.poll(() => hidden.addresses, { timeout: 10_000 }).not.toEqual([])
  await expect(caller.call(hidden.id, protocol, 'knock', {})).resolves.toEqual({})
  let sent = 0
  const publish = async () => {
    await caller.gossip.publish(headsTopic, Buffer.from(`news ${++sent}`))
    return heard.length
  }
  await expect.poll(publish, { timeout: 20_000, interval: 200 }).toBeGreaterThan(0)
})

test('a relay without settings, with wrong ones, or with a broken seed says so', async () => {
  const folder = await network.folder()
  await expect(openOperatedRelay(folder, log)).rejects.toMatchObject({ code: 'RELAY_CONFIG_MISSING' })
  await writeFile(join(folder, 'relay.json'), '{ "version": 1 }')
  await expect(openOperatedRelay(folder, log)).rejects.toMatchObject({ code: 'RELAY_CONFIG_INVALID' })
  const at = ['/ip4/127.0.0.1/tcp/4001']
  await writeFile(
    join(folder, 'relay.json'),
    JSON.stringify({ version: 1, listen: at, reachedAt: at, hubs: at }),
  )
  await writeFile(join(folder, 'relay.seed'), 'short')
  await expect(openOperatedRelay(folder, log)).rejects.toMatchObject({ code: 'RELAY_SEED_DAMAGED' })
})
