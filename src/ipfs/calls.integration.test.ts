import { lpStream } from '@libp2p/utils'
import { multiaddr } from '@multiformats/multiaddr'
import * as dagCbor from '@ipld/dag-cbor'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineProtocol } from '../protocol/rpc.ts'
import { BuskerError } from '../shared/errors.ts'
import type { PeerIdText } from '../shared/ids.ts'
import type { Peer } from './peer.ts'
import { createPeer } from './createPeer.ts'
import { PeerHarness } from './testing/peerHarness.ts'

const network = new PeerHarness()
afterEach(() => network.stop())

const nothing = z.object({})
const text = z.object({ text: z.string() })
const protocol = defineProtocol('/busker/test/1', {
  echo: { input: text, output: text, maxBytes: 4096 },
  refuse: { input: nothing, output: nothing, maxBytes: 64 },
  fail: { input: nothing, output: nothing, maxBytes: 64 },
  wait: { input: nothing, output: nothing, maxBytes: 64 },
})

async function startPeerPair(onFailure: (error: unknown) => void = () => undefined) {
  const [asking, answering] = await Promise.all([network.peer(), network.peer({ onFailure })])
  const waiting = Promise.withResolvers<Record<string, never>>()
  await answering.handle(protocol, {
    echo: async ({ text }, { peer }) => ({ text: `${text} ${peer}` }),
    refuse: () => Promise.reject(new BuskerError('HUB_NOT_OWNER', 'No.')),
    fail: () => Promise.reject(new Error('a secret detail')),
    wait: () => waiting.promise,
  })
  await asking.connect(answering.addresses)
  return { asking, answering, waiting }
}

/** What `answering` says to bytes that no peer of ours would send. */
async function requestRaw(answering: Peer, request: Uint8Array): Promise<unknown> {
  const stranger = await network.bareNode()
  const stream = await stranger.libp2p.dialProtocol(multiaddr(answering.addresses[0]), protocol.id)
  const frames = lpStream(stream)
  await frames.write(request)
  return dagCbor.decode((await frames.read()).subarray())
}

test('a peer answers another one and knows who asks', async () => {
  const { asking, answering } = await startPeerPair()
  const answer = await asking.call(answering.id, protocol, 'echo', { text: 'hello' })
  expect(answer).toEqual({ text: `hello ${asking.id}` })
})

test('a refusal reaches the caller as code and sentence', async () => {
  const { asking, answering } = await startPeerPair()
  const refused = asking.call(answering.id, protocol, 'refuse', {})
  await expect(refused).rejects.toMatchObject({
    code: 'HUB_NOT_OWNER',
    message: 'The other side says: “No.”',
  })
})

test('an unexpected failure is told to the one who answers, and not in its details to the caller', async () => {
  const failed = Promise.withResolvers<unknown>()
  const { asking, answering } = await startPeerPair(failed.resolve)
  const answer = asking.call(answering.id, protocol, 'fail', {})
  await expect(answer).rejects.toMatchObject({
    code: 'PROTOCOL_PEER_FAILED',
    message: expect.not.stringContaining('secret'),
  })
  await expect(failed.promise).resolves.toMatchObject({ message: 'a secret detail' })
})

test('a protocol the other peer does not speak is named so', async () => {
  const { asking, answering } = await startPeerPair()
  const other = defineProtocol('/busker/unheard/1', {
    a: { input: nothing, output: nothing, maxBytes: 64 },
  })
  await expect(asking.call(answering.id, other, 'a', {})).rejects.toMatchObject({ code: 'PROTOCOL_UNKNOWN' })
})

test('an operation the other peer does not know is named so', async () => {
  const { answering } = await startPeerPair()
  const answer = await requestRaw(answering, dagCbor.encode({ v: 1, op: 'toString', body: {} }))
  expect(answer).toMatchObject({ ok: false, error: { code: 'PROTOCOL_UNKNOWN' } })
})

test('an unknown version is answered with the versions spoken', async () => {
  const { answering } = await startPeerPair()
  const answer = await requestRaw(answering, dagCbor.encode({ v: 7, op: 'echo', body: {} }))
  expect(answer).toMatchObject({ ok: false, error: { code: 'PROTOCOL_VERSION' }, versions: [1] })
})

test('a request longer than the protocol allows is refused before it is read', async () => {
  const { answering } = await startPeerPair()
  const answer = await requestRaw(answering, new Uint8Array(protocol.maxBytes + 1))
  expect(answer).toMatchObject({ ok: false, error: { code: 'PROTOCOL_TOO_LARGE' } })
})

test('what is no request is refused with a code', async () => {
  const { answering } = await startPeerPair()
  const answer = await requestRaw(answering, new Uint8Array([0xff, 1, 2]))
  expect(answer).toMatchObject({ ok: false, error: { code: 'PROTOCOL_MALFORMED' } })
})

test('an answer longer than the protocol allows is refused', async () => {
  const asking = await network.peer()
  const stranger = await network.bareNode()
  await stranger.libp2p.handle(protocol.id, async (stream) => {
    const frames = lpStream(stream)
    await frames.read()
    await frames.write(new Uint8Array(protocol.maxBytes + 1))
  })
  await asking.connect(stranger.addresses)
  const answer = asking.call(stranger.id, protocol, 'refuse', {})
  await expect(answer).rejects.toMatchObject({ code: 'PROTOCOL_TOO_LARGE' })
})

test('a peer that takes too long is a time-out', async () => {
  const { asking, answering } = await startPeerPair()
  const answer = asking.call(answering.id, protocol, 'wait', {}, { timeoutMs: 200 })
  await expect(answer).rejects.toMatchObject({ code: 'IPFS_PEER_TIMEOUT' })
})

test('a caller who gives up gets its own reason', async () => {
  const { asking, answering } = await startPeerPair()
  const cancel = new AbortController()
  const answer = asking.call(answering.id, protocol, 'wait', {}, { signal: cancel.signal })
  cancel.abort(new Error('changed my mind'))
  await expect(answer).rejects.toThrow('changed my mind')
})

test('nobody can be called whom nobody knows', async () => {
  const [asking, gone] = await Promise.all([network.peer(), network.peer()])
  const answer = asking.call(gone.id, protocol, 'refuse', {})
  await expect(answer).rejects.toMatchObject({ code: 'IPFS_PEER_UNREACHABLE' })
})

test('a peer that was stopped is unreachable, and reached again when it is back', async () => {
  const folder = await network.folder()
  const seed = new Uint8Array(32).fill(7)
  const { asking } = await startPeerPair()
  const first = await network.peer({ seed, folder })
  await asking.connect(first.addresses)
  await first.stop()
  const answer = asking.call(first.id, protocol, 'refuse', {})
  await expect(answer).rejects.toMatchObject({ code: 'IPFS_PEER_UNREACHABLE' })
  const port = /tcp\/(\d+)/.exec(first.addresses[0] ?? '')?.[1]
  const listen = port === undefined ? {} : { listen: [`/ip4/127.0.0.1/tcp/${port}`] }
  const second = await network.peer({ seed, folder, ...listen })
  await asking.connect(second.addresses)
  await expect(asking.call(first.id as PeerIdText, protocol, 'refuse', {})).rejects.toMatchObject({
    code: 'PROTOCOL_UNKNOWN',
  })
})

test('one peer can not have more than 32 requests answered at a time', async () => {
  const { asking, answering, waiting } = await startPeerPair()
  const refusals: unknown[] = []
  const answers = Array.from({ length: 40 }, async () => {
    await asking.call(answering.id, protocol, 'wait', {}).catch((error: unknown) => {
      if (refusals.push(error) === 8) waiting.resolve({})
    })
  })
  await Promise.all(answers)
  expect(refusals).toEqual(
    Array.from({ length: 8 }, () => expect.objectContaining({ code: 'PROTOCOL_BUSY' })),
  )
})

test('two peers can not run in one folder; the second can once the first has stopped', async () => {
  const folder = await network.folder()
  const first = await network.peer({ folder })
  const second = await createPeer({ seed: new Uint8Array(32).fill(5), folder })
  await expect(second.start()).rejects.toMatchObject({ code: 'IPFS_FOLDER_IN_USE' })
  await first.stop()
  await second.start()
  expect(second.addresses).not.toEqual([])
  await second.stop()
})

test('a port that is taken is named as the problem', async () => {
  const { addresses } = await network.peer()
  const listen = [/^.*tcp\/\d+/.exec(addresses[0] ?? '')?.[0] ?? '']
  await expect(network.peer({ listen })).rejects.toMatchObject({ code: 'IPFS_LISTEN_FAILED' })
})

test('a peer that was stopped can be started again', async () => {
  const { asking, answering } = await startPeerPair()
  await answering.stop()
  await answering.start()
  await asking.connect(answering.addresses)
  const answer = await asking.call(answering.id, protocol, 'echo', { text: 'again' })
  expect(answer).toEqual({ text: `again ${asking.id}` })
  const cid = await answering.blocks.put(new Uint8Array([1, 2, 3]), 'raw')
  await expect(asking.blocks.get(cid)).resolves.toEqual(new Uint8Array([1, 2, 3]))
})
