import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import { sendRequest } from '../../protocol/rpc.ts'
import {
  serveRequest,
  respondWithError,
  type Handlers,
  type Operation,
  type OperationName,
  type Protocol,
} from '../../protocol/rpc.ts'
import type { InputOf, OutputOf } from '../../protocol/rpc.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Caller, CallOptions, Calls } from '../peer.ts'
import type { Dialler } from './dialler.ts'
import { toPeerError, framesOf } from './frames.ts'

/** Requests of one peer that are answered at one time; further ones are refused with PROTOCOL_BUSY. */
const requestsPerPeer = 32
/** From the first byte of a request to the last of its answer. */
const answerTimeoutMs = 60_000
const callTimeoutMs = 10_000

type AnyProtocol = Protocol<Record<string, Operation>>
type Serve = (stream: Stream, connection: Connection) => Promise<void>

/** {@link Calls} over libp2p streams: one stream a request. */
export class PeerCalls implements Calls, Startable {
  readonly #libp2p: Libp2p
  readonly #dialler: Dialler
  readonly #onFailure: (error: unknown) => void
  readonly #served = new Map<string, Serve>()
  readonly #answering = new Map<PeerIdText, number>()
  #started = false

  /** @param onFailure hears of what a handler threw that was no BuskerError; the caller only learns that it failed */
  constructor(libp2p: Libp2p, dialler: Dialler, onFailure: (error: unknown) => void) {
    this.#libp2p = libp2p
    this.#dialler = dialler
    this.#onFailure = onFailure
  }

  async start(): Promise<void> {
    if (this.#started) return
    this.#started = true
    for (const [id, serve] of this.#served) await this.#register(id, serve)
  }

  async stop(): Promise<void> {
    this.#started = false
  }

  async handle<P extends AnyProtocol>(protocol: P, handlers: Handlers<P, Caller>): Promise<void> {
    const serve: Serve = (stream, connection) => this.#answer(protocol, handlers, stream, connection)
    this.#served.set(protocol.id, serve)
    if (this.#started) await this.#register(protocol.id, serve)
  }

  async call<P extends AnyProtocol, Op extends OperationName<P>>(
    to: PeerIdText,
    protocol: P,
    op: Op,
    body: InputOf<P, Op>,
    { signal: cancelled, timeoutMs = callTimeoutMs }: CallOptions = {},
  ): Promise<OutputOf<P, Op>> {
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = cancelled === undefined ? timeout : AbortSignal.any([cancelled, timeout])
    let stream: Stream | undefined
    try {
      stream = await this.#dialler.openStream(to, protocol.id, signal)
      const response = await sendRequest(protocol, op, body, framesOf(stream, protocol.maxBytes), signal)
      await stream.close({ signal })
      return response
    } catch (error) {
      stream?.abort(error instanceof Error ? error : new Error(String(error)))
      throw toPeerError(error, to, signal)
    }
  }

  async #register(id: string, serve: Serve): Promise<void> {
    await this.#libp2p.handle(id, serve, {
      maxInboundStreams: 2 * requestsPerPeer,
      maxOutboundStreams: 1024,
      runOnLimitedConnection: true,
      force: true,
    })
  }

  async #answer<P extends AnyProtocol>(
    protocol: P,
    handlers: Handlers<P, Caller>,
    stream: Stream,
    connection: Connection,
  ): Promise<void> {
    const peer = connection.remotePeer.toString() as PeerIdText
    const signal = AbortSignal.timeout(answerTimeoutMs)
    const frames = framesOf(stream, protocol.maxBytes)
    const answering = this.#answering.get(peer) ?? 0
    this.#answering.set(peer, answering + 1)
    try {
      if (answering < requestsPerPeer) await serveRequest(protocol, handlers, frames, { peer }, signal)
      else await respondWithError(frames, busy(), signal)
      await stream.close({ signal })
    } catch (error) {
      stream.abort(error instanceof Error ? error : new Error(String(error)))
      this.#onFailure(error)
    } finally {
      const left = (this.#answering.get(peer) ?? 1) - 1
      if (left === 0) this.#answering.delete(peer)
      else this.#answering.set(peer, left)
    }
  }
}

function busy(): BuskerError {
  return new BuskerError(
    'PROTOCOL_BUSY',
    `More than ${requestsPerPeer} requests at a time are not answered. Wait for some of them.`,
  )
}
