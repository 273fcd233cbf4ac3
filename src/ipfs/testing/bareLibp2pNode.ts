import { identify } from '@libp2p/identify'
import type { Connection, Libp2p } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { tls } from '@libp2p/tls'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import type { PeerIdText } from '../../shared/ids.ts'

/** A bare libp2p node, to behave in ways a peer of ours never would. */
export class BareLibp2pNode {
  readonly libp2p: Libp2p

  private constructor(libp2p: Libp2p) {
    this.libp2p = libp2p
  }

  /** @param localAddress from which it dials */
  static async start(localAddress = '127.0.0.1'): Promise<BareLibp2pNode> {
    // What it dials with goes to net.connect, which knows more options than are named.
    const dialOpts: object = { localAddress }
    const libp2p = await createLibp2p({
      addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
      transports: [tcp({ dialOpts })],
      connectionEncrypters: [tls()],
      streamMuxers: [yamux()],
      services: { identify: identify() },
    })
    return new BareLibp2pNode(libp2p)
  }

  get id(): PeerIdText {
    return this.libp2p.peerId.toString() as PeerIdText
  }

  get addresses(): string[] {
    return this.libp2p.getMultiaddrs().map(String)
  }

  /** @param addresses multiaddrs of one peer */
  connect(addresses: readonly string[]): Promise<Connection> {
    return this.libp2p.dial(addresses.map((address) => multiaddr(address)))
  }

  async stop(): Promise<void> {
    await this.libp2p.stop()
  }
}
