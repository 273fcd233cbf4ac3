import { AbortError, NotFoundError, type PeerId, type PeerInfo, type PeerRouting } from '@libp2p/interface'
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Hubs } from './hubs.ts'

/** Asks one hub where a peer can be dialled. */
export type Locate = (
  hub: PeerIdText,
  peer: PeerIdText,
  signal: AbortSignal | undefined,
) => Promise<readonly string[]>

/** Finds peers by asking the hubs; whom they can't place may still be reached through their relays. */
export class HubRouting implements PeerRouting {
  readonly #hubs: Hubs
  readonly #locate: Locate

  constructor(hubs: Hubs, locate: Locate) {
    this.#hubs = hubs
    this.#locate = locate
  }

  /** @throws NotFoundError for a hub itself, and where there is no hub to ask */
  async findPeer(id: PeerId, options: { signal?: AbortSignal } = {}): Promise<PeerInfo> {
    const peer = id.toString() as PeerIdText
    if (this.#hubs.has(peer) || this.#hubs.size === 0)
      throw new NotFoundError(`Nobody can say where ${peer} is.`)
    const answers = await Promise.allSettled(
      [...this.#hubs.keys()].map((hub) => this.#locate(hub, peer, options.signal)),
    )
    const located = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    const direct = located.flatMap((text) => dialable(text, peer))
    const relayed = [...this.#hubs.values()]
      .flat()
      .map((hub) => multiaddr(`${hub.toString()}/p2p-circuit/p2p/${peer}`))
    return { id, multiaddrs: [...direct, ...relayed] }
  }

  /**
   * There is no DHT to walk. libp2p's search for relays walks until it is told to stop, and would spin on an empty
   * answer: this one comes to an end only when nobody waits any more.
   */
  getClosestPeers(_key: Uint8Array, { signal }: { signal?: AbortSignal } = {}): AsyncIterable<PeerInfo> {
    const next = () =>
      new Promise<never>((_resolve, reject) => {
        const stop = () => reject(new AbortError('Nobody looks for peers any more.'))
        if (signal?.aborted === true) stop()
        signal?.addEventListener('abort', stop)
      })
    return { [Symbol.asyncIterator]: () => ({ next }) }
  }
}

function dialable(text: string, peer: PeerIdText): Multiaddr[] {
  const suffix = `/p2p/${peer}`
  try {
    return [multiaddr(text.endsWith(suffix) ? text : text + suffix)]
  } catch {
    // What a hub says is not trusted to be an address; the others are tried.
    return []
  }
}
