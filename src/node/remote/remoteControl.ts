import type { ApiHandlers } from '../../shared/api/define.ts'
import type { RemoteApi } from '../../shared/api/remote.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Pairings } from './pairings.ts'
import type { PairingSide } from './pairingProof.ts'
import type { RemoteClient } from './remoteClient.ts'
import { RemotePeer, type RemoteCalls } from './remotePeer.ts'
import type { RemoteServer } from './remoteServer.ts'

export interface RemoteControlOptions {
  readonly pairings: Pairings
  readonly side: Omit<PairingSide, 'by'>
  readonly createPeer: () => Promise<RemoteCalls>
  readonly steadyNow: () => number
  /** The peer of a server whose apps wait for it could not be started. */
  readonly onFailure: (error: unknown) => void
}

/**
 * Driving a node of one's own from another machine: the server's side and the app's. Either is loaded when it is first wanted,
 * because a start waits for what it loads (docs/adr/0085), and most people have one machine.
 */
export class RemoteControl implements Startable {
  readonly pairings: Pairings
  readonly #options: RemoteControlOptions
  readonly #peer: RemotePeer
  #handlers: ApiHandlers<RemoteApi> | null = null
  #server: Promise<RemoteServer> | null = null
  #client: Promise<RemoteClient> | null = null

  constructor(options: RemoteControlOptions) {
    this.#options = options
    this.pairings = options.pairings
    this.#peer = new RemotePeer(options.createPeer)
  }

  /** Makes this node one that can be driven, from its start on. */
  serve(handlers: ApiHandlers<RemoteApi>): void {
    this.#handlers = handlers
  }

  /** Listens to the apps that are paired, where there are any; it does not wait for the peer. */
  async start(): Promise<void> {
    if (this.#handlers === null || this.pairings.apps.length === 0) return
    this.server()
      .then((server) => server.listen())
      .catch(this.#options.onFailure)
  }

  async stop(): Promise<void> {
    await this.#peer.stop()
  }

  /** The machine slept, or its network changed. */
  wake(): void {
    this.#peer.wake()
  }

  server(): Promise<RemoteServer> {
    return (this.#server ??= this.#createServer())
  }

  client(): Promise<RemoteClient> {
    return (this.#client ??= this.#createClient())
  }

  async #createServer(): Promise<RemoteServer> {
    const { RemoteServer } = await import('./remoteServer.ts')
    const handlers = this.#handlers
    if (handlers === null) throw new Error('Nobody has said how this node answers its apps.')
    const { pairings, side, steadyNow } = this.#options
    return new RemoteServer({ peer: this.#peer, pairings, side, steadyNow, handlers })
  }

  async #createClient(): Promise<RemoteClient> {
    const { RemoteClient } = await import('./remoteClient.ts')
    const { pairings, side } = this.#options
    return new RemoteClient({ peer: this.#peer, pairings, side })
  }
}
