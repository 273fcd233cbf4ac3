import { setTimeout as delay } from 'node:timers/promises'
import { identify } from '@libp2p/identify'
import type { Connection, Libp2p } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { tls } from '@libp2p/tls'
import { yamux } from '@libp2p/yamux'
import { lpStream } from '@libp2p/utils'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { Uint8ArrayList } from 'uint8arraylist'
import { encodeBlock } from '../../protocol/blockFrame.ts'
import { decode } from '../../protocol/codec.ts'
import {
  type InputOf,
  type Operation,
  type OperationName,
  type OutputOf,
  type Protocol,
  sendRequest,
} from '../../protocol/rpc.ts'
import { segmentsProtocol, segmentsRequest, segmentsRequestMaxBytes } from '../../protocol/segments.ts'
import type { PeerIdText } from '../../shared/ids.ts'

const callTimeoutMs = 10_000

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

  /** One more connection, beside those there are. */
  connectAgain(addresses: readonly string[]): Promise<Connection> {
    return this.libp2p.dial(
      addresses.map((address) => multiaddr(address)),
      { force: true },
    )
  }

  /** Asks a peer of ours, at these addresses, as one of ours would. */
  async call<P extends Protocol<Record<string, Operation>>, Op extends OperationName<P>>(
    addresses: readonly string[],
    protocol: P,
    op: Op,
    body: InputOf<P, Op>,
  ): Promise<OutputOf<P, Op>> {
    const signal = AbortSignal.timeout(callTimeoutMs)
    const stream = await (await this.connect(addresses)).newStream(protocol.id, { signal })
    try {
      const frames = lpStream(stream, { maxDataLength: protocol.maxBytes })
      return await sendRequest(protocol, op, body, frames, signal)
    } finally {
      await stream.close({ signal })
    }
  }

  /** Gives the blocks it has to whoever asks, each after a pause. */
  async serveBlocks(blocks: ReadonlyMap<string, Uint8Array>, pauseMs = 0): Promise<void> {
    await this.libp2p.handle(segmentsProtocol, async (stream) => {
      const frames = lpStream(stream)
      const asked = decode(segmentsRequest, (await frames.read()).subarray(), segmentsRequestMaxBytes)
      for (const cid of asked.cids) {
        await delay(pauseMs)
        await frames.write(new Uint8ArrayList(...encodeBlock(blocks.get(cid.toString()) ?? null)))
      }
      await stream.close()
    })
  }

  async stop(): Promise<void> {
    await this.libp2p.stop()
  }
}
