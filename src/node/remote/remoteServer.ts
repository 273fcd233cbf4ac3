import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Caller } from '../../ipfs/peer.ts'
import { type RateLimit, RateLimiter } from '../../ipfs/rateLimiter.ts'
import { encodePairingCode, remoteProtocol, type SignedPairing } from '../../protocol/remote.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { RemoteApi } from '../../shared/api/remote.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { checkPairing, type PairingSide, signPairing } from './pairingProof.ts'
import type { Pairings } from './pairings.ts'
import type { RemotePeer } from './remotePeer.ts'

export interface RemoteServerOptions {
  readonly peer: RemotePeer
  readonly pairings: Pairings
  readonly side: Omit<PairingSide, 'by'>
  /** Answers the apps that are paired. */
  readonly handlers: ApiHandlers<RemoteApi>
  /** Ms of a clock that nobody sets. */
  readonly steadyNow: () => number
  /** Ms since epoch, for people. */
  readonly deviceNow?: () => number
}

/** For how long a code pairs, ms. */
const codeMs = 10 * 60_000
/** Of all who try a code together: none can be guessed, and trying costs this machine something. */
const tries: RateLimit = { burst: 10, perSecond: 0.2 }
/** Of one app. */
const questions: RateLimit = { burst: 30, perSecond: 2 }

interface OpenCode {
  readonly secret: Uint8Array
  /** By the steady clock. */
  readonly until: number
  /** Who it has paired: whoever did not hear the answer asks again, and nobody else has a use for it. */
  usedBy: PeerIdText | null
}

/** Lets apps of the same artist pair with this node, and answers those that are: nobody else hears more than a refusal. */
export class RemoteServer {
  readonly #options: Required<RemoteServerOptions>
  readonly #tries = new RateLimiter<'anybody'>(tries, busy)
  readonly #questions = new RateLimiter(questions, busy)
  #code: OpenCode | null = null

  constructor(options: RemoteServerOptions) {
    this.#options = { deviceNow: Date.now, ...options }
  }

  /** Answers from now on, for as long as the peer runs. @throws what starting the peer throws */
  async listen(): Promise<PeerIdText> {
    const { handlers } = this.#options
    const context = { signal: new AbortController().signal, report: () => undefined }
    const peer = await this.#options.peer.open()
    await peer.handle(remoteProtocol, {
      pair: ({ secret, record }, caller) => this.#pair(secret, record, caller, peer.id),
      overview: (input, caller) => {
        this.#assertApp(caller)
        return handlers.overview(input, context)
      },
      sell: (input, caller) => {
        this.#assertApp(caller)
        return handlers.sell(input, context)
      },
      unpair: async (_, caller) => {
        this.#assertApp(caller)
        this.#options.pairings.removeApp(caller.peer)
        return {}
      },
    })
    return peer.id
  }

  /** A code that pairs one app; the one before is void. @returns until when, ms since epoch */
  async openPairing(): Promise<{ code: string; server: PeerIdText; until: number }> {
    const { steadyNow, deviceNow } = this.#options
    const server = await this.listen()
    const secret = new Uint8Array(randomBytes(16))
    this.#code = { secret, until: steadyNow() + codeMs, usedBy: null }
    return { code: encodePairingCode({ v: 1, server, secret }), server, until: deviceNow() + codeMs }
  }

  async #pair(secret: Uint8Array, record: SignedPairing, { peer: app }: Caller, server: PeerIdText) {
    const { pairings, side, steadyNow, deviceNow } = this.#options
    this.#tries.consume('anybody', steadyNow())
    const code = this.#codeFor(secret, app)
    const terms = { app, server, secret }
    const name = await checkPairing(terms, { by: 'app', address: side.address }, record)
    const answer = await signPairing(terms, { ...side, by: 'server' })
    // Another one may have been quicker, or the code replaced, while the signatures were made.
    if (this.#codeFor(secret, app) !== code) throw refused()
    code.usedBy = app
    pairings.addApp({ peer: app, name, at: deviceNow() })
    return { record: answer }
  }

  /** @throws BuskerError `REMOTE_CODE_REFUSED` */
  #codeFor(secret: Uint8Array, app: PeerIdText): OpenCode {
    const code = this.#code
    const isOpen = code !== null && this.#options.steadyNow() < code.until
    if (isOpen && timingSafeEqual(code.secret, secret) && (code.usedBy ?? app) === app) return code
    throw refused()
  }

  /** @throws BuskerError `REMOTE_NOT_PAIRED`, `REMOTE_BUSY` */
  #assertApp({ peer }: Caller): void {
    if (!this.#options.pairings.isApp(peer)) {
      throw new BuskerError(
        'REMOTE_NOT_PAIRED',
        'The server does not know this app, or no longer. Pair it again: busker node pair',
      )
    }
    this.#questions.consume(peer, this.#options.steadyNow())
  }
}

function refused(): BuskerError {
  return new BuskerError(
    'REMOTE_CODE_REFUSED',
    'The server knows no such code: it was used, it is older than ten minutes, or another one was made. Make a new one there: busker node pair',
  )
}

function busy(waitMs: number): BuskerError {
  const seconds = Math.ceil(waitMs / 1000)
  return new BuskerError('REMOTE_BUSY', `The server was asked too often. Ask again in ${seconds} s.`)
}
