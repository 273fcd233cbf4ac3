import type { Socket } from 'node:net'
import type { Attack } from '../attack.ts'
import type { AttackNetwork, Target } from '../attackNetwork.ts'

const prefixBytes = 2_500_000
const protocolNames = 1_000_000

/** Attacks on connections and streams, before and after the handshake. */
export const peerAttacks: readonly Attack[] = [
  {
    name: 'a length prefix without an end, before any handshake',
    run: (network, signal) => flood(network, new Uint8Array(prefixBytes).fill(0x80), signal),
  },
  {
    name: 'protocols named without end, before any handshake',
    run: (network, signal) =>
      flood(network, Buffer.from(`\x13/multistream/1.0.0\n${'\x01\n'.repeat(protocolNames)}`), signal),
  },
  {
    name: 'a length prefix without an end, on a stream',
    async run(network, signal) {
      const stranger = await network.stranger()
      const connection = await stranger.connect(network.hub.addresses)
      let streams = 0
      while (!signal.aborted && connection.status === 'open') {
        const stream = await connection.newStream('/busker/hub/1')
        streams += 1
        const ended = Promise.withResolvers<void>()
        stream.addEventListener('close', () => ended.resolve())
        signal.addEventListener('abort', () => ended.resolve())
        stream.send(new Uint8Array(prefixBytes).fill(0x80))
        await ended.promise
      }
      return { streams }
    },
  },
]

/** Sends the same to hub and artist, over and over. */
async function flood(network: AttackNetwork, bytes: Uint8Array, signal: AbortSignal) {
  const attack = async (target: Target) => {
    let sockets = 0
    while (!signal.aborted) {
      const socket = await network.socket(target)
      socket.resume()
      socket.write(bytes)
      await closed(socket, signal)
      socket.destroy()
      sockets += 1
    }
    return sockets
  }
  const [hub = 0, artist = 0] = await Promise.all([network.hub, network.artist].map(attack))
  return { 'sockets to the hub': hub, 'to the artist': artist }
}

/** Resolves when the socket is closed, or when `signal` fires. */
async function closed(socket: Socket, signal: AbortSignal): Promise<void> {
  if (socket.destroyed || signal.aborted) return
  const done = Promise.withResolvers<void>()
  socket.once('close', () => done.resolve())
  signal.addEventListener('abort', () => done.resolve(), { once: true })
  await done.promise
}
