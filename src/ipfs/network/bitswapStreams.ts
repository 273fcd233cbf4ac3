import { setImmediate as nextTick, setTimeout as delay } from 'node:timers/promises'
import type { Connection, Libp2p, Stream, StreamCloseEvent, StreamHandler } from '@libp2p/interface'
import { Uint8ArrayList } from 'uint8arraylist'
import { blockMaxBytes } from '../../protocol/segments.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { framesOf, prefixOf } from './frames.ts'
import type { RequestBudget, RequestBudgets } from './requestBudgets.ts'
import { Tally } from './tally.ts'

/** The longest message that is read: a block, and what is said of it. */
export const bitswapMessageMaxBytes = blockMaxBytes + 64 * 1024
/** Streams that one peer may have open at a time. */
const streamsPerPeer = 4
/** The longest pause within a message, and between two, ms. */
const idleMs = 10_000
/** After a message nothing more is read of its stream for so many times as long as it took. */
const restFactor = 9

/**
 * The same libp2p, of which bitswap hears whole messages, one after the other, as far as the budgets of peers go: of itself it
 * holds whatever comes, and reads it without a pause.
 */
export function boundBitswap<T extends Libp2p>(
  libp2p: T,
  budgets: RequestBudgets,
  onFailure: (error: unknown) => void,
): T {
  const streams = new BitswapStreams(budgets)
  const handle: Libp2p['handle'] = (protocol, handler, options) =>
    libp2p.handle(
      protocol,
      (stream, connection) => streams.pass(stream, connection, handler).catch(onFailure),
      options,
    )
  return new Proxy(libp2p, {
    get(target, name) {
      if (name === 'handle') return handle
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

class BitswapStreams {
  readonly #budgets: RequestBudgets
  readonly #open = new Tally<PeerIdText>()

  constructor(budgets: RequestBudgets) {
    this.#budgets = budgets
  }

  /** Hands what comes to bitswap until the stream ends. @throws BuskerError what somebody sent beyond what they may */
  async pass(stream: Stream, connection: Connection, handler: StreamHandler): Promise<void> {
    const peer = connection.remotePeer.toString() as PeerIdText
    if (this.#open.of(peer) >= streamsPerPeer) {
      stream.abort(new Error('A peer has too many streams of bitswap.'))
      return
    }
    this.#open.add(peer, 1)
    try {
      await this.#passMessages(stream, connection, handler)
    } catch (error) {
      // Where nobody did anything wrong, it ended.
      if (stream.remoteWriteStatus === 'closed') return await stream.close()
      stream.abort(error instanceof Error ? error : new Error(String(error)))
      if (isBuskerError(error)) throw error
    } finally {
      this.#open.add(peer, -1)
    }
  }

  /** @throws what ended the stream */
  async #passMessages(stream: Stream, connection: Connection, handler: StreamHandler): Promise<never> {
    const whole = new WholeMessages(stream)
    await handler(whole as unknown as Stream, connection)
    await whole.isHeard
    let budget: RequestBudget | undefined
    const frames = framesOf(stream, {
      maxBytes: bitswapMessageMaxBytes,
      onBytes: (count) => budget?.hold(count),
      idleMs,
    })
    for (;;) {
      budget = this.#budgets.begin(connection)
      try {
        const message = await frames.read()
        const startedAt = performance.now()
        whole.bring(new Uint8ArrayList(prefixOf(message.byteLength), message))
        await nextTick()
        if (whole.isRefused) budget.noteTooLong()
        await delay((performance.now() - startedAt) * restFactor)
      } finally {
        budget.end()
      }
    }
  }
}

/** What bitswap uses of a stream that somebody opened; it hears of whole messages alone. */
class WholeMessages extends EventTarget {
  readonly #stream: Stream
  readonly #heard = Promise.withResolvers<void>()
  /** Bitswap has ended the stream: what it heard of was not what it reads. */
  isRefused = false

  constructor(stream: Stream) {
    super()
    this.#stream = stream
    stream.addEventListener('close', ({ error }: StreamCloseEvent) => {
      this.#heard.resolve()
      this.dispatchEvent(
        Object.assign(new Event('close'), { error: error ?? new Error('The stream is closed.') }),
      )
    })
  }

  /** Resolves when somebody listens, as what came before would be lost, or when nothing comes any more. */
  get isHeard(): Promise<void> {
    return this.#heard.promise
  }

  get id(): string {
    return this.#stream.id
  }

  get protocol(): string {
    return this.#stream.protocol
  }

  get status(): Stream['status'] {
    return this.#stream.status
  }

  override addEventListener(...listening: Parameters<EventTarget['addEventListener']>): void {
    super.addEventListener(...listening)
    if (listening[0] === 'message') this.#heard.resolve()
  }

  /** Bitswap closes its own side first, and answers on streams of its own; that side is closed with the other. */
  async close(): Promise<void> {}

  abort(error: Error): void {
    this.isRefused = true
    this.#stream.abort(error)
  }

  bring(data: Uint8ArrayList): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }
}
