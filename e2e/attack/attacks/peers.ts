import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { whenClosed } from '../../../src/ipfs/testing/peerHarness.ts'
import type { Attack } from '../attack.ts'
import type { AttackNetwork, Target } from '../attackNetwork.ts'
import { fired } from '../fired.ts'
import { sendTo } from '../sendTo.ts'

const prefixBytes = 2_500_000
const protocolNames = 1_000_000
const streamMs = 300
const silentSockets = 300

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
        sendTo(stream, new Uint8Array(prefixBytes).fill(0x80))
        await delay(streamMs)
        stream.abort(new Error('The next one.'))
      }
      return { streams }
    },
  },
  {
    name: 'sockets that say nothing',
    async run(network, signal) {
      const attack = async (target: Target) => {
        const sockets: Socket[] = []
        while (!signal.aborted && sockets.length < silentSockets) {
          sockets.push(...(await Promise.all(Array.from({ length: 10 }, () => network.socket(target)))))
        }
        await fired(signal)
        return sockets.filter(({ destroyed }) => !destroyed).length
      }
      const [hub = 0, artist = 0] = await Promise.all([network.hub, network.artist].map(attack))
      return { 'left open at the hub': hub, 'at the artist': artist }
    },
  },
  {
    name: 'one peer that takes all connections',
    async run(network, signal) {
      const stranger = await network.stranger()
      const attack = async (target: Target) => {
        const addresses = target.addresses.map((address) => multiaddr(address))
        for (let dials = 0; dials < 300 && !signal.aborted; dials++) {
          await stranger.libp2p.dial(addresses, { force: true, signal }).catch(() => undefined)
        }
        await fired(signal)
        return stranger.libp2p.getConnections(peerIdFromString(target.peer)).length
      }
      const [hub = 0, artist = 0] = await Promise.all([network.hub, network.artist].map(attack))
      return { 'connections to the hub': hub, 'to the artist': artist }
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
      await whenClosed(socket, signal)
      socket.destroy()
      sockets += 1
    }
    return sockets
  }
  const [hub = 0, artist = 0] = await Promise.all([network.hub, network.artist].map(attack))
  return { 'sockets to the hub': hub, 'to the artist': artist }
}
