import { randomBytes } from 'node:crypto'
import { serveRequest, sendRequest, type Frames, type Handlers } from '../../protocol/rpc.ts'
import type { Operation, OperationName, Protocol, InputOf, OutputOf } from '../../protocol/rpc.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type PeerIdText, peerIdText } from '../../shared/ids.ts'
import { toPeerError } from '../network/frames.ts'
import type { Caller, CallOptions, Calls } from '../peer.ts'

type AnyProtocol = Protocol<Record<string, Operation>>
type Serve = (frames: Frames, caller: Caller, signal: AbortSignal) => Promise<void>

/** Peers that reach each other without sockets, framed as on the wire. Passes the contract test of real ones. */
export class MemoryNetwork {
  readonly peers = new Map<PeerIdText, MemoryPeer>()
  /** What handlers threw that was no BuskerError. */
  readonly failures: unknown[] = []

  /** A new peer under this id, or a random one. @param address what those it asks see of its network address */
  peer(
    id = peerIdText.parse(`12D3KooW${randomBytes(16).toString('hex').replaceAll('0', 'z')}`),
    address?: string,
  ): MemoryPeer {
    const peer = new MemoryPeer(this, id, address)
    this.peers.set(id, peer)
    return peer
  }
}

export class MemoryPeer implements Calls {
  readonly id: PeerIdText
  readonly addresses: readonly string[]
  readonly #network: MemoryNetwork
  readonly #caller: Caller
  readonly #served = new Map<string, Serve>()

  constructor(network: MemoryNetwork, id: PeerIdText, address?: string) {
    this.#network = network
    this.id = id
    this.#caller = { peer: id, ...(address !== undefined && { address }) }
    this.addresses = [`/memory/1/p2p/${id}`]
  }

  /** On the network, again. */
  async start(): Promise<void> {
    this.#network.peers.set(this.id, this)
  }

  /** Gone from the network. */
  async stop(): Promise<void> {
    this.#network.peers.delete(this.id)
  }

  wake(): void {
    // Nothing sleeps in memory.
  }

  async connect(addresses: readonly string[]): Promise<PeerIdText> {
    const to = peerIdText.parse(addresses[0]?.split('/').at(-1))
    this.#find(to)
    return to
  }

  async handle<P extends AnyProtocol>(protocol: P, handlers: Handlers<P, Caller>): Promise<void> {
    this.#served.set(protocol.id, (frames, caller, signal) =>
      serveRequest(protocol, handlers, frames, caller, signal),
    )
  }

  async call<P extends AnyProtocol, Op extends OperationName<P>>(
    to: PeerIdText,
    protocol: P,
    op: Op,
    body: InputOf<P, Op>,
    { signal: cancelled, timeoutMs = 10_000 }: CallOptions = {},
  ): Promise<OutputOf<P, Op>> {
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = cancelled === undefined ? timeout : AbortSignal.any([cancelled, timeout])
    try {
      signal.throwIfAborted()
      const serve = this.#find(to).#served.get(protocol.id)
      if (serve === undefined) throw new BuskerError('PROTOCOL_UNKNOWN', `${to} does not offer this service.`)
      const [near, far] = framePair()
      const served = serve(far, this.#caller, signal).catch((error: unknown) =>
        this.#network.failures.push(error),
      )
      const [response] = await Promise.all([sendRequest(protocol, op, body, near, signal), served])
      return response
    } catch (error) {
      throw toPeerError(error, to, signal)
    }
  }

  #find(to: PeerIdText): MemoryPeer {
    const peer = this.#network.peers.get(to)
    if (peer === undefined) throw new BuskerError('IPFS_PEER_UNREACHABLE', `${to} can't be reached.`)
    return peer
  }
}

function framePair(): [Frames, Frames] {
  const [there, back] = [framePipe(), framePipe()]
  return [
    { read: (options) => back.read(options), write: (frame, options) => there.write(frame, options) },
    { read: (options) => there.read(options), write: (frame, options) => back.write(frame, options) },
  ]
}

/** One frame at a time is all that a request and its answer need. */
function framePipe(): Frames {
  const { promise, resolve } = Promise.withResolvers<Uint8Array>()
  return {
    write: async (frame) => resolve(frame),
    async read({ signal }) {
      const aborted = Promise.withResolvers<never>()
      const abort = () => aborted.reject(signal.reason as Error)
      if (signal.aborted) abort()
      signal.addEventListener('abort', abort, { once: true })
      try {
        return await Promise.race([promise, aborted.promise])
      } finally {
        signal.removeEventListener('abort', abort)
      }
    },
  }
}
