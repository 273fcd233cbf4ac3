import type { CID } from 'multiformats/cid'
import type { PeerIdText } from '../shared/ids.ts'
import type { Startable } from '../shared/startable.ts'
import type { Handlers, Operation, OperationName, Protocol, InputOf, OutputOf } from '../protocol/rpc.ts'

/** Who asks: the connection's authenticated other end. */
export interface Caller {
  readonly peer: PeerIdText
  /** Its network address, as far as it tells one apart; left out where it comes through a relay. */
  readonly address?: string
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Default 10,000. */
  readonly timeoutMs?: number
}

type AnyProtocol = Protocol<Record<string, Operation>>

/** Asks other peers and answers them. */
export interface Calls {
  /** Answers a protocol from now on; one set of handlers a protocol. */
  handle<P extends AnyProtocol>(protocol: P, handlers: Handlers<P, Caller>): Promise<void>
  /**
   * Dials if need be (known addresses, then whoever is asked for peer routing, then through the hub's relay).
   *
   * @throws BuskerError the other peer's own code; `IPFS_PEER_UNREACHABLE`; `IPFS_PEER_TIMEOUT`
   */
  call<P extends AnyProtocol, Op extends OperationName<P>>(
    to: PeerIdText,
    protocol: P,
    op: Op,
    body: InputOf<P, Op>,
    options?: CallOptions,
  ): Promise<OutputOf<P, Op>>
}

export interface FetchOptions {
  /** Peers likely to have the blocks, best first: asked over `/busker/segments/1` before bitswap is. */
  readonly from?: readonly PeerIdText[]
  readonly signal?: AbortSignal
}

/** Content-addressed blocks, here and elsewhere. Every block is verified against its CID before it is given out. */
export interface Blocks {
  /** Keeps nothing of `bytes` when it resolves. */
  put(bytes: Uint8Array, codec: 'raw' | 'dag-cbor'): Promise<CID>
  has(cid: CID): Promise<boolean>
  delete(cid: CID): Promise<void>
  /** Resolves when what was fetched is on disk; `has` then says what could not be kept. */
  flush(): Promise<void>
  /** @throws BuskerError `IPFS_BLOCK_NOT_FOUND` when nobody asked has it */
  get(cid: CID, options?: FetchOptions): Promise<Uint8Array>
  /** In the order asked, each as soon as it is there; fetched in parallel. */
  getMany(cids: readonly CID[], options?: FetchOptions): AsyncIterable<{ cid: CID; bytes: Uint8Array }>
}

/** A topic everybody on the network hears. */
export interface Gossip {
  publish(topic: string, bytes: Uint8Array): Promise<void>
  /** @returns unsubscribe */
  subscribe(topic: string, listener: (bytes: Uint8Array, from: PeerIdText) => void): () => void
}

/** The embedded IPFS node. */
export interface Peer extends Startable, Calls {
  readonly id: PeerIdText
  /** Multiaddrs others can dial, with the peer id. */
  readonly addresses: readonly string[]
  readonly blocks: Blocks
  readonly gossip: Gossip
  /** Tells where a peer listens, and connects to it. */
  connect(addresses: readonly string[]): Promise<PeerIdText>
  /** The machine slept, or its network changed: dead connections are noticed now, and hubs dialled at once. */
  wake(): void
  /** Where another peer can be dialled, as far as it told this one; none when it is unknown. */
  addressesOf(peer: PeerIdText): Promise<readonly string[]>
  /** Whether a peer answers a protocol; true where it has not said what it answers. */
  supports(peer: PeerIdText, protocol: AnyProtocol): Promise<boolean>
  /** @returns unsubscribe */
  onConnection(listener: (peer: PeerIdText, connected: boolean) => void): () => void
}
