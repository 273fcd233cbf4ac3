import * as dagCbor from '@ipld/dag-cbor'
import type { Stream } from '@libp2p/interface'
import { lpStream } from '@libp2p/utils'
import { multiaddr } from '@multiformats/multiaddr'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineProtocol } from '../../protocol/rpc.ts'
import type { Peer } from '../peer.ts'
import { frameOf, framePrefix } from '../testing/frameOf.ts'
import { bitswap, bitswapWants } from '../testing/bitswapWants.ts'
import { PeerHarness } from '../testing/peerHarness.ts'

const harness = new PeerHarness()
afterEach(() => harness.stop())

const megabyte = 1024 * 1024
const data = z.object({ data: z.instanceof(Uint8Array) })
const nothing = z.object({})
const protocol = defineProtocol('/busker/limits/1', {
  keep: { input: data, output: nothing, maxBytes: 16 * megabyte },
  list: { input: nothing, output: data, maxBytes: 16 * megabyte, requestMaxBytes: 64 },
})

async function startPeer(): Promise<Peer> {
  const peer = await harness.peer()
  await peer.handle(protocol, {
    keep: async () => ({}),
    list: async () => ({ data: new Uint8Array(15 * megabyte) }),
  })
  return peer
}

/** The first bytes of a request of `length`, and no more. */
function beginning(op: string, length: number): Uint8Array {
  return Uint8Array.of(...framePrefix(length), ...dagCbor.encode({ v: 1, op, body: new Uint8Array(100) }))
}

async function answerOn(stream: Stream): Promise<unknown> {
  return dagCbor.decode((await lpStream(stream, { maxBufferSize: 32 * megabyte }).read()).subarray())
}

test('a request is refused by the limit of its own operation, before the rest of it comes', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const stream = await (await stranger.connect(peer.addresses)).newStream(protocol.id)
  stream.send(beginning('list', 12 * megabyte))
  expect(await answerOn(stream)).toMatchObject({ ok: false, error: { code: 'PROTOCOL_TOO_LARGE' } })
})

test('what follows a request that was refused is not taken in', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const connection = await stranger.connect(peer.addresses)
  const stream = await connection.newStream(protocol.id)
  stream.send(beginning('list', 12 * megabyte))
  await answerOn(stream)
  for (let sent = 0; sent < 12; sent += 1) stream.send(new Uint8Array(megabyte))
  // What is asked after it on the same connection is answered after what the peer says to it.
  const later = await connection.newStream(protocol.id)
  later.send(frameOf(dagCbor.encode({ v: 1, op: 'keep', body: { data: new Uint8Array(1) } })))
  expect(await answerOn(later)).toMatchObject({ ok: true })
  expect(stream.writeBufferLength).toBeGreaterThan(11 * megabyte)
})

test('whoever goes on with requests that are too long is cut off', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const connection = await stranger.connect(peer.addresses)
  for (let asked = 0; asked < 9; asked += 1) {
    const stream = await connection.newStream(protocol.id)
    stream.send(beginning('list', 12 * megabyte))
    await answerOn(stream).catch(() => undefined)
  }
  await expect.poll(() => connection.status).not.toBe('open')
})

test('a request of many small values is refused before it is decoded', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const stream = await (await stranger.connect(peer.addresses)).newStream(protocol.id)
  const body = { data: Array.from({ length: 100_000 }, () => []) }
  void lpStream(stream).write(dagCbor.encode({ v: 1, op: 'keep', body }))
  expect(await answerOn(stream)).toMatchObject({ ok: false, error: { code: 'PROTOCOL_TOO_LARGE' } })
})

test('what one peer leaves unfinished is bounded, however many requests it begins', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const connection = await stranger.connect(peer.addresses)
  const streams = await Promise.all(Array.from({ length: 2 }, () => connection.newStream(protocol.id)))
  const answers = streams.map((stream) => {
    stream.send(beginning('keep', 15 * megabyte))
    stream.send(new Uint8Array(14 * megabyte))
    return answerOn(stream)
  })
  expect(await Promise.race(answers)).toMatchObject({ ok: false, error: { code: 'PROTOCOL_BUSY' } })
})

test('an answer that one peer does not read leaves no room for its next one, and for those of others', async () => {
  const [peer, other] = await Promise.all([startPeer(), harness.peer()])
  const stranger = await harness.bareNode()
  const connection = await stranger.connect(peer.addresses)
  const [unread, next] = [await connection.newStream(protocol.id), await connection.newStream(protocol.id)]
  unread.pause()
  const request = dagCbor.encode({ v: 1, op: 'list', body: {} })
  await lpStream(unread).write(request)
  await lpStream(next).write(request)
  expect(await answerOn(next)).toMatchObject({ ok: false, error: { code: 'PROTOCOL_BUSY' } })
  await other.connect(peer.addresses)
  const answer = await other.call(peer.id, protocol, 'list', {}, { timeoutMs: 30_000 })
  expect(answer.data).toHaveLength(15 * megabyte)
})

test('one peer has eight connections at most', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const addresses = peer.addresses.map((address) => multiaddr(address))
  for (let index = 0; index < 12; index++) {
    await stranger.libp2p.dial(addresses, { force: true }).catch(() => undefined)
  }
  const closed = Promise.withResolvers<void>()
  const look = () => {
    if (stranger.libp2p.getConnections().length <= 8) closed.resolve()
  }
  stranger.libp2p.addEventListener('connection:close', look)
  look()
  await expect(closed.promise).resolves.toBeUndefined()
  expect(stranger.libp2p.getConnections().some(({ status }) => status === 'open')).toBe(true)
})

test('sockets that say nothing keep out nobody but those at their own address', async () => {
  const peer = await startPeer()
  // Fewer than libp2p itself would refuse, which ends those that say nothing after ten seconds.
  const sockets = await Promise.all(
    Array.from({ length: 15 }, () => harness.socket(peer.addresses[0] ?? '', '127.0.0.66')),
  )
  const open = () => sockets.filter(({ destroyed }) => !destroyed).length
  await expect.poll(open, { timeout: 5_000 }).toBe(10)
  const honest = await harness.bareNode('127.0.0.2')
  const connection = await honest.connect(peer.addresses)
  expect(connection.status).toBe('open')
})

test('a bitswap message of more wants than are read ends its stream; one of as many is read on', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const connection = await stranger.connect(peer.addresses)
  const [read, refused] = [await connection.newStream(bitswap), await connection.newStream(bitswap)]
  read.send(bitswapWants(1024))
  refused.send(bitswapWants(1025))
  await expect.poll(() => refused.status, { timeout: 20_000 }).not.toBe('open')
  expect(read.status).toBe('open')
})

test('whoever goes on with bitswap messages of too many wants is cut off', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const connection = await stranger.connect(peer.addresses)
  const tooMany = bitswapWants(1025)
  for (let sent = 0; sent < 9 && connection.status === 'open'; sent += 1) {
    const stream = await connection.newStream(bitswap)
    stream.send(tooMany)
    await expect.poll(() => stream.status, { timeout: 20_000 }).not.toBe('open')
  }
  await expect.poll(() => connection.status, { timeout: 20_000 }).not.toBe('open')
})

test('one peer has a few streams of bitswap at a time, and more when those have ended', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const connection = await stranger.connect(peer.addresses)
  const streams: Stream[] = []
  for (let opened = 0; opened < 5; opened += 1) {
    const stream = await connection.newStream(bitswap)
    stream.send(bitswapWants(1).subarray(0, -1))
    streams.push(stream)
  }
  await expect
    .poll(() => streams.map(({ status }) => status === 'open'), { timeout: 5000 })
    .toEqual([true, true, true, true, false])
  for (const stream of streams) stream.abort(new Error('It is over.'))
  const later = await connection.newStream(bitswap)
  later.send(bitswapWants(1).subarray(0, -1))
  // What is asked after it on the same connection is answered after what the peer says to it.
  const last = await connection.newStream(protocol.id)
  last.send(frameOf(dagCbor.encode({ v: 1, op: 'keep', body: { data: new Uint8Array(1) } })))
  expect(await answerOn(last)).toMatchObject({ ok: true })
  expect(later.status).toBe('open')
})

test('whoever sends more messages of bitswap than one peer may is cut off, however short they are', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const stream = await (await stranger.connect(peer.addresses)).newStream(bitswap)
  stream.send(new Uint8Array(megabyte))
  // Each byte is a message of nothing, after which it rests.
  await expect.poll(() => stream.status, { timeout: 20_000 }).not.toBe('open')
})

test('whoever gossips more at once than is read is not listened to', async () => {
  const peer = await startPeer()
  const stranger = await harness.bareNode()
  const stream = await (await stranger.connect(peer.addresses)).newStream('/meshsub/1.1.0')
  stream.send(Uint8Array.of(...framePrefix(64 * 1024 + 1), 0))
  await expect.poll(() => stream.remoteWriteStatus, { timeout: 20_000 }).not.toBe('writable')
})
