import type { Socket } from 'node:net'
import type { Attack } from '../attack.ts'
import type { AttackNetwork, Target } from '../attackNetwork.ts'

/** Attacks on connections and streams, before and after the handshake. */
export const peerAttacks: readonly Attack[] = [
  {
    name: 'a length prefix without an end, before any handshake',
    async run(network, signal) {
      const targets = [network.hub, network.artist]
      const sent = await Promise.all(targets.map((target) => sendEndlessPrefix(network, target, signal)))
      return { 'bytes taken': sent.join(', ') }
    },
  },
]

const prefixBytes = 2_500_000

async function sendEndlessPrefix(
  network: AttackNetwork,
  target: Target,
  signal: AbortSignal,
): Promise<number> {
  const socket = await network.socket(target)
  socket.resume()
  socket.write(new Uint8Array(prefixBytes).fill(0x80))
  await closed(socket, signal)
  return socket.bytesWritten - socket.writableLength
}

/** Resolves when the socket is closed, or when `signal` fires. */
async function closed(socket: Socket, signal: AbortSignal): Promise<void> {
  if (socket.destroyed || signal.aborted) return
  const done = Promise.withResolvers<void>()
  socket.once('close', () => done.resolve())
  signal.addEventListener('abort', () => done.resolve())
  await done.promise
}
