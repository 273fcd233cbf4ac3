import type { ConnectionGater, MultiaddrConnection, PeerId } from '@libp2p/interface'
import type { PeerIdText } from '../../shared/ids.ts'
import { networkAddressOf } from './networkAddress.ts'
import { Tally } from './tally.ts'

export interface ConnectionLimits {
  /** Connections of one peer. */
  readonly perPeer: number
  /** Connections from one address, and those among them that have not said yet whose they are. */
  readonly perAddress: number
  readonly unnamedPerAddress: number
  /** Connections that others made, of all together; what is left of libp2p's own limit is for those that are dialled. */
  readonly inbound: number
}

/** Decides who may connect: nobody takes the room of all others, whether they say who they are or not. */
export class Gatekeeper implements ConnectionGater {
  readonly #limits: ConnectionLimits
  readonly #isKnown: (peer: PeerIdText) => boolean
  readonly #addresses = new Tally<string>()
  readonly #unnamed = new Tally<string>()
  readonly #peers = new Tally<PeerIdText>()
  readonly #onNamed = new WeakMap<MultiaddrConnection, () => void>()

  /** @param isKnown whose connections are let in although there are many: hubs */
  constructor(limits: ConnectionLimits, isKnown: (peer: PeerIdText) => boolean) {
    this.#limits = limits
    this.#isKnown = isKnown
  }

  readonly denyInboundConnection = (connection: MultiaddrConnection): boolean => {
    const address = networkAddressOf(connection.remoteAddr)
    if (address === undefined) return false
    const { perAddress, unnamedPerAddress } = this.#limits
    if (this.#addresses.of(address) >= perAddress || this.#unnamed.of(address) >= unnamedPerAddress)
      return true
    this.#addresses.add(address, 1)
    this.#unnamed.add(address, 1)
    const named = once(() => this.#unnamed.add(address, -1))
    this.#onNamed.set(connection, named)
    onClose(connection, () => {
      named()
      this.#addresses.add(address, -1)
    })
    return false
  }

  readonly denyInboundEncryptedConnection = (id: PeerId, connection: MultiaddrConnection): boolean => {
    this.#onNamed.get(connection)?.()
    const peer = id.toString() as PeerIdText
    if (this.#peers.of(peer) >= this.#limits.perPeer) return true
    if (this.#peers.total >= this.#limits.inbound && !this.#isKnown(peer)) return true
    this.#peers.add(peer, 1)
    onClose(connection, () => this.#peers.add(peer, -1))
    return false
  }
}

function onClose(connection: MultiaddrConnection, action: () => void): void {
  if (connection.status === 'open') connection.addEventListener('close', once(action))
  else action()
}

function once(action: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    action()
  }
}
