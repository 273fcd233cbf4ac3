import { EventEmitter } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { bytesToHex } from 'viem'
import type { Logger } from 'pino'
import { createPeer } from '../ipfs/createPeer.ts'
import type { Peer } from '../ipfs/peer.ts'
import type { Launcher } from '../process/launcher.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { raidenNetworkOf } from '../raiden/raidenNetwork.ts'
import { RaidenNode } from '../raiden/raidenNode.ts'
import { toErrorData } from '../shared/errors.ts'
import { hex32, type WorkId } from '../shared/ids.ts'
import { hubPeerOf, isLocalNetwork, type NetworkProfile } from '../shared/networkProfile.ts'
import type { Startable } from '../shared/startable.ts'
import { openLetter, sealLetter } from '../umbral/letter.ts'
import type { Access, Grants } from './access/access.ts'
import { createAccess } from './access/createAccess.ts'
import { createGrants } from './access/createGrants.ts'
import { KnownUrsulas } from './access/knownUrsulas.ts'
import { ArtworkCleaner } from './artwork/artworkCleaner.ts'
import { CatalogueService } from './catalogue/catalogueService.ts'
import { createWorkResolver } from './market/createWorkResolver.ts'
import { HubConnector } from './connection/hubConnector.ts'
import { createFundingClient } from './connection/createFundingClient.ts'
import { Studio } from './studio/studio.ts'
import type { Keys } from './keys/keys.ts'
import { Playlists } from './playlists/playlists.ts'
import { Market } from './market/market.ts'
import type { SagaObserver } from './saga/saga.ts'
import { PartSupervisor, type PartHealth } from './lifecycle/partSupervisor.ts'
import { createPlayback } from './playback/createPlayback.ts'
import { Downloads } from './playback/downloads.ts'
import { HlsServer } from './playback/hls/hlsServer.ts'
import { AutoDownloader } from './playback/autoDownloader.ts'
import type { Playback } from './playback/playback.ts'
import { LeasedRaiden } from './lease/leasedRaiden.ts'
import { Settings } from './settings/settings.ts'
import { askHubToClose } from './restoredChannels/askHubToClose.ts'
import { createLeaseClient } from './lease/leaseClient.ts'
import { DeviceLease } from './lease/deviceLease.ts'
import { RestoredChannels } from './restoredChannels/restoredChannels.ts'
import { createSnapshotClient } from './snapshot/snapshotClient.ts'
import { SnapshotSync } from './snapshot/snapshotSync.ts'
import { TokenNetwork } from './restoredChannels/tokenNetwork.ts'
import { nodeFolder } from './store/nodeFolder.ts'
import { openStore, type Store } from './store/openStore.ts'
import { Tips } from './wallet/tips.ts'
import { Wallet } from './wallet/wallet.ts'

export interface NodeOptions {
  /** Everything the node keeps; one process at a time. */
  readonly folder: string
  readonly keys: Keys
  readonly network: NetworkProfile
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string
  readonly log: Logger
  /** How child processes are run; default: as Node processes. */
  readonly launcher?: Launcher
  /** The SQLite addon for runtimes that the packaged one does not fit. */
  readonly nativeBinding?: string
  /** Called before and after each write of an order: the kill points of the crash tests. */
  readonly observer?: SagaObserver
}

export interface NodeEvents {
  purchase: [id: string]
  sale: [id: string]
  part: [health: PartHealth]
  catalogue: []
  /** The connection to the hub, or the request for one, changed. */
  connection: []
  /** An upload or an uploaded release changed its state, step or progress. */
  upload: [id: WorkId]
}

/** A running Busker node, artist's and listener's in one: everything but windows and commands. */
export interface BuskerNode extends Startable {
  readonly options: NodeOptions
  readonly store: Store
  readonly settings: Settings
  readonly peer: Peer
  readonly raiden: RaidenNode
  readonly lease: DeviceLease
  readonly catalogue: CatalogueService
  readonly grants: Grants
  readonly access: Access
  readonly market: Market
  readonly studio: Studio
  readonly artworkCleaner: ArtworkCleaner
  readonly playback: Playback
  /** HLS for other players on this machine. */
  readonly hlsServer: HlsServer
  readonly downloads: Downloads
  readonly playlists: Playlists
  readonly wallet: Wallet
  readonly hubConnector: HubConnector
  readonly tips: Tips
  readonly snapshots: SnapshotSync
  readonly events: EventEmitter<NodeEvents>
  health(): PartHealth[]
  /**
   * Stops a part and what needs it, and starts them again.
   *
   * @throws BuskerError `NODE_PART_UNKNOWN`, `NODE_STOPPED`
   */
  restartPart(name: string): Promise<void>
  /** Resolves when the start of this part that is under way has ended, well or not. */
  settled(part: string): Promise<void>
  /** Call after sleep or a change of network: reconnects, and retries now whatever waits for its next attempt. */
  wake(): void
}

const invoiceMs = 10 * 60_000
const requestMs = 7 * 24 * 3600_000
const accessMs = 90 * 24 * 3600_000

/**
 * Composes a node; nothing runs before `start`. Parts that need the hub or the chain start when they can, so a node
 * without a network still plays what it owns.
 */
export async function createNode(options: NodeOptions): Promise<BuskerNode> {
  const { folder, keys, network, ffmpeg, log, launcher, nativeBinding, observer } = options
  const files = nodeFolder(folder)
  await mkdir(files.raiden, { recursive: true, mode: 0o700 })
  const store = openStore(files.store, nativeBinding)
  const settings = new Settings(store)
  const events = new EventEmitter<NodeEvents>()
  const logFailure = (part: string) => (error: unknown) => log.warn({ part, err: error })
  const hub = hubPeerOf(network)
  const self = keys.identity.body.account
  const chain = { id: network.chain.id, ...network.contracts }

  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: files.ipfs,
    bootstrap: network.hub.peers,
    onFailure: logFailure('ipfs'),
  })
  const catalogue = new CatalogueService({ store, peer, hubs: [hub], log })
  const lease = new DeviceLease({ hub: createLeaseClient(peer, hub, keys), settings })
  const raiden = new RaidenNode({
    network: raidenNetworkOf(network),
    dataFolder: files.raiden,
    privateKey: () => hex32.parse(bytesToHex(keys.accountKey)),
    onLine: (line) => log.info({ part: 'raiden' }, line),
    ...(launcher && { launcher }),
  })
  const ursulas = new KnownUrsulas({
    store,
    peer,
    profile: network.ursulas ?? [],
    askHub: async () => (await peer.call(hub, hubProtocol, 'welcome', {})).ursulas,
    now: Date.now,
    onFailure: logFailure('ursulas'),
  })
  const grants = createGrants({
    store,
    keys,
    peer,
    ursulas,
    // On one machine one operator may run all the Ursulas.
    sharedOperators: isLocalNetwork(network),
    onFailure: logFailure('grants'),
  })
  const access = createAccess({ store, keys, peer })
  const snapshots = new SnapshotSync({
    store,
    settings,
    keys,
    hub: createSnapshotClient(peer, hub, keys.identity),
    onProblem: (problem) => problem !== null && logFailure('snapshots')(problem),
  })
  /** The last logged reason of each order that is being retried, so that each reason is logged once. */
  const retries = new Map<string, string>()
  const market: Market = new Market({
    store,
    keys,
    calls: peer,
    payments: raiden,
    grants,
    access,
    works: createWorkResolver(catalogue, self),
    hub,
    letterSeal: {
      seal: sealLetter,
      open: (letter) => openLetter(keys.receivingSeed, letter),
    },
    chain,
    revealTimeoutMs: network.raiden.revealTimeoutSeconds * 1000,
    terms: { threshold: 2, shares: 3, accessMs },
    invoiceMs,
    requestMs,
    onFailure: logFailure('market'),
    onRetry: (order, error) => {
      const { code } = toErrorData(error)
      if (retries.get(order) !== code) log.info({ part: 'market', order, err: error })
      retries.set(order, code)
    },
    onWaitingBuyers: () => events.emit('connection'),
    onPurchase: (id) => {
      retries.delete(id)
      events.emit('purchase', id)
      if (market.buyer.purchases.get(id)?.state === 'joined') snapshots.schedule()
    },
    onSale: (id) => {
      retries.delete(id)
      events.emit('sale', id)
      if (market.seller.sales.get(id)?.state === 'paid') snapshots.schedule()
    },
    ...(observer && { observer }),
  })
  const artworkCleaner = new ArtworkCleaner({
    launcher,
    onLine: (line) => log.info({ part: 'pictures' }, line),
  })
  const studio = new Studio({
    store,
    keys,
    blocks: peer.blocks,
    access,
    ffmpeg,
    chain: { chainId: chain.id, tokenNetwork: chain.tokenNetwork },
    artworkCleaner,
    announce: async (change) => {
      const [first] = [...(change.tracks ?? []), ...(change.releases ?? [])]
      const name = catalogue.artist(self)?.name ?? first?.body.credits.artistName
      await catalogue.publish(keys, { ...change, ...(name !== undefined && { name }) })
      snapshots.schedule()
    },
    onChange: (id) => events.emit('upload', id),
    onFailure: logFailure('studio'),
  })
  const downloads = new Downloads(store)
  const playback = createPlayback({
    store,
    catalogue,
    access,
    blocks: peer.blocks,
    purchases: market.buyer.purchases,
    downloads,
  })
  const hlsServer = new HlsServer({
    open: (label) => playback.open(label),
    onFailure: logFailure('loopback'),
  })
  const autoDownloader = new AutoDownloader({
    onPurchase: (listener) => {
      events.on('purchase', listener)
      return () => void events.off('purchase', listener)
    },
    purchase: (id) => market.buyer.purchases.get(id),
    catalogue,
    playback,
    downloads,
    onFailure: logFailure('keepBought'),
  })
  const hubAddress = { peer: hub, raidenAddress: network.hub.raidenAddress }
  const fundingClient = createFundingClient(peer, hubAddress, keys.identity)
  const wallet = new Wallet({ raiden, hub: fundingClient })
  const hubConnector = new HubConnector({
    store,
    raiden,
    hub: fundingClient,
    onChange: () => events.emit('connection'),
  })
  const tips = new Tips({
    payments: raiden,
    account: self,
    token: network.token.address,
    maximumFee: network.hub.maximumFee,
  })
  const restoredChannels = new RestoredChannels({
    settings,
    chain: new TokenNetwork({
      rpcUrl: network.chain.rpcUrl,
      chainId: chain.id,
      tokenNetwork: chain.tokenNetwork,
      account: keys.account,
      pollingMs: network.raiden.pollingIntervalMs,
    }),
    partner: network.hub.raidenAddress,
    allowed: () => lease.held,
    askToClose: () => askHubToClose(peer, hub, keys.identity),
    onDone: () => {
      log.info({ part: 'restoredChannels' }, 'the old channel is settled')
      parts.wake()
    },
    onProblem: logFailure('restoredChannels'),
  })
  const leasedRaiden = new LeasedRaiden({
    raiden,
    lease,
    settings,
    settleableAfter: () => restoredChannels.settleableAfter,
    onFailure: logFailure('raiden'),
  })
  const parts: PartSupervisor = new PartSupervisor(
    [
      part('ipfs', [], peer),
      part('catalogue', ['ipfs'], catalogue),
      part('access', ['ipfs'], grants),
      part('studio', ['ipfs', 'catalogue'], studio),
      part('restoredChannels', ['ipfs'], restoredChannels),
      part('raiden', ['ipfs'], leasedRaiden),
      part('connection', ['ipfs'], hubConnector),
      part('market', ['ipfs', 'catalogue'], market),
      part('snapshots', ['ipfs'], snapshots),
    ],
    (health) => {
      if (health.state === 'failed') log.warn(health)
      else log.info(health)
      events.emit('part', health)
    },
  )
  catalogue.onChange(() => events.emit('catalogue'))
  raiden.onChannels(() => events.emit('connection'))

  return {
    options,
    store,
    settings,
    peer,
    raiden,
    lease,
    catalogue,
    grants,
    access,
    market,
    studio,
    artworkCleaner,
    playback,
    hlsServer,
    downloads,
    playlists: new Playlists(store),
    wallet,
    hubConnector,
    tips,
    snapshots,
    events,
    async start() {
      await parts.start()
      autoDownloader.resume()
    },
    async stop() {
      await autoDownloader.stop()
      await hlsServer.stop()
      playback.stop()
      await parts.stop()
      await artworkCleaner.stop()
      store.close()
    },
    health: () => parts.listHealth(),
    restartPart: (name) => parts.restart(name),
    settled: (name) => parts.settled(name),
    wake() {
      log.info({ part: 'node' }, 'woken: everything is asked anew')
      peer.wake()
      parts.wake()
      lease.wake()
      raiden.wake().catch(logFailure('raiden'))
      void catalogue.catchUp()
      hubConnector.wake()
      market.wake()
      snapshots.schedule()
    },
  }
}

function part(name: string, needs: readonly string[], startable: Startable) {
  return { name, needs, start: () => startable.start(), stop: () => startable.stop() }
}
