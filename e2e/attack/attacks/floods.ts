import { randomBytes } from 'node:crypto'
import { setImmediate as nextTick } from 'node:timers/promises'
import type { Connection, Stream } from '@libp2p/interface'
import { cidOf } from '../../../src/ipfs/blocks/cids.ts'
import type { BareLibp2pNode } from '../../../src/ipfs/testing/bareLibp2pNode.ts'
import { frameOf, framePrefix } from '../../../src/ipfs/testing/frameOf.ts'
import { bitswap, bitswapWants } from '../../../src/ipfs/testing/bitswapWants.ts'
import { field } from '../../../src/ipfs/testing/protobuf.ts'
import { headsTopic } from '../../../src/protocol/catalogue.ts'
import { blockMaxBytes } from '../../../src/protocol/segments.ts'
import type { Attack, Figures } from '../attack.ts'
import type { AttackNetwork, Target } from '../attackNetwork.ts'
import { fired } from '../fired.ts'
import { sendTo } from '../sendTo.ts'

const gossip = '/meshsub/1.1.0'
const identifyPush = '/ipfs/id/push/1.0.0'
/** As long as a message of bitswap may be: with a block. */
const longestOfBitswap = blockMaxBytes
/** Likewise of gossip. */
const longestOfGossip = 60 * 1024
const streamsAtOnce = 4
/** As many connections as one peer may have, and so many streams on each. */
const connectionsOfOne = 8
const streamsOfOne = 32
/** As many wants as are read of one message, and as the longest message holds. */
const mostWants = 1024
const longestWants = 47_600

/** Attacks through what a peer speaks besides our own protocols. */
export const floodAttacks: readonly Attack[] = [
  {
    name: 'bitswap wants of the longest kind, without a pause',
    run: (network, signal) => {
      const wants = bitswapWants(longestWants)
      return floodBoth(network, (stranger, target) => sendOnStreams(stranger, target, bitswap, wants, signal))
    },
  },
  {
    name: 'bitswap wants that are read, without a pause',
    run: (network, signal) => {
      const wants = bitswapWants(mostWants)
      return floodBoth(network, (stranger, target) => sendOnStreams(stranger, target, bitswap, wants, signal))
    },
  },
  {
    name: 'bitswap messages of nothing, without a pause',
    run: (network, signal) =>
      floodBoth(network, (stranger, target) =>
        sendOnStreams(stranger, target, bitswap, new Uint8Array(longestOfBitswap), signal),
      ),
  },
  {
    name: 'bitswap messages that one peer leaves unfinished',
    run: (network, signal) => {
      const unfinished = Buffer.concat([framePrefix(longestOfBitswap), new Uint8Array(longestOfBitswap - 1)])
      return floodBoth(network, async (stranger, target) => {
        const open: Stream[] = []
        for (let connections = 0; connections < connectionsOfOne && !signal.aborted; connections++) {
          const connection = await stranger.connectAgain(target.addresses).catch(() => undefined)
          for (let streams = 0; streams < streamsOfOne && !signal.aborted; streams++) {
            const stream = await connection?.newStream(bitswap).catch(() => undefined)
            if (stream === undefined) break
            sendTo(stream, unfinished)
            open.push(stream)
            await nextTick()
          }
        }
        await fired(signal)
        return open.filter(({ status }) => status === 'open').length
      })
    },
  },
  {
    name: 'gossip of messages that nobody has, without a pause',
    run: (network, signal) => {
      const ids = () =>
        field(1, Buffer.concat([field(1, headsTopic), repeated(() => field(2, randomBytes(8)), 5000)]))
      return floodGossip(network, signal, frameOf(field(3, repeated(ids, longestOfGossip))))
    },
  },
  {
    name: 'gossip that nobody signed, without a pause',
    run: (network, signal) => {
      const from = cidOf(randomBytes(32), 'raw').multihash.bytes
      const message = () =>
        field(
          2,
          Buffer.concat([
            field(1, from),
            field(2, randomBytes(500)),
            field(3, randomBytes(8)),
            field(4, headsTopic),
            field(5, randomBytes(64)),
            field(6, Buffer.concat([Uint8Array.of(8, 1, 18, 32), randomBytes(32)])),
          ]),
        )
      return floodGossip(network, signal, frameOf(repeated(message, longestOfGossip)))
    },
  },
  {
    name: 'addresses pushed without a pause',
    run: (network, signal) => {
      const address = () =>
        field(2, Buffer.concat([Uint8Array.of(4), randomBytes(4), Uint8Array.of(6), randomBytes(2)]))
      const push = frameOf(repeated(address, 8000))
      return floodBoth(network, (stranger, target) =>
        sendOnStreams(stranger, target, identifyPush, push, signal),
      )
    },
  },
  {
    name: 'a byte at a time',
    run: (network, signal) =>
      floodBoth(network, async (stranger, target) => {
        let bytes = 0
        await onConnections(stranger, target, signal, async (connection) => {
          const stream = await connection.newStream('/ipfs/ping/1.0.0')
          while (!signal.aborted && stream.status === 'open') {
            for (let index = 0; index < 500 && sendTo(stream, Uint8Array.of(0)); index++) bytes += 1
            await nextTick()
          }
        })
        return bytes
      }),
  },
  {
    name: 'handshakes without a pause',
    run: (network, signal) =>
      floodBoth(network, async (stranger, target) => {
        let handshakes = 0
        await onConnections(stranger, target, signal, async (connection) => {
          handshakes += 1
          await connection.close()
        })
        return handshakes
      }),
  },
]

/** Fields one after the other, until they are so long. */
function repeated(next: () => Uint8Array, bytes: number): Uint8Array {
  const fields: Uint8Array[] = []
  for (let left = bytes; ;) {
    const one = next()
    left -= one.byteLength
    if (left < 0) return Buffer.concat(fields)
    fields.push(one)
  }
}

async function floodBoth(
  network: AttackNetwork,
  flood: (stranger: BareLibp2pNode, target: Target) => Promise<number>,
): Promise<Figures> {
  const [hub = 0, listener = 0] = await Promise.all(
    [network.hub, network.listener].map(async (target) => flood(await network.stranger(), target)),
  )
  return { 'to the hub': hub, 'to the listener': listener }
}

function floodGossip(network: AttackNetwork, signal: AbortSignal, message: Uint8Array): Promise<Figures> {
  return floodBoth(network, async (stranger, target) => {
    // Whoever does not say that they speak it is not listened to.
    await stranger.libp2p.handle(gossip, () => undefined)
    let streams = 0
    await onConnections(stranger, target, signal, async (connection) => {
      const stream = await connection.newStream(gossip)
      streams += 1
      while (!signal.aborted && stream.status === 'open' && sendTo(stream, message)) await drained(stream)
      stream.abort(new Error('The next one.'))
    })
    return streams
  })
}

async function sendOnStreams(
  stranger: BareLibp2pNode,
  target: Target,
  protocol: string,
  message: Uint8Array,
  signal: AbortSignal,
): Promise<number> {
  let messages = 0
  await onConnections(stranger, target, signal, async (connection) => {
    const send = async () => {
      while (!signal.aborted && connection.status === 'open') {
        const stream = await connection.newStream(protocol).catch(() => undefined)
        if (stream === undefined) return nextTick()
        if (sendTo(stream, message)) messages += 1
        await drained(stream)
        await stream.close().catch(() => undefined)
      }
    }
    await Promise.all(Array.from({ length: streamsAtOnce }, send))
  })
  return messages
}

/** Goes on with a new connection where one is refused or cut off. */
async function onConnections(
  stranger: BareLibp2pNode,
  target: Target,
  signal: AbortSignal,
  use: (connection: Connection) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    const connection = await stranger.connect(target.addresses).catch(() => undefined)
    if (connection !== undefined) await use(connection).catch(() => undefined)
    await nextTick()
  }
}

/** Resolves when what was sent has gone, or the stream has. */
async function drained(stream: Stream): Promise<void> {
  await nextTick()
  if (stream.writableNeedsDrain)
    await stream.onDrain({ signal: AbortSignal.timeout(5000) }).catch(() => undefined)
}
