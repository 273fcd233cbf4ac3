import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Hubs } from './hubs.ts'

/** Open at one time on one connection, in each direction; more are refused. */
export const streamsPerProtocol = 256

/** Opens streams to peers, connecting first where need be. */
export class Dialler {
  readonly #libp2p: Libp2p
  readonly #hubs: Hubs

  constructor(libp2p: Libp2p, hubs: Hubs) {
    this.#libp2p = libp2p
    this.#hubs = hubs
  }

  /** @throws whatever libp2p met last */
  async openStream(to: PeerIdText, protocol: string, signal: AbortSignal): Promise<Stream> {
    const options = { signal, runOnLimitedConnection: true, maxOutboundStreams: streamsPerProtocol }
    const open = this.#openConnection(to)
    if (open !== undefined) {
      try {
        return await open.newStream(protocol, options)
      } catch (error) {
        // A connection can be dead without having noticed: unless the peer itself refused, a new one is tried.
        if (signal.aborted || open.status === 'open') throw error
      }
    }
    const connection = await this.connect(to, signal)
    return connection.newStream(protocol, options)
  }

  /** Tries what is known of the peer; then where the hubs say it is; then through their relays. */
  async connect(to: PeerIdText, signal: AbortSignal): Promise<Connection> {
    const open = this.#openConnection(to)
    if (open !== undefined) return open
    const hub = this.#hubs.get(to)
    if (hub !== undefined) return this.#libp2p.dial([...hub], { signal })
    const id = peerIdFromString(to)
    const known = await this.#libp2p.peerStore.getInfo(id, { signal }).catch(() => undefined)
    if (known !== undefined && known.multiaddrs.length > 0) {
      try {
        return await this.#libp2p.dial(id, { signal })
      } catch (error) {
        if (signal.aborted || this.#hubs.size === 0) throw error
      }
    }
    const found = await this.#libp2p.peerRouting.findPeer(id, { signal })
    return this.#libp2p.dial(found.multiaddrs, { signal })
  }

  #openConnection(to: PeerIdText): Connection | undefined {
    const open = this.#libp2p.getConnections(peerIdFromString(to)).filter(({ status }) => status === 'open')
    return open.find(({ direct }) => direct) ?? open[0]
  }
}
