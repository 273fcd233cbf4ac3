import type { Peer } from '../../ipfs/peer.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'

const maxAddresses = 32

/** Who is connected to the hub now, and where each can be dialled. Start it before the peer. */
export class ConnectedPeers implements Startable {
  readonly #peer: Pick<Peer, 'onConnection' | 'addressesOf'>
  readonly #connected = new Set<PeerIdText>()
  #unsubscribe: (() => void) | null = null

  constructor(peer: Pick<Peer, 'onConnection' | 'addressesOf'>) {
    this.#peer = peer
  }

  async start(): Promise<void> {
    this.#unsubscribe ??= this.#peer.onConnection((peer, isConnected) => {
      if (isConnected) this.#connected.add(peer)
      else this.#connected.delete(peer)
    })
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#unsubscribe = null
    this.#connected.clear()
  }

  get count(): number {
    return this.#connected.size
  }

  has(peer: PeerIdText): boolean {
    return this.#connected.has(peer)
  }

  /** Addresses to dial directly; none for who is not connected. Ways through a relay are the asker's own to add. */
  async locate(peer: PeerIdText): Promise<string[]> {
    if (!this.#connected.has(peer)) return []
    const addresses = await this.#peer.addressesOf(peer)
    return addresses
      .filter((address) => address.length <= 256 && !address.includes('/p2p-circuit'))
      .slice(0, maxAddresses)
  }
}
