import type { EventEmitter } from 'node:events'
import type { ChainClock } from '../chain/chainClock.ts'
import { clockProblem } from '../chain/clockProblem.ts'
import type { Peer } from '../ipfs/peer.ts'
import type { RaidenNode } from '../raiden/raidenNode.ts'
import type { BuskerError, ErrorData } from '../shared/errors.ts'
import { toLabel } from '../shared/ids.ts'
import { inOrder, type Startable } from '../shared/startable.ts'
import type { Access, Grants } from './access/access.ts'
import type { KnownUrsulas } from './access/knownUrsulas.ts'
import type { UrsulaCandidates } from './access/ursulaCandidates.ts'
import type { CatalogueService } from './catalogue/catalogueService.ts'
import type { Discovery } from './catalogue/served/discovery.ts'
import { type AtHubParts, composeAtHub } from './compose/atHub.ts'
import { composeAccess } from './compose/access.ts'
import { composeBase, type NodeBase } from './compose/base.ts'
import { lookAtGiftSellers } from './compose/giftSellers.ts'
import { type CollectionParts, composeCollection } from './compose/collection.ts'
import { composeFileExporter } from './compose/fileExporter.ts'
import { composeListen } from './compose/listen.ts'
import { composeLists, type ListParts } from './compose/lists.ts'
import { composeLocalFiles } from './compose/localFiles.ts'
import { clockPart } from './compose/clockPart.ts'
import { type BuyingParts, composeBuying } from './compose/buying.ts'
import { composePeople, type People } from './compose/people.ts'
import { composeMarket } from './compose/market.ts'
import { composeMoney, type MoneyParts } from './compose/money.ts'
import { composeRates } from './compose/rates.ts'
import { composeRaidenApi } from './compose/raidenApi.ts'
import { composePlayback } from './compose/playback.ts'
import { composeRemote } from './compose/remote.ts'
import { composeSnapshots } from './compose/snapshots.ts'
import { composeStudio, type StudioParts } from './compose/studio.ts'
import { composeTowers } from './compose/towers.ts'
import { Favourites } from './favourites/favourites.ts'
import { ListenBrainz } from './plays/listenBrainz.ts'
import { ListenBrainzClient } from './plays/listenBrainzClient.ts'
import { Plays } from './plays/plays.ts'
import { FollowedArtists } from './favourites/followedArtists.ts'
import type { FileExporter } from './export/fileExporter.ts'
import type { HubConnector } from './connection/hubConnector.ts'
import type { VoucherRedeemer } from './connection/voucherRedeemer.ts'
import type { ChannelWatch } from './channelWatch/channelWatch.ts'
import { HostHealth } from './lifecycle/hostHealth.ts'
import { part, type PartHealth, PartSupervisor } from './lifecycle/partSupervisor.ts'
import { PhoneListener } from './listen/phoneListener.ts'
import type { ListenServer } from './listen/listenServer.ts'
import type { LocalFiles } from './localFiles/localFiles.ts'
import { BoughtWorks } from './market/boughtWorks.ts'
import type { AccessTerms } from './market/accessTerms.ts'
import type { Market } from './market/market.ts'
import type { NodeEvents } from './lifecycle/nodeEvents.ts'
import type { Rates } from './rates/rates.ts'
import type { RpcUrls } from './network/rpcUrls.ts'
import type { NodeOptions } from './compose/nodeOptions.ts'
import type { AudioStorage } from './playback/audioStorage.ts'
import type { Downloads } from './playback/downloads.ts'
import type { HlsServer } from './playback/hls/hlsServer.ts'
import type { Playback } from './playback/playback.ts'
import type { RaidenApiServer } from './raidenApi/raidenApiServer.ts'
import type { RemoteControl } from './remote/remoteControl.ts'
import { QueueStore } from './settings/queueStore.ts'
import { UploadDraftStore } from './settings/uploadDraftStore.ts'
import type { Settings } from './settings/settings.ts'
import type { SnapshotSync } from './snapshot/snapshotSync.ts'
import { createSnapshotTriggers } from './snapshot/snapshotTriggers.ts'
import type { Store } from './store/openStore.ts'
import type { Towers } from './towers/towers.ts'
import type { AccountTransfers } from './wallet/accountTransfers.ts'
import type { ChainSteps } from './wallet/chainSteps.ts'
import type { Tips } from './wallet/tips.ts'
import type { Wallet } from './wallet/wallet.ts'

/** A running Busker node, artist's and listener's in one: everything but windows and commands. */
export interface BuskerNode
  extends Startable, ListParts, People, BuyingParts, StudioParts, AtHubParts, CollectionParts {
  readonly options: NodeOptions
  readonly store: Store
  readonly settings: Settings
  readonly rpcUrls: RpcUrls
  readonly peer: Peer
  /** The chain's time, and how wrong this device's is. */
  readonly clock: ChainClock
  readonly raiden: RaidenNode
  readonly lease: MoneyParts['lease']
  readonly channelWatch: ChannelWatch
  readonly catalogue: CatalogueService
  /** What there is to find, here and at the hub. */
  readonly discovery: Discovery
  readonly grants: Grants
  readonly access: Access
  /** With whom policies are made, and how many of them opening takes. */
  readonly ursulas: KnownUrsulas
  /** Who could be added to them. */
  readonly ursulaCandidates: UrsulaCandidates
  readonly accessTerms: AccessTerms
  readonly market: Market
  readonly coming: NodeBase['coming']
  readonly playback: Playback
  /** HLS for other players on this machine. */
  readonly hlsServer: HlsServer
  /** What one owns, for a browser or another player. */
  readonly listenServer: ListenServer
  readonly phoneListener: PhoneListener
  /** Raiden's REST API, for other clients. */
  readonly raidenApiServer: RaidenApiServer
  readonly downloads: Downloads
  /** What kept audio takes, and its limit. */
  readonly audioStorage: AudioStorage
  /** What one owns as files of one's own. */
  readonly fileExporter: FileExporter
  /** What the library lists. */
  readonly boughtWorks: BoughtWorks
  /** And the music of watched folders. */
  readonly localFiles: LocalFiles
  readonly plays: Plays
  /** Told what is heard, where somebody wants it. */
  readonly listenBrainz: ListenBrainz
  readonly favourites: Favourites
  readonly followed: FollowedArtists
  readonly queue: QueueStore
  readonly uploadDrafts: UploadDraftStore
  readonly wallet: Wallet
  /** Money out of the account. */
  readonly transfers: AccountTransfers
  readonly chainSteps: ChainSteps
  readonly hubConnector: HubConnector
  /** From another machine of one's own, or of one. */
  readonly remote: RemoteControl
  readonly vouchers: VoucherRedeemer
  readonly towers: Towers
  readonly tips: Tips
  /** What the token is worth in the currency that the person chose. */
  readonly rates: Rates
  readonly snapshots: SnapshotSync
  readonly events: EventEmitter<NodeEvents>
  health(): PartHealth[]
  /** What a person has to put right on this machine: its clock, its disk. */
  warnings(): ErrorData[]
  /** A write failed that nobody waits for. */
  reportDiskError(error: BuskerError): void
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

/**
 * Composes a node; nothing runs before `start`. Parts that need the hub or the chain start when they can, so a node
 * without a network still plays what it owns.
 *
 * @throws BuskerError `STORE_*`, `DATABASE_*`, `IPFS_FOLDER_IN_USE`
 */
export async function createNode(options: NodeOptions): Promise<BuskerNode> {
  const { log } = options
  const base = await composeBase(options)
  const { store, settings, rpcUrls, peer, endpoints, clock, room, catalogue, discovery, events, logFailure } =
    base
  const towers = composeTowers(base)
  const rates = composeRates(base)
  const money = composeMoney(base, {
    snapshots: () => snapshots,
    onUpdateSigned: (update) => towers.watch(update),
    onChannelFinished: (channel) => towers.forget(channel),
    onRaidenMayStart: () => parts.wake(),
    onRaidenProblem: (problem) => parts.reportProblem('raiden', problem),
    rateAt: (time) => rates.rateAt(time),
  })
  const { raiden, lease, leasedRaiden, restoredChannels, channelWatch, hubConnector, vouchers } = money
  const { transfers, chainSteps, onChainSecrets } = money
  const remote = composeRemote(base, money)
  const { grants, access, ursulas, ursulaCandidates, ursulaWatch, accessTerms } = composeAccess(base, {
    onSilentUrsulas: () => market.movePolicies(),
  })
  const snapshots: SnapshotSync = composeSnapshots(base, lease)
  const snapshotTriggers = createSnapshotTriggers(snapshots)
  const market: Market = composeMarket(base, {
    raiden,
    lease,
    onChainSecrets,
    grants,
    access,
    accessTerms,
    ursulaWatch,
    snapshotTriggers,
    rates,
  })
  const people = composePeople(base)
  const buying = composeBuying(base, market, people.contacts)
  const { shows, ...collectionParts } = composeCollection(base, market, money)
  const lookAtGifts = lookAtGiftSellers(base, market)
  const making = composeStudio(base, { access, lease, snapshotTriggers })
  const { studio, comingUploads, artworkCleaner } = making
  const { localFiles, localPlayer, localCovers } = composeLocalFiles(base, { artworkCleaner })
  const { playback, downloads, audioStorage, autoDownloader, hlsServer, cutter } = composePlayback(base, {
    access,
    market,
    localPlayer,
    localCovers,
  })
  const fileExporter = composeFileExporter(base, { access, artworkCleaner, market, playback })
  const listenBrainz = new ListenBrainz({
    store,
    keys: base.options.keys,
    client: new ListenBrainzClient(),
    onFailure: logFailure('listenBrainz'),
  })
  const followed = new FollowedArtists(store)
  catalogue.onChange((artist) => {
    const works = followed.takeNew(artist, catalogue.worksOf(artist))
    if (works.length > 0 && !discovery.hidden.isHidden(artist))
      events.emit(
        'newWorks',
        works.map(({ kind, id, edition }) => toLabel(kind, id, edition)),
      )
  })
  const boughtWorks = new BoughtWorks({ store, catalogue, account: base.account })
  const listenServer = composeListen(base, { access, boughtWorks, cutter, market, playback })
  const phoneListener = new PhoneListener({ server: listenServer, onChange: () => events.emit('phone') })
  const raidenApiServer = composeRaidenApi(base, { money, market })
  const parts: PartSupervisor = new PartSupervisor(
    [
      part('ipfs', [], peer),
      part('clock', [], clockPart(clock)),
      part('catalogue', ['ipfs'], catalogue),
      part('access', ['ipfs'], inOrder(grants, ursulaWatch)),
      part('studio', ['ipfs', 'catalogue'], inOrder(studio, comingUploads)),
      part('channelWatch', [], channelWatch),
      part('transfers', [], transfers),
      part('chainSteps', [], chainSteps),
      part('restoredChannels', ['ipfs'], restoredChannels),
      part('raiden', ['ipfs', 'clock'], leasedRaiden),
      part('connection', ['ipfs'], hubConnector),
      part('vouchers', ['ipfs'], vouchers),
      part('towers', ['ipfs'], towers),
      part('market', ['ipfs', 'catalogue'], inOrder(market, buying.basket, buying.reservations, shows)),
      part('snapshots', ['ipfs'], snapshots),
    ],
    (health) => {
      if (health.state === 'failed') log.warn(health)
      else log.info(health)
      events.emit('part', health)
    },
  )

  const host = new HostHealth({
    checks: [
      async () => clockProblem(clock.skewMs),
      async () => clock.contradiction,
      async () => endpoints.problem,
      () => room.check(),
    ],
    onChange: (warnings) => {
      for (const warning of warnings) log.warn({ part: 'host', err: warning })
      if (warnings.length === 0) market.wake()
      events.emit('warnings')
    },
    onFailure: logFailure('host'),
  })
  let wasKnown = false
  clock.onChange(() => {
    if (clock.isKnown && !wasKnown) parts.wake()
    wasKnown = clock.isKnown
  })

  return {
    ...money,
    options: base.options,
    remote,
    store,
    settings,
    rpcUrls,
    peer,
    clock,
    catalogue,
    discovery,
    ...composeAtHub(base),
    grants,
    access,
    ursulas,
    ursulaCandidates,
    accessTerms,
    market,
    coming: base.coming,
    ...buying,
    ...collectionParts,
    ...making,
    playback,
    hlsServer,
    listenServer,
    phoneListener,
    raidenApiServer,
    downloads,
    audioStorage,
    fileExporter,
    boughtWorks,
    localFiles,
    ...composeLists(store),
    plays: new Plays(store),
    ...people,
    listenBrainz,
    favourites: new Favourites(store),
    followed,
    queue: new QueueStore(settings),
    uploadDrafts: new UploadDraftStore(settings),
    towers,
    rates,
    snapshots,
    events,
    warnings: () => host.warnings.map(({ code, message }) => ({ code, message })),
    reportDiskError(error) {
      room.report(error)
      host.look()
    },
    async start() {
      await host.start()
      await remote.start()
      await parts.start()
      autoDownloader.resume()
      audioStorage.start()
      await listenBrainz.start()
      await rates.start()
      await localFiles.start()
      // A disk that does not answer must not hold a node up.
      fileExporter.start().catch(logFailure('export'))
      lookAtGifts()
    },
    async stop() {
      await host.stop()
      await remote.stop()
      await autoDownloader.stop()
      await audioStorage.stop()
      await listenBrainz.stop()
      await rates.stop()
      await localFiles.stop()
      await localPlayer.stop()
      await localCovers.stop()
      await fileExporter.stop()
      await phoneListener.stop()
      await listenServer.stop()
      await raidenApiServer.stop()
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
      log.info({ part: 'node' }, 'woken: reconnects, and retries what waits')
      peer.wake()
      remote.wake()
      parts.wake()
      lease.wake()
      clock.wake()
      channelWatch.wake()
      raiden.wake().catch(logFailure('raiden'))
      void catalogue.catchUp()
      hubConnector.wake()
      vouchers.wake()
      rates.wake()
      towers.wake()
      ursulaWatch.wake()
      market.wake()
      snapshotTriggers.onWake()
    },
  }
}
