import { decodePairingCode, remoteProtocol } from '../../protocol/remote.ts'
import type { LeaseView } from '../../shared/api/lease.ts'
import type { PairedMachine } from '../../shared/api/pairedMachine.ts'
import type { ServerOverview } from '../../shared/api/remote.ts'
import type { InputOf, OperationName, OutputOf } from '../../protocol/rpc.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { checkPairing, type PairingSide, signPairing } from './pairingProof.ts'
import type { Pairings } from './pairings.ts'
import type { RemotePeer } from './remotePeer.ts'

export interface RemoteClientOptions {
  readonly peer: RemotePeer
  readonly pairings: Pairings
  readonly side: Omit<PairingSide, 'by'>
  /** Ms since epoch. */
  readonly deviceNow?: () => number
}

type RemoteProtocol = typeof remoteProtocol

/** It is off, can't be reached, or listens to no app. */
const silentCodes: readonly ErrorCode[] = ['IPFS_PEER_UNREACHABLE', 'IPFS_PEER_TIMEOUT', 'PROTOCOL_UNKNOWN']

/** Reached through a relay, and the server may have to be dialled first, ms. */
const timeoutMs = 20_000

/** Pairs this machine with a server of the same artist, and asks that one. What is said is encrypted to the server's own peer. */
export class RemoteClient {
  readonly #options: Required<RemoteClientOptions>

  constructor(options: RemoteClientOptions) {
    this.#options = { deviceNow: Date.now, ...options }
  }

  /**
   * Pairs with the server that showed this code. It is noted only once the server has shown that it has the same words.
   *
   * @throws BuskerError `REMOTE_CODE_*`, `REMOTE_OTHER_ACCOUNT`, `REMOTE_UNREACHABLE`, `REMOTE_APPS_FULL`, `REMOTE_BUSY`
   */
  async pair(text: string): Promise<PairedMachine> {
    const { pairings, side, deviceNow } = this.#options
    const { server, secret } = decodePairingCode(text)
    const { id: app } = await this.#options.peer.open()
    const terms = { app, server, secret }
    const record = await signPairing(terms, { ...side, by: 'app' })
    const answer = await this.#ask(server, 'pair', { secret, record })
    const name = await checkPairing(terms, { by: 'server', address: side.address }, answer.record)
    const paired = { peer: server, name, at: deviceNow() }
    pairings.setServer(paired)
    return paired
  }

  /** @throws BuskerError `REMOTE_NONE`, `REMOTE_NOT_PAIRED`, `REMOTE_UNREACHABLE`, `REMOTE_BUSY` */
  overview(): Promise<ServerOverview> {
    return this.#ask(this.#server(), 'overview', {})
  }

  /** Has the server go on in place of this machine. Errors: {@link overview} */
  sell(): Promise<LeaseView> {
    return this.#ask(this.#server(), 'sell', {})
  }

  /** Forgets the server, whether it answers or not. @returns whether it has forgotten this machine too */
  async unpair(): Promise<boolean> {
    const server = this.#server()
    const isTold = await this.#ask(server, 'unpair', {}).then(
      () => true,
      (error: unknown) => {
        if (!isBuskerError(error)) throw error
        return error.code === 'REMOTE_NOT_PAIRED'
      },
    )
    this.#options.pairings.setServer(null)
    return isTold
  }

  #server(): PeerIdText {
    const { server } = this.#options.pairings
    if (server !== null) return server.peer
    throw new BuskerError('REMOTE_NONE', 'No server is paired with this machine. Pair one first.')
  }

  async #ask<Op extends OperationName<RemoteProtocol>>(
    server: PeerIdText,
    op: Op,
    input: InputOf<RemoteProtocol, Op>,
  ): Promise<OutputOf<RemoteProtocol, Op>> {
    const peer = await this.#options.peer.open()
    try {
      return await peer.call(server, remoteProtocol, op, input, { timeoutMs })
    } catch (cause) {
      if (!isBuskerError(cause) || !silentCodes.includes(cause.code)) throw cause
      throw new BuskerError(
        'REMOTE_UNREACHABLE',
        'The server does not answer: it may be off, or away from the hub. What it sold is there when it is back.',
        { cause },
      )
    }
  }
}
