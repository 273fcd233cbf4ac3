import { setTimeout as delay } from 'node:timers/promises'
import type { Libp2p, PeerId } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import type { Multiaddr } from '@multiformats/multiaddr'
import { pEvent } from 'p-event'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Hubs } from './hubs.ts'

const firstDelayMs = 250
const longestDelayMs = 15_000

/** Keeps a node connected to its hubs: dials again with growing pauses for as long as it takes. */
export class StayConnected implements Startable {
  readonly #libp2p: Libp2p
  readonly #hubs: Hubs
  #stopping: AbortController | undefined
  #loops: Promise<void>[] = []

  constructor(libp2p: Libp2p, hubs: Hubs) {
    this.#libp2p = libp2p
    this.#hubs = hubs
  }

  async start(): Promise<void> {
    if (this.#stopping !== undefined) return
    const stopping = new AbortController()
    this.#stopping = stopping
    this.#loops = [...this.#hubs].map(([hub, addresses]) => this.#keep(hub, addresses, stopping.signal))
  }

  async stop(): Promise<void> {
    this.#stopping?.abort()
    await Promise.all(this.#loops)
    this.#loops = []
    this.#stopping = undefined
  }

  async #keep(hub: PeerIdText, addresses: readonly Multiaddr[], signal: AbortSignal): Promise<void> {
    const id = peerIdFromString(hub)
    let pauseMs = firstDelayMs
    while (!signal.aborted) {
      try {
        // The connection manager closes the least valued connections first when it has too many.
        await this.#libp2p.peerStore.merge(id, { tags: { 'busker-hub': { value: 100 } } })
        const lost = pEvent<'peer:disconnect', CustomEvent<PeerId>>(this.#libp2p, 'peer:disconnect', {
          signal,
          filter: ({ detail }) => detail.equals(id),
        })
        lost.catch(() => undefined)
        await this.#libp2p.dial([...addresses], {
          signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
        })
        pauseMs = firstDelayMs
        await lost
      } catch {
        // Not there: whatever the reason, it is dialled again after the pause.
        await delay(pauseMs, undefined, { signal }).catch(() => undefined)
        pauseMs = Math.min(longestDelayMs, pauseMs * 2)
      }
    }
  }
}
