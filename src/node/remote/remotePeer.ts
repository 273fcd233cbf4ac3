import type { Peer } from '../../ipfs/peer.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'

/** What pairing needs of a peer. */
export type RemoteCalls = Startable & Pick<Peer, 'id' | 'call' | 'handle' | 'wake'>

/**
 * This machine's own peer, by which it is told apart from the others with the same words. It costs a connection to the hub, so
 * there is none before somebody is paired or wants to be.
 */
export class RemotePeer {
  readonly #create: () => Promise<RemoteCalls>
  #opened: Promise<RemoteCalls> | null = null
  #isStopped = false

  /** @param create makes the peer; it is started here */
  constructor(create: () => Promise<RemoteCalls>) {
    this.#create = create
  }

  /**
   * The peer, started. One that could not be is made anew by the next who asks.
   *
   * @throws BuskerError `NODE_STOPPED`, and what starting it throws
   */
  open(): Promise<RemoteCalls> {
    if (this.#isStopped) return Promise.reject(new BuskerError('NODE_STOPPED', 'The node is stopped.'))
    if (this.#opened !== null) return this.#opened
    const opened = this.#start()
    this.#opened = opened
    opened.catch(() => (this.#opened = null))
    return opened
  }

  /** The machine slept, or its network changed. */
  wake(): void {
    this.#opened?.then(
      (peer) => peer.wake(),
      () => undefined,
    )
  }

  /** For good: whoever asks later is refused, so that nothing is left running. */
  async stop(): Promise<void> {
    this.#isStopped = true
    const peer = await this.#opened?.catch(() => null)
    await peer?.stop()
  }

  async #start(): Promise<RemoteCalls> {
    const peer = await this.#create()
    await peer.start()
    return peer
  }
}
