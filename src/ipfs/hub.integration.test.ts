import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineProtocol } from '../protocol/rpc.ts'
import type { PeerIdText } from '../shared/ids.ts'
import type { Peer } from './peer.ts'
import type { PeerOptions } from './createPeer.ts'
import { PeerHarness } from './testing/peerHarness.ts'
import { hubProtocol } from '../protocol/hub.ts'

const network = new PeerHarness()
afterEach(() => network.stop())

const { locate } = hubProtocol.operations
const locating = defineProtocol(hubProtocol.id, { locate })
const empty = z.object({})
const dialProtocol = defineProtocol('/busker/test/1', {
  knock: { input: empty, output: empty, maxBytes: 64 },
})

/** A hub as far as peers are concerned: a relay that says where others are. */
async function startHub(options: Partial<PeerOptions> = {}): Promise<Peer> {
  const hub = await network.peer({ relay: true, ...options })
  await hub.handle(locating, {
    locate: async ({ peer }) => ({ addresses: [...(await hub.addressesOf(peer as PeerIdText))] }),
  })
  return hub
}

async function startPeer(hub: Peer, options: Partial<PeerOptions> = {}): Promise<Peer> {
  const peer = await network.peer({ bootstrap: hub.addresses, ...options })
  await peer.handle(dialProtocol, { knock: async () => ({}) })
  return peer
}

function connected(peer: Peer, to: PeerIdText, wanted = true): Promise<void> {
  return new Promise((resolve) => {
    const stop = peer.onConnection((other, is) => {
      if (other !== to || is !== wanted) return
      stop()
      resolve()
    })
  })
}

/** Listens where a hub was, hangs up on whoever dials, and resolves when a dial came `pauseMs` after the one before. */
async function refuseDialsUntilPause(port: number, pauseMs: number): Promise<void> {
  let lastDial = Infinity
  const server = createServer()
  const paused = new Promise<void>((resolve) =>
    server.on('connection', (socket) => {
      socket.destroy()
      const now = performance.now()
      if (now - lastDial >= pauseMs) resolve()
      lastDial = now
    }),
  )
  server.listen(port, '127.0.0.1')
  await paused
  server.close()
  await once(server, 'close')
}

test('a peer is found by whoever asks the hub, and dialled directly', async () => {
  const hub = await startHub()
  const [one, two] = await Promise.all([startPeer(hub), startPeer(hub)])
  await expect.poll(() => hub.addressesOf(two.id)).not.toEqual([])
  await expect(one.call(two.id, dialProtocol, 'knock', {})).resolves.toEqual({})
  const addresses = await one.addressesOf(two.id)
  expect(addresses.some((address) => !address.includes('p2p-circuit'))).toBe(true)
})

test('a peer that nobody can dial is reached through the relay', async () => {
  const hub = await startHub()
  const [one, hidden] = await Promise.all([startPeer(hub), startPeer(hub, { listen: [] })])
  await expect.poll(() => hidden.addresses, { timeout: 10_000 }).not.toEqual([])
  await expect(one.call(hidden.id, dialProtocol, 'knock', {})).resolves.toEqual({})
})

test('a relayed connection carries a whole track', async () => {
  const hub = await startHub()
  const [one, hidden] = await Promise.all([startPeer(hub), startPeer(hub, { listen: [] })])
  const bytes = new Uint8Array(1024 * 1024).fill(3)
  const cid = await hidden.blocks.put(bytes, 'raw')
  await expect.poll(() => hidden.addresses, { timeout: 10_000 }).not.toEqual([])
  await expect(one.blocks.get(cid, { from: [hidden.id] })).resolves.toEqual(bytes)
})

test('a hub that restarts gets its peers back, and they its relay', { timeout: 60_000 }, async () => {
  const folder = await network.folder()
  const seed = new Uint8Array(32).fill(9)
  let hub = await startHub({ folder, seed })
  const listen = [/^.*tcp\/\d+/.exec(hub.addresses[0] ?? '')?.[0] ?? '']
  const [one, hidden] = await Promise.all([startPeer(hub), startPeer(hub, { listen: [] })])
  await expect.poll(() => hidden.addresses, { timeout: 10_000 }).not.toEqual([])
  for (let restarts = 0; restarts < 3; restarts++) {
    const lost = [connected(one, hub.id, false), connected(hidden, hub.id, false)]
    await hub.stop()
    await Promise.all(lost)
    const back = [connected(one, hub.id), connected(hidden, hub.id)]
    hub = await startHub({ folder, seed, listen })
    await Promise.all(back)
    await expect.poll(() => hidden.addresses, { timeout: 10_000 }).not.toEqual([])
    await expect(one.call(hidden.id, dialProtocol, 'knock', {})).resolves.toEqual({})
  }
})

test('a woken peer dials at once a hub it had given long pauses to', { timeout: 60_000 }, async () => {
  const folder = await network.folder()
  const seed = new Uint8Array(32).fill(8)
  const hub = await startHub({ folder, seed })
  const listen = [/^.*tcp\/\d+/.exec(hub.addresses[0] ?? '')?.[0] ?? '']
  const one = await startPeer(hub)
  await one.call(hub.id, locating, 'locate', { peer: one.id })
  const lost = connected(one, hub.id, false)
  await hub.stop()
  await lost
  await refuseDialsUntilPause(Number(listen[0]?.split('/').at(-1)), 1_900) // the pause that follows has four seconds
  const back = await startHub({ folder, seed, listen })
  const soon = AbortSignal.timeout(1_500)
  const found = connected(one, back.id).then(() => soon.aborted)
  one.wake()
  expect(await found).toBe(false)
})

test('a woken peer keeps the connections that live', async () => {
  const hub = await startHub()
  const one = await startPeer(hub)
  await expect(one.call(hub.id, locating, 'locate', { peer: one.id })).resolves.toBeDefined()
  const changes: boolean[] = []
  one.onConnection((_, is) => changes.push(is))
  one.wake()
  await expect(one.call(hub.id, locating, 'locate', { peer: one.id })).resolves.toBeDefined()
  expect(changes).toEqual([])
})

test('gossip reaches peers that only know the hub', async () => {
  const hub = await startHub()
  hub.gossip.subscribe('/busker/test/1', () => undefined)
  const [one, two] = await Promise.all([startPeer(hub), startPeer(hub)])
  const received: string[] = []
  two.gossip.subscribe('/busker/test/1', (bytes, from) =>
    received.push(`${from} ${Buffer.from(bytes).toString()}`),
  )
  let sent = 0
  await expect
    .poll(
      async () => {
        await one.gossip.publish('/busker/test/1', Buffer.from(`news ${++sent}`))
        return received
      },
      { timeout: 20_000, interval: 200 },
    )
    .toContainEqual(expect.stringContaining(`${one.id} news`))
})

test('gossip reaches everybody where many peers share one address', async () => {
  const hub = await startHub()
  hub.gossip.subscribe('/busker/test/1', () => undefined)
  const peers = await Promise.all(Array.from({ length: 14 }, async () => startPeer(hub)))
  const heard = new Set<PeerIdText>()
  for (const peer of peers) peer.gossip.subscribe('/busker/test/1', () => heard.add(peer.id))
  const [publisher] = peers
  await expect
    .poll(
      async () => {
        await publisher?.gossip.publish('/busker/test/1', randomBytes(8))
        return heard.size
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(peers.length - 1)
})
