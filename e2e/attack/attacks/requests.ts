import * as dagCbor from '@ipld/dag-cbor'
import type { Connection, Stream } from '@libp2p/interface'
import { frameOf } from '../../../src/ipfs/testing/frameOf.ts'
import type { Attack, Figures } from '../attack.ts'
import type { AttackNetwork, Target } from '../attackNetwork.ts'
import { fired } from '../fired.ts'
import { answered, sendTo } from '../sendTo.ts'

const megabyte = 1024 * 1024
const atOnce = 32

/** A request whose body is so many bytes of empty lists: the dearest there are to decode. */
function emptyLists(op: string, bytes: number): Uint8Array {
  const start = dagCbor.encode({ v: 1, op, body: [] }).slice(0, -1)
  const list = Uint8Array.of(0x9a, ...[24, 16, 8, 0].map((shift) => (bytes >>> shift) & 0xff))
  return frameOf(Buffer.concat([start, list, new Uint8Array(bytes).fill(0x80)]))
}

/** Attacks with requests that are long, dear, or never end. */
export const requestAttacks: readonly Attack[] = [
  {
    name: 'requests of 12 MB of empty lists',
    run: (network, signal) =>
      repeat(network, network.hub, '/busker/hub/1', emptyLists('welcome', 12 * megabyte), 4, signal),
  },
  {
    name: 'snapshots of 12 MB of empty lists',
    run: (network, signal) =>
      repeat(network, network.hub, '/busker/hub/1', emptyLists('keepSnapshot', 12 * megabyte), 4, signal),
  },
  {
    name: 'requests of half a megabyte to a listener’s catalogue',
    run: (network, signal) =>
      repeat(
        network,
        network.listener,
        '/busker/catalogue/1',
        emptyLists('since', megabyte / 2),
        atOnce,
        signal,
      ),
  },
  {
    name: 'frames that one peer leaves unfinished',
    async run(network, signal) {
      const stranger = await network.stranger()
      const connection = await stranger.connect(network.hub.addresses)
      const unfinished = emptyLists('keepSnapshot', 16 * megabyte).subarray(0, -1)
      const begin = async (): Promise<Stream | undefined> => {
        const stream = await connection.newStream('/busker/hub/1').catch(() => undefined)
        if (stream !== undefined) sendTo(stream, unfinished)
        return stream
      }
      const streams = await Promise.all(Array.from({ length: atOnce }, begin))
      await fired(signal)
      return {
        'streams left open': streams.filter((stream) => stream?.remoteWriteStatus === 'writable').length,
      }
    },
  },
]

/** Sends the same request over and over on new streams, some at a time, and connects again where it is cut off. */
async function repeat(
  network: AttackNetwork,
  target: Target,
  protocol: string,
  request: Uint8Array,
  width: number,
  signal: AbortSignal,
): Promise<Figures> {
  const stranger = await network.stranger()
  let [requests, connections] = [0, 0]
  const ask = async (connection: Connection) => {
    while (!signal.aborted && connection.status === 'open') {
      const stream = await connection.newStream(protocol).catch(() => undefined)
      if (stream === undefined) return
      requests += 1
      const answer = answered(stream, signal)
      if (sendTo(stream, request)) await answer
      stream.abort(new Error('The next one.'))
    }
  }
  while (!signal.aborted) {
    const connection = await stranger.connect(target.addresses).catch(() => undefined)
    if (connection === undefined) continue
    connections += 1
    await Promise.all(Array.from({ length: width }, () => ask(connection)))
  }
  return { requests, connections }
}
