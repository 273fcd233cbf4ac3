import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import { sendRequest } from '../../protocol/rpc.ts'
import {
  serveRequest,
  respondWithError,
  type Frames,
  type Handlers,
  type Operation,
  type OperationName,
  type Protocol,
} from '../../protocol/rpc.ts'
import type { InputOf, OutputOf } from '../../protocol/rpc.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Caller, CallOptions, Calls } from '../peer.ts'
import type { Dialler } from './dialler.ts'
import { toPeerError, framesOf } from './frames.ts'
import { networkAddressOf } from './networkAddress.ts'
import type { RequestBudget, RequestBudgets } from './requestBudgets.ts'

/** Open at one time on one connection; those beyond what is answered hear that they are. */
const inboundStreams = 64
/** From the first byte of a request to the last of its answer. */
const answerTimeoutMs = 60_000
/** A refusal is never refused. */
const alwaysHeldBytes = 4096
/** The longest pause within a request. */
const requestIdleMs = 10_000
const callTimeoutMs = 10_000

type AnyProtocol = Protocol<Record<string, Operation>>
type Serve = (stream: Stream, connection: Connection) => Promise<void>

/** {@link Calls} over libp2p streams: one stream a request. */
export class PeerCalls implements Calls, Startable {
  readonly #libp2p: Libp2p
  readonly #dialler: Dialler
  readonly #onFailure: (error: unknown) => void
  readonly #served = new Map<string, Serve>()
  readonly #budgets: RequestBudgets
  #started = false

  /** @param onFailure hears of what a handler threw that was no BuskerError; the caller only learns that it failed */
  constructor(
    libp2p: Libp2p,
    dialler: Dialler,
    budgets: RequestBudgets,
    onFailure: (error: unknown) => void,
  ) {
    this.#budgets = budgets
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
      const response = await sendRequest(
        protocol,
        op,
        body,
        framesOf(stream, { maxBytes: protocol.maxBytes }),
        signal,
      )
      await stream.close({ signal })
      return response
    } catch (error) {
      stream?.abort(error instanceof Error ? error : new Error(String(error)))
      throw toPeerError(error, to, signal)
    }
  }

  async #register(id: string, serve: Serve): Promise<void> {
    await this.#libp2p.handle(id, serve, {
      maxInboundStreams: inboundStreams,
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
    const signal = AbortSignal.timeout(answerTimeoutMs)
    try {
      await this.#answerWithin(protocol, handlers, stream, connection, signal)
    } catch (error) {
      stream.abort(error instanceof Error ? error : new Error(String(error)))
      this.#onFailure(error)
    }
  }

  /** Answers as far as the budgets of peers go: further requests are refused with PROTOCOL_BUSY before they are read. */
  async #answerWithin<P extends AnyProtocol>(
    protocol: P,
    handlers: Handlers<P, Caller>,
    stream: Stream,
    connection: Connection,
    signal: AbortSignal,
  ): Promise<void> {
    const caller = callerOf(connection)
    let budget: RequestBudget
    try {
      budget = this.#budgets.begin(connection)
    } catch (error) {
      const frames = framesOf(stream, { maxBytes: 0 })
      await frames.endReading()
      await respondWithError(frames, error, signal)
      return stream.close({ signal })
    }
    const frames = framesOf(stream, {
      maxBytes: protocol.maxBytes,
      onBytes: budget.hold,
      idleMs: requestIdleMs,
    })
    try {
      await serveRequest(protocol, handlers, heldFrames(frames, budget), caller, signal)
      await frames.endReading()
      await stream.close({ signal })
    } finally {
      budget.end()
    }
  }
}

function callerOf({ remotePeer, remoteAddr }: Connection): Caller {
  const address = networkAddressOf(remoteAddr)
  return { peer: remotePeer.toString() as PeerIdText, ...(address !== undefined && { address }) }
}

/** Frames of a request and its answer, of which every byte is held within a budget. */
function heldFrames(frames: Frames, { hold, noteTooLong }: RequestBudget): Frames {
  return {
    async read(options) {
      try {
        return await frames.read(options)
      } catch (error) {
        if (isBuskerError(error, 'PROTOCOL_TOO_LARGE')) noteTooLong()
        throw error
      }
    },
    write(frame, options) {
      if (frame.byteLength > alwaysHeldBytes) hold(frame.byteLength)
      return frames.write(frame, options)
    },
  }
}
