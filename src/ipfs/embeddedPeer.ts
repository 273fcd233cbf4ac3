import type { Libp2p, PeerId } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import type { LevelDatastore } from 'datastore-level'
import { BuskerError } from '../shared/errors.ts'
import type { PeerIdText } from '../shared/ids.ts'
import { startAll, type Startable, stopAll } from '../shared/startable.ts'
import type { DiskBlocks } from './blocks/diskBlocks.ts'
import { toPeerError } from './network/frames.ts'
import { parseHubs } from './network/hubs.ts'
import type { Blocks, Calls, Gossip, Peer } from './peer.ts'

const connectTimeoutMs = 10_000

interface EmbeddedPeerParts {
  readonly libp2p: Libp2p
  readonly helia: { start(): Promise<unknown>; stop(): Promise<unknown> }
  readonly datastore: LevelDatastore
  readonly disk: DiskBlocks
  readonly calls: Calls
  readonly blocks: Blocks
  readonly gossip: Gossip
  readonly services: readonly Startable[]
  readonly wake: () => void
}

/** {@link Peer}, put together. */
export class EmbeddedPeer implements Peer {
  readonly id: PeerIdText
  readonly blocks: Blocks
  readonly gossip: Gossip
  readonly handle: Calls['handle']
  readonly call: Calls['call']
  readonly wake: () => void
  readonly #parts: EmbeddedPeerParts
  readonly #startables: readonly Startable[]
  #started = false

  constructor(parts: EmbeddedPeerParts) {
    this.#parts = parts
    this.id = parts.libp2p.peerId.toString() as PeerIdText
    this.blocks = parts.blocks
    this.gossip = parts.gossip
    this.handle = parts.calls.handle.bind(parts.calls)
    this.wake = parts.wake
    this.call = parts.calls.call.bind(parts.calls)
    this.#startables = [
      storageLifecycle(parts.datastore, parts.disk),
      heliaLifecycle(parts.helia),
      ...parts.services,
    ]
  }

  get addresses(): readonly string[] {
    return this.#parts.libp2p.getMultiaddrs().map(String)
  }

  async start(): Promise<void> {
    if (this.#started) return
    this.#started = true
    await startAll(this.#startables).catch((error: unknown) => {
      this.#started = false
      throw error
    })
  }

  async stop(): Promise<void> {
    if (!this.#started) return
    this.#started = false
    await stopAll(this.#startables)
  }

  async addressesOf(peer: PeerIdText): Promise<readonly string[]> {
    const known = await this.#parts.libp2p.peerStore.getInfo(peerIdFromString(peer)).catch(() => undefined)
    return known?.multiaddrs.map(String) ?? []
  }

  async supports(peer: PeerIdText, protocol: { readonly id: string }): Promise<boolean> {
    const known = await this.#parts.libp2p.peerStore.get(peerIdFromString(peer)).catch(() => undefined)
    // Before it has identified itself, only what it was asked so far is known.
    const isIdentified = known?.metadata.has('AgentVersion') === true
    return !isIdentified || known.protocols.includes(protocol.id)
  }

  async connect(addresses: readonly string[]): Promise<PeerIdText> {
    const [[peer, multiaddrs] = [], ...others] = parseHubs(addresses)
    if (peer === undefined || multiaddrs === undefined || others.length > 0) {
      throw new BuskerError('IPFS_ADDRESS_INVALID', 'Connecting takes the addresses of one peer.')
    }
    const signal = AbortSignal.timeout(connectTimeoutMs)
    await this.#parts.libp2p.dial([...multiaddrs], { signal }).catch((error: unknown) => {
      throw toPeerError(error, peer, signal)
    })
    return peer
  }

  onConnection(listener: (peer: PeerIdText, connected: boolean) => void): () => void {
    const { libp2p } = this.#parts
    const onConnect = ({ detail }: CustomEvent<PeerId>) => listener(detail.toString() as PeerIdText, true)
    const onDisconnect = ({ detail }: CustomEvent<PeerId>) => listener(detail.toString() as PeerIdText, false)
    libp2p.addEventListener('peer:connect', onConnect)
    libp2p.addEventListener('peer:disconnect', onDisconnect)
    return () => {
      libp2p.removeEventListener('peer:connect', onConnect)
      libp2p.removeEventListener('peer:disconnect', onDisconnect)
    }
  }
}

function heliaLifecycle(helia: EmbeddedPeerParts['helia']): Startable {
  return {
    start: async () => {
      await helia.start().catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'UnsupportedListenAddressesError') throw error
        throw new BuskerError(
          'IPFS_LISTEN_FAILED',
          'The IPFS node can not listen where it was told to. Another program may use the port.',
          { cause: error },
        )
      })
    },
    stop: async () => void (await helia.stop()),
  }
}

function storageLifecycle(datastore: LevelDatastore, disk: DiskBlocks): Startable {
  return {
    start: async () => {
      await datastore.open().catch((error: unknown) => {
        throw new BuskerError(
          'IPFS_FOLDER_IN_USE',
          'The folder of the IPFS node is in use. Stop the other Busker that runs with it.',
          { cause: error },
        )
      })
      await disk.open()
    },
    async stop() {
      await disk.close()
      await datastore.close()
    },
  }
}
