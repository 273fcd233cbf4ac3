import { EventEmitter } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { bytesToHex } from 'viem'
import type { Logger } from 'pino'
import { createPeer } from '../ipfs/createPeer.ts'
import type { Peer } from '../ipfs/peer.ts'
import type { Launcher } from '../process/launcher.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { raidenNetworkOf } from '../raiden/network.ts'
import { RaidenNode } from '../raiden/raidenNode.ts'
import { toErrorData } from '../shared/errors.ts'
import { hex32, type WorkId } from '../shared/ids.ts'
import { hubPeerOf, type NetworkProfile } from '../shared/networkProfile.ts'
import type { Startable } from '../shared/startable.ts'
import { openLetter, sealLetter } from '../umbral/letter.ts'
import type { Access, Grants } from './access/access.ts'
import { createAccess } from './access/createAccess.ts'
import { createGrants } from './access/createGrants.ts'
import { UrsulaDirectory } from './access/ursulaDirectory.ts'
import { Pictures } from './artwork/pictures.ts'
import { Catalogue } from './catalogue/catalogue.ts'
import { catalogueWorks } from './catalogueWorks.ts'
import { Connecting } from './connection/connecting.ts'
import { createConnectingHub } from './connection/connectingHub.ts'
import { Creator } from './creator/creator.ts'
import type { Keys } from './keys/keys.ts'
import { Playlists } from './library/playlists.ts'
import { Market } from './market/market.ts'
import type { Observer } from './market/saga.ts'
import { Parts, type PartHealth } from './parts.ts'
import { createPlayback } from './playback/createPlayback.ts'
import { Downloads } from './playback/downloads.ts'
import { Loopback } from './playback/hls/loopback.ts'
import { KeepBought } from './playback/keepBought.ts'
import type { Playback } from './playback/playback.ts'
import { RaidenUnderLease } from './raidenUnderLease.ts'
import { Settings } from './settings/settings.ts'
import { askHubToClose } from './snapshot/askToClose.ts'
import { createLeaseHub } from './snapshot/leaseHub.ts'
import { DeviceLease } from './snapshot/deviceLease.ts'
import { RestoredChannels } from './snapshot/restoredChannels.ts'
import { createSnapshotHub } from './snapshot/snapshotHub.ts'
import { SnapshotKeeper } from './snapshot/snapshotKeeper.ts'
import { TokenNetwork } from './snapshot/tokenNetwork.ts'
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
  /** Told where orders stand, before and after each write: what crash tests stop the process at. */
  readonly observer?: Observer
}

export interface NodeEvents {
  purchase: [id: string]
  sale: [id: string]
  part: [health: PartHealth]
  catalogue: []
  /** The connection to the hub, or the wish for one. */
  connection: []
  /** An upload has come further, or a release that is made of uploads. */
  upload: [id: WorkId]
}

/** A running Busker node, artist's and listener's in one: everything but windows and commands. */
export interface Node extends Startable {
  readonly options: NodeOptions
  readonly store: Store
  readonly settings: Settings
  readonly peer: Peer
  readonly raiden: RaidenNode
  readonly lease: DeviceLease
  readonly catalogue: Catalogue
  readonly grants: Grants
  readonly access: Access
  readonly market: Market
  readonly creator: Creator
  readonly pictures: Pictures
  readonly playback: Playback
  /** HLS for other players on this machine. */
  readonly loopback: Loopback
  readonly downloads: Downloads
  readonly playlists: Playlists
  readonly wallet: Wallet
  readonly connecting: Connecting
  readonly tips: Tips
  readonly snapshots: SnapshotKeeper
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
  /** The machine slept, or its network changed: connections are tried anew and what waits for its next attempt goes on now. */
  wake(): void
}

const invoiceMs = 10 * 60_000
const requestMs = 7 * 24 * 3600_000
const accessMs = 90 * 24 * 3600_000
/** The chain id of local networks: there one operator may run all the Ursulas. */
const localChainId = 31337

/**
 * Composes a node; nothing runs before `start`. Parts that need the hub or the chain start when they can, so a node
 * without a network still plays what it owns.
 */
export async function createNode(options: NodeOptions): Promise<Node> {
  const { folder, keys, network, ffmpeg, log, launcher, nativeBinding, observer } = options
  const files = nodeFolder(folder)
  await mkdir(files.raiden, { recursive: true, mode: 0o700 })
  const store = openStore(files.store, nativeBinding)
  const settings = new Settings(store)
  const events = new EventEmitter<NodeEvents>()
  const fail = (part: string) => (error: unknown) => log.warn({ part, err: error })
  const hub = hubPeerOf(network)
  const self = keys.identity.body.account
  const chain = { id: network.chain.id, ...network.contracts }

  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: files.ipfs,
    bootstrap: network.hub.peers,
    onFailure: fail('ipfs'),
  })
  const catalogue = new Catalogue({ store, peer, hubs: [hub], log })
  const lease = new DeviceLease({ hub: createLeaseHub(peer, hub, keys), settings })
  const raiden = new RaidenNode({
    network: raidenNetworkOf(network),
    dataFolder: files.raiden,
    privateKey: () => hex32.parse(bytesToHex(keys.accountKey)),
    onLine: (line) => log.info({ part: 'raiden' }, line),
    ...(launcher && { launcher }),
  })
  const ursulas = new UrsulaDirectory({
    store,
    peer,
    profile: network.ursulas ?? [],
    askHub: async () => (await peer.call(hub, hubProtocol, 'welcome', {})).ursulas,
    now: Date.now,
    onFailure: fail('ursulas'),
  })
  const grants = createGrants({
    store,
    keys,
    peer,
    ursulas,
    sharedOperators: network.chain.id === localChainId,
    onFailure: fail('grants'),
  })
  const access = createAccess({ store, keys, peer })
  const snapshots = new SnapshotKeeper({
    store,
    settings,
    keys,
    hub: createSnapshotHub(peer, hub, keys.identity),
    onProblem: (problem) => problem !== null && fail('snapshots')(problem),
  })
  /** Why each order is tried again: told once for each reason. */
  const retries = new Map<string, string>()
  const market: Market = new Market({
    store,
    keys,
    calls: peer,
    payments: raiden,
    grants,
    access,
    works: catalogueWorks(catalogue, self),
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
    onFailure: fail('market'),
    onRetry: (order, error) => {
      const { code } = toErrorData(error)
      if (retries.get(order) !== code) log.info({ part: 'market', order, err: error })
      retries.set(order, code)
    },
    onWaiting: () => events.emit('connection'),
    onPurchase: (id) => {
      retries.delete(id)
      events.emit('purchase', id)
      if (market.buyer.purchases.get(id)?.state === 'joined') snapshots.soon()
    },
    onSale: (id) => {
      retries.delete(id)
      events.emit('sale', id)
      if (market.seller.sales.get(id)?.state === 'paid') snapshots.soon()
    },
    ...(observer && { observer }),
  })
  const pictures = new Pictures({ launcher, onLine: (line) => log.info({ part: 'pictures' }, line) })
  const creator = new Creator({
    store,
    keys,
    blocks: peer.blocks,
    access,
    ffmpeg,
    chain: { chainId: chain.id, tokenNetwork: chain.tokenNetwork },
    pictures,
    announce: async (change) => {
      const [first] = [...(change.tracks ?? []), ...(change.releases ?? [])]
      const name = catalogue.artist(self)?.name ?? first?.body.credits.artistName
      await catalogue.publish(keys, { ...change, ...(name !== undefined && { name }) })
      snapshots.soon()
    },
    onChange: (id) => events.emit('upload', id),
    onFailure: fail('creator'),
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
  const loopback = new Loopback({ open: (label) => playback.open(label), onFailure: fail('loopback') })
  const keepBought = new KeepBought({
    onPurchase: (listener) => {
      events.on('purchase', listener)
      return () => void events.off('purchase', listener)
    },
    purchase: (id) => market.buyer.purchases.get(id),
    catalogue,
    playback,
    downloads,
    onFailure: fail('keepBought'),
  })
  const hubLink = { peer: hub, raidenAddress: network.hub.raidenAddress }
  const connectingHub = createConnectingHub(peer, hubLink, keys.identity)
  const wallet = new Wallet({ raiden, hub: connectingHub })
  const connecting = new Connecting({
    store,
    raiden,
    hub: connectingHub,
    onChange: () => events.emit('connection'),
  })
  const tips = new Tips({
    payments: raiden,
    account: self,
    token: network.token.address,
    maximumFee: network.hub.maximumFee,
  })
  const restored = new RestoredChannels({
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
      log.info({ part: 'restored' }, 'the old channel is settled')
      parts.wake()
    },
    onProblem: fail('restored'),
  })
  const payments = new RaidenUnderLease({
    raiden,
    lease,
    settings,
    settleableAfter: () => restored.settleableAfter,
    onFailure: fail('raiden'),
  })
  const parts: Parts = new Parts(
    [
      part('ipfs', [], peer),
      part('catalogue', ['ipfs'], catalogue),
      part('access', ['ipfs'], grants),
      part('creator', ['ipfs', 'catalogue'], creator),
      part('restored', ['ipfs'], restored),
      part('raiden', ['ipfs'], payments),
      part('connection', ['ipfs'], connecting),
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
    creator,
    pictures,
    playback,
    loopback,
    downloads,
    playlists: new Playlists(store),
    wallet,
    connecting,
    tips,
    snapshots,
    events,
    async start() {
      await parts.start()
      keepBought.resume()
    },
    async stop() {
      await keepBought.stop()
      await loopback.stop()
      playback.stop()
      await parts.stop()
      await pictures.stop()
      store.close()
    },
    health: () => parts.all(),
    restartPart: (name) => parts.restart(name),
    settled: (name) => parts.settled(name),
    wake() {
      log.info({ part: 'node' }, 'woken: everything is asked anew')
      peer.wake()
      parts.wake()
      lease.wake()
      raiden.wake().catch(fail('raiden'))
      void catalogue.catchUp()
      connecting.wake()
      market.wakeUp()
      snapshots.soon()
    },
  }
}

function part(name: string, needs: readonly string[], it: Startable) {
  return { name, needs, start: () => it.start(), stop: () => it.stop() }
}
