import { join } from 'node:path'
import { withBitswap } from '@helia/bitswap'
import type { HeliaWithLibp2p } from '@helia/libp2p'
import * as dagCbor from '@ipld/dag-cbor'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { Connection, Libp2p, ServiceMap, Stream } from '@libp2p/interface'
import { LevelDatastore } from 'datastore-level'
import { createHeliaLight } from 'helia'
import { createLibp2p } from 'libp2p'
import { hubProtocol } from '../protocol/hub.ts'
import { segmentsProtocol } from '../protocol/segments.ts'
import { ArchivedBlocks, type BlockArchive } from './blocks/archivedBlocks.ts'
import { DiskBlocks } from './blocks/diskBlocks.ts'
import { PeerBlocks } from './blocks/peerBlocks.ts'
import { EmbeddedPeer } from './embeddedPeer.ts'
import { bitswapMessageMaxBytes, boundBitswap } from './network/bitswapStreams.ts'
import { countBuffersWithHeap } from './network/countBuffersWithHeap.ts'
import { PeerCalls } from './network/peerCalls.ts'
import { Dialler, streamsPerProtocol } from './network/dialler.ts'
import { PeerGossip } from './network/peerGossip.ts'
import { HubRouting } from './network/hubRouting.ts'
import { parseHubs } from './network/hubs.ts'
import { defaultRelayLimits, libp2pOptions, type RelayLimits } from './network/libp2pOptions.ts'
import { HubReconnector } from './network/hubReconnector.ts'
import { RequestBudgets } from './network/requestBudgets.ts'
import type { Peer } from './peer.ts'
import { requestSegments } from './segments/requestSegments.ts'
import { serveSegments } from './segments/serveSegments.ts'

export interface PeerOptions {
  /** Ed25519 seed, 32 bytes: who the peer is. */
  readonly seed: Uint8Array
  /** Blocks and what is known of other peers. One process at a time. */
  readonly folder: string
  /** Multiaddrs. Default: a free TCP port on 127.0.0.1. */
  readonly listen?: readonly string[]
  /** Hubs to stay connected to, by multiaddrs that end in `/p2p/<peer id>`. */
  readonly bootstrap?: readonly string[]
  /** Passes on connections for peers that can't be dialled: what a hub does. */
  readonly relay?: boolean
  /** What it takes of others then. Default {@link defaultRelayLimits}. */
  readonly relayLimits?: RelayLimits
  /** Blocks that another program keeps: they are given out like the peer's own. */
  readonly archive?: BlockArchive
  /** Hears of requests that broke: a stream that ended, a handler that failed. */
  readonly onFailure?: (error: unknown) => void
}

/**
 * Makes the embedded IPFS node: Helia's bitswap and our own protocols over one libp2p, without DHT.
 *
 * @throws BuskerError `IPFS_ADDRESS_INVALID`; `start` throws `IPFS_FOLDER_IN_USE`
 */
export async function createPeer(options: PeerOptions): Promise<Peer> {
  countBuffersWithHeap()
  const { relay = false, relayLimits = defaultRelayLimits, onFailure = () => undefined } = options
  const { listen = ['/ip4/127.0.0.1/tcp/0'] } = options
  const hubs = parseHubs(options.bootstrap ?? [])
  const datastore = new LevelDatastore(join(options.folder, 'peers'))
  const blockFolder = join(options.folder, 'blocks')
  const disk =
    options.archive === undefined
      ? new DiskBlocks(blockFolder, onFailure)
      : new ArchivedBlocks(blockFolder, options.archive, onFailure)
  const routing = new HubRouting(hubs, async (hub, peer, signal) => {
    const { addresses } = await calls.call(
      hub,
      hubProtocol,
      'locate',
      { peer },
      { ...(signal && { signal }) },
    )
    return addresses
  })
  const privateKey = await generateKeyPairFromSeed('Ed25519', options.seed)
  const libp2p = await createLibp2p(
    libp2pOptions({ privateKey, datastore, listen, hubs, relay, relayLimits, routing }),
  )
  const budgets = new RequestBudgets()
  const helia = withBitswap(heliaOver(boundBitswap(libp2p, budgets, onFailure), disk, datastore), {
    sendWantlistDebounce: 0,
    maxIncomingMessageSize: bitswapMessageMaxBytes,
  })
  const dialler = new Dialler(libp2p, hubs)
  const calls = new PeerCalls(libp2p, dialler, budgets, onFailure)
  const gossip = new PeerGossip(libp2p.services.pubsub)
  const connected = () => new Set(libp2p.getPeers().map(String))
  const blocks = new PeerBlocks({
    disk,
    bitswap: helia.blockstore,
    request: (peer, cids, signal) => requestSegments(dialler, peer, cids, signal),
    defaultPeers: () => [...hubs.keys()].filter((hub) => connected().has(hub)),
    isDisconnected: () => connected().size === 0,
  })
  const serve = (stream: Stream, connection: Connection) =>
    serveSegments(disk, stream, () => budgets.begin(connection)).catch(onFailure)
  const segments = {
    start: () =>
      libp2p.handle(segmentsProtocol, serve, {
        maxInboundStreams: streamsPerProtocol,
        runOnLimitedConnection: true,
        force: true,
      }),
    stop: async () => undefined,
  }
  const hubReconnector = new HubReconnector(libp2p, hubs)
  const services = [calls, segments, gossip, hubReconnector]
  const wake = () => hubReconnector.wake()
  return new EmbeddedPeer({ libp2p, helia, datastore, disk, calls, blocks, gossip, services, wake })
}

/** Helia without what it would add by itself: its own libp2p, HTTP gateways, routers. */
function heliaOver<T extends Libp2p>(
  libp2p: T,
  disk: DiskBlocks,
  datastore: LevelDatastore,
): HeliaWithLibp2p<ServiceMap> {
  const helia = createHeliaLight({ blockstore: disk, datastore, codecs: [dagCbor], routers: [] })
  helia.addMixin({ name: 'libp2p', start: () => libp2p.start(), stop: () => libp2p.stop() })
  return Object.assign(helia, { libp2p }) as HeliaWithLibp2p<ServiceMap>
}
