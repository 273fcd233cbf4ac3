import { setTimeout as delay } from 'node:timers/promises'
import type { Connection, Libp2p, PeerId } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import type { Ping } from '@libp2p/ping'
import type { Multiaddr } from '@multiformats/multiaddr'
import { pEvent } from 'p-event'
import { BackOff } from '../../shared/backOff.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Hubs } from './hubs.ts'

const dialLimits = { initialMs: 250, maxMs: 15_000 }
/** A peer that does not answer for this long is gone. */
const pingTimeoutMs = 5_000

type PingingLibp2p = Libp2p<{ readonly ping: Ping }>

/** Keeps a node connected to its hubs: dials again with growing pauses for as long as it takes. */
export class HubReconnector implements Startable {
  readonly #libp2p: PingingLibp2p
  readonly #hubs: Hubs
  #stopping: AbortController | undefined
  #skipPauses = new AbortController()
  #reconnectLoops: Promise<void>[] = []

  constructor(libp2p: PingingLibp2p, hubs: Hubs) {
    this.#libp2p = libp2p
    this.#hubs = hubs
  }

  async start(): Promise<void> {
    if (this.#stopping !== undefined) return
    const stopping = new AbortController()
    this.#stopping = stopping
    this.#reconnectLoops = [...this.#hubs].map(([hub, addresses]) =>
      this.#keepConnected(hub, addresses, stopping.signal),
    )
  }

  async stop(): Promise<void> {
    this.#stopping?.abort()
    await Promise.all(this.#reconnectLoops)
    this.#reconnectLoops = []
    this.#stopping = undefined
  }

  /** After sleep, or on another network: connections that have died are noticed now, and hubs dialled without a pause. */
  wake(): void {
    this.#skipPauses.abort()
    this.#skipPauses = new AbortController()
    for (const connection of this.#libp2p.getConnections()) void this.#pingOrAbort(connection)
  }

  async #pingOrAbort(connection: Connection): Promise<void> {
    try {
      const signal = AbortSignal.timeout(pingTimeoutMs)
      await this.#libp2p.services.ping.ping(connection.remotePeer, { signal })
    } catch (error) {
      // That it does not know the protocol is an answer too.
      if (!(error instanceof Error) || error.name === 'UnsupportedProtocolError') return
      connection.abort(error)
    }
  }

  async #keepConnected(hub: PeerIdText, addresses: readonly Multiaddr[], signal: AbortSignal): Promise<void> {
    const id = peerIdFromString(hub)
    const backOff = new BackOff(dialLimits)
    while (!signal.aborted) {
      const attempt = new AbortController()
      try {
        // The connection manager closes the least valued connections first when it has too many.
        await this.#libp2p.peerStore.merge(id, { tags: { 'busker-hub': { value: 100 } } })
        const lost = pEvent<'peer:disconnect', CustomEvent<PeerId>>(this.#libp2p, 'peer:disconnect', {
          signal: AbortSignal.any([signal, attempt.signal]),
          filter: ({ detail }) => detail.equals(id),
        })
        lost.catch(() => undefined)
        await this.#libp2p.dial([...addresses], {
          signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
        })
        backOff.reset()
        await lost
      } catch {
        // Not there: whatever the reason, it is dialled again after the pause.
        const skipPause = this.#skipPauses.signal
        const awake = AbortSignal.any([signal, skipPause])
        await delay(backOff.next(), undefined, { signal: awake }).catch(() => undefined)
        if (skipPause.aborted) backOff.reset()
      } finally {
        // Nobody waits for the loss of a connection that did not come about.
        attempt.abort()
      }
    }
  }
}
