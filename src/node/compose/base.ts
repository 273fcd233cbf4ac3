import { EventEmitter } from 'node:events'
import { mkdir } from 'node:fs/promises'
import type { ChainClock } from '../../chain/chainClock.ts'
import type { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { createChainClock } from '../../chain/createChainClock.ts'
import { endpointsOf } from '../../chain/endpointsOf.ts'
import { createPeer } from '../../ipfs/createPeer.ts'
import type { Peer } from '../../ipfs/peer.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import { DiskRoom } from '../../process/diskRoom.ts'
import { makeFolderPrivate } from '../../process/privacy.ts'
import { createSteadyClock } from '../../process/steadyClock.ts'
import { bootstrapPeersOf, hubPeerOf } from '../../shared/networkProfile.ts'
import { CatalogueService } from '../catalogue/catalogueService.ts'
import { ComingWorks } from '../catalogue/comingWorks.ts'
import { listenerCatalogueLimits } from '../catalogue/catalogueLimits.ts'
import { HiddenArtists } from '../catalogue/hiddenArtists.ts'
import { SeenArtists } from '../catalogue/seenArtists.ts'
import { HubNews } from '../catalogue/served/hubNews.ts'
import { Discovery } from '../catalogue/served/discovery.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import type { NodeOptions } from './nodeOptions.ts'
import { RpcUrls } from '../network/rpcUrls.ts'
import { issuedAtSetting } from '../settings/issuedAt.ts'
import { Settings } from '../settings/settings.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import { openStore, type Store } from '../store/openStore.ts'

/** What every other area of a node is composed on. */
export interface NodeBase {
  readonly options: NodeOptions
  /** The account of the node's owner. */
  readonly account: Address
  readonly hub: PeerIdText
  readonly store: Store
  readonly settings: Settings
  readonly rpcUrls: RpcUrls
  readonly peer: Peer
  readonly endpoints: ChainEndpoints
  /** Ms of a clock that goes on in sleep and that nobody sets. */
  readonly steadyNow: () => number
  readonly clock: ChainClock
  readonly room: DiskRoom
  readonly catalogue: CatalogueService
  /** What artists announce. */
  readonly coming: ComingWorks
  readonly discovery: Discovery
  readonly events: EventEmitter<NodeEvents>
  /** Logs what went wrong in one part of the node, and was survived. */
  readonly logFailure: (part: string) => (error: unknown) => void
}

/** @throws BuskerError `STORE_*`, `DATABASE_*`, `IPFS_FOLDER_IN_USE` */
export async function composeBase(options: NodeOptions): Promise<NodeBase> {
  const { folder, keys, log, nativeBinding } = options
  const files = nodeFolder(folder)
  await mkdir(files.raiden, { recursive: true, mode: 0o700 })
  await makeFolderPrivate(folder)
  const hub = hubPeerOf(options.network)
  const store = openStore(files.store, { keys, nativeBinding })
  const settings = new Settings(store)
  settings.set(issuedAtSetting, keys.identity.body.issuedAt)
  const rpcUrls = new RpcUrls(settings, options.network)
  const { network } = rpcUrls
  const events = new EventEmitter<NodeEvents>()
  const room = new DiskRoom(folder)
  const logFailure = (part: string) => (error: unknown) => {
    room.report(error)
    log.warn({ part, err: error })
  }
  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: files.ipfs,
    bootstrap: bootstrapPeersOf(network),
    onFailure: logFailure('ipfs'),
  })
  const endpoints = endpointsOf(network)
  const steadyNow = createSteadyClock()
  const clock = createChainClock(endpoints, steadyNow)
  const now = () => clock.now()
  const account = keys.identity.body.account
  const seen = new SeenArtists(store, account)
  const limits = listenerCatalogueLimits
  const news = new HubNews(() => events.emit('catalogue'))
  const catalogue = new CatalogueService({
    store,
    peer,
    hubs: [hub],
    log,
    now,
    limits,
    wanted: seen,
    onUnwanted: () => news.note(),
  })
  catalogue.onChange(() => events.emit('catalogue'))
  const coming = new ComingWorks(store)
  const discovery = new Discovery({
    store,
    coming,
    peer,
    hub,
    catalogue,
    seen,
    hidden: new HiddenArtists(store),
    log,
    now,
    onServed: () => events.emit('catalogue'),
  })
  return {
    options: { ...options, network },
    account,
    hub,
    store,
    settings,
    rpcUrls,
    peer,
    endpoints,
    steadyNow,
    clock,
    room,
    catalogue,
    coming,
    discovery,
    events,
    logFailure,
  }
}
