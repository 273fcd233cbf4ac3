import { join } from 'node:path'
import type { ChainEndpoints } from '../chain/chainEndpoints.ts'
import type { ChainClock } from '../chain/chainClock.ts'
import { createChainClock } from '../chain/createChainClock.ts'
import { endpointsOf } from '../chain/endpointsOf.ts'
import { GasReserve } from '../chain/gasReserve.ts'
import { privateKeyToAccount } from 'viem/accounts'
import { createPeer } from '../ipfs/createPeer.ts'
import type { Peer } from '../ipfs/peer.ts'
import { defaultCatalogueLimits } from '../node/catalogue/catalogueLimits.ts'
import { CatalogueService } from '../node/catalogue/catalogueService.ts'
import { HeadRecords } from '../node/catalogue/headRecords.ts'
import { openStore } from '../node/store/openStore.ts'
import { blocklistProtocol } from '../protocol/blocklist.ts'
import { channelsProtocol } from '../protocol/channels.ts'
import { collectionsProtocol } from '../protocol/collections.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { mailboxProtocol } from '../protocol/mailbox.ts'
import { namesProtocol } from '../protocol/names.ts'
import { reportProtocol } from '../protocol/report.ts'
import { searchProtocol } from '../protocol/search.ts'
import { raidenNetworkOf } from '../raiden/raidenNetwork.ts'
import { RaidenNode } from '../raiden/raidenNode.ts'
import { DiskRoom } from '../process/diskRoom.ts'
import { createSteadyClock } from '../process/steadyClock.ts'
import type { ApiHandlers } from '../shared/api/define.ts'
import { coinOf } from '../shared/knownChains.ts'
import type { Startable } from '../shared/startable.ts'
import { createCollectionHandlers } from './collections/collectionHandlers.ts'
import { openCollections } from './collections/openCollections.ts'
import { ConnectedPeers } from './directory/connectedPeers.ts'
import { serveAnnouncedUrsulas } from './directory/serveAnnouncedUrsulas.ts'
import { UrsulaDirectory } from './directory/ursulaDirectory.ts'
import { createAdmission } from './funding/admission.ts'
import { openFunding } from './funding/openFunding.ts'
import { FundingRule } from './funding/fundingRule.ts'
import { ChannelReconciler } from './funding/channelReconciler.ts'
import { LimitedFaucet } from './funding/limitedFaucet.ts'
import { Funding } from './funding/funding.ts'
import { FundingLedger } from './funding/fundingLedger.ts'
import { createHomeserverCheck } from './homeserver/homeserverCheck.ts'
import { createHomeserver } from './homeserver/homeserver.ts'
import { createHubHandlers } from './hubHandlers.ts'
import type { HubOptions } from './hubOptions.ts'
import { InvitedProfiles } from './invitations/invitedProfiles.ts'
import { VoucherPayer } from './invitations/voucherPayer.ts'
import { Vouchers } from './invitations/vouchers.ts'
import type { Leases } from './leases/leases.ts'
import { openLeases } from './leases/openLeases.ts'
import { PostgresArrivals } from './mailbox/mailArrivals.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import { openMailbox } from './mailbox/openMailbox.ts'
import { createMailboxService } from './mailbox/mailboxService.ts'
import { createNameHandlers } from './names/nameHandlers.ts'
import type { Names } from './names/names.ts'
import { openNames } from './names/openNames.ts'
import { ChannelPartners } from './channelPartners.ts'
import { Blocklist } from './moderation/blocklist.ts'
import { createBlocklistHandlers } from './moderation/blocklistHandlers.ts'
import type { ModerationApi } from './moderation/moderationApi.ts'
import { createModerationHandlers } from './moderation/moderationHandlers.ts'
import { createReportHandlers } from './moderation/reportHandlers.ts'
import { Reports } from './moderation/reports.ts'
import { ChannelActivity } from './money/channelActivity.ts'
import { ChannelCloser } from './money/channelCloser.ts'
import { createHubTransfers } from './money/createHubTransfers.ts'
import { IdleChannels } from './money/idleChannels.ts'
import type { MoneyApi } from './money/moneyApi.ts'
import { createMoneyHandlers } from './money/operatorMoney.ts'
import { OrderedCloses } from './money/orderedCloses.ts'
import { openHubPostgres } from './postgres/openHubPostgres.ts'
import { openHubStore } from './openHubStore.ts'
import { OpenChannels } from './pathfinding/openChannels.ts'
import { createHubPathFinder } from './pathfinding/hubPathFinder.ts'
import { createMatrixPresence } from './pathfinding/matrixPresence.ts'
import { createPathFindingServer } from './pathfinding/pathFindingServer.ts'
import { createPins, type HubPins } from './pins/createPins.ts'
import { HeadFollower } from './pins/headFollower.ts'
import { KuboArchive } from './pins/kubo/kuboArchive.ts'
import { KuboClient } from './pins/kubo/kuboClient.ts'
import { defaultHubRates, type HubRates } from './rates/hubRates.ts'
import { createRestoredChannelHandlers } from './restoredChannels/restoredChannelHandlers.ts'
import { SearchFollower } from './search/searchFollower.ts'
import { createComingArtists } from './search/comingArtists.ts'
import { createSearchHandlers } from './search/searchHandlers.ts'
import type { SearchIndex } from './search/searchIndex.ts'
import { openSearchIndex } from './search/openSearchIndex.ts'
import { openSnapshots } from './snapshots/openSnapshots.ts'
import type { Snapshots } from './snapshots/snapshots.ts'

export interface HubParts {
  readonly peer: Peer
  readonly clock: ChainClock
  readonly room: DiskRoom
  readonly raiden: RaidenNode
  readonly fundingLedger: FundingLedger
  readonly mailbox: Mailbox
  readonly leases: Leases
  readonly names: Names
  readonly snapshots: Snapshots
  readonly channelPartners: ChannelPartners
  readonly pins: HubPins
  readonly connectedPeers: ConnectedPeers
  readonly ursulas: UrsulaDirectory
  readonly catalogue: CatalogueService
  readonly searchIndex: SearchIndex
  /** What the operator does with the hub's money. */
  readonly money: ApiHandlers<MoneyApi>
  /** What the operator hides. */
  readonly moderation: ApiHandlers<ModerationApi>
  /** In the order they start. */
  readonly startables: readonly Startable[]
  /** Closes the databases, when all have stopped. */
  close(): Promise<void>
}

/** Everybody's catalogues come through here: it keeps more of them than a listener does. */
const hubCatalogueLimits = { ...defaultCatalogueLimits, totalBytes: 8 * 2 ** 30, artists: 200_000 }

/** Channels that are opened, filled, closed and settled at once: each waits for the chain, and not for the others. */
const parallelTransactions = 64

/** A Raiden node that hangs is started again: nothing is paid until then. */
const raidenWatchdog = { intervalMs: 5_000, silenceMs: 30_000 }

/** How long a hub waits at its start for the chain to go on, ms. */
const patienceMs = 60_000

/** Puts a hub together; nothing runs yet. */
export async function composeHub(options: HubOptions): Promise<HubParts> {
  const { folder, keys, profile, log, homeserver, rates = defaultHubRates } = options
  const dataFile = join(folder, 'homeserver.sqlite')
  const endpoints = hubEndpoints(options)
  const clock = createChainClock(endpoints, createSteadyClock(), patienceMs)
  // Its users' expiries are made by the chain's time, and no two of their devices may be told of a lease by a clock that somebody sets.
  const now = () => clock.now()
  const logFailure = (part: string) => (error: unknown) => log.warn({ part, err: error }, 'a request failed')

  const kubo = options.kuboUrl === undefined ? null : new KuboClient(options.kuboUrl)
  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: join(folder, 'peer'),
    listen: options.listen,
    relay: true,
    ...(options.limits && { relayLimits: options.limits }),
    ...(kubo && { archive: new KuboArchive(kubo, logFailure('Kubo')) }),
    onFailure: logFailure('peer'),
  })
  const store = openHubStore(join(folder, 'hub.sqlite'))
  const catalogueStore = openStore(join(folder, 'catalogue.sqlite'))
  const raiden = createRaiden(options, clock)
  const openChannels = new OpenChannels(raiden)
  const channelPartners = new ChannelPartners(store)
  const { databaseUrl } = options
  const postgres = databaseUrl === undefined ? null : await openHubPostgres(databaseUrl)
  const fundingEngine = await openFunding(store, postgres, profile.hub.raidenAddress)
  const fundingLedger = new FundingLedger(fundingEngine, options.funding, now)
  const orders = new OrderedCloses(store, now)
  const rule = new FundingRule(fundingEngine, fundingLedger.transactionLimits, now)
  const funding = new Funding(fundingLedger, raiden, {
    parallel: parallelTransactions,
    admit: createAdmission({
      ledger: fundingLedger,
      rule: options.funding.for === 'sellers' ? rule : null,
      balances: async () => raiden.balances(),
      coin: coinOf(profile),
    }),
    isToBeClosed: (account) => orders.has(account),
  })
  const vouchers = new Vouchers(fundingEngine, now)
  const voucherPayer = new VoucherPayer({
    vouchers,
    funding: {
      async open(account) {
        await rule.invite(account)
        return funding.open(account)
      },
    },
    raiden,
    token: profile.token.address,
    log,
  })
  const activity = new ChannelActivity(store, now)
  const costs = new GasReserve(endpoints)
  const transfers = createHubTransfers(options, { store, endpoints, raiden, costs, funding, now })
  const reconciler = new ChannelReconciler({
    raiden,
    funding,
    closer: new ChannelCloser({ raiden, orders, parallel: parallelTransactions }),
    activity,
    channelPartners,
    limits: fundingLedger.transactionLimits,
    minimumOwnDeposit: options.funding.deposit,
    log,
  })
  const mailbox = await openMailbox(store, postgres, now, channelPartners)
  const mailboxService = createMailboxService(mailbox, {
    arrivals:
      postgres === null || databaseUrl === undefined
        ? undefined
        : new PostgresArrivals(postgres, databaseUrl),
    onFailure: logFailure('mailbox'),
  })
  const leases = await openLeases(store, postgres, now)
  const names = await openNames(store, postgres, now)
  const snapshots = await openSnapshots(store, postgres, channelPartners)
  const pins = createPins({
    store,
    blocks: peer.blocks,
    kubo,
    ...(options.limits && { limits: { totalBytes: options.limits.pinnedBytes } }),
    log,
    now,
  })
  const connectedPeers = new ConnectedPeers(peer)
  const catalogue = new CatalogueService({
    store: catalogueStore,
    peer,
    hubs: [],
    log,
    now,
    limits: hubCatalogueLimits,
    isPinned: (cid) => pins.engine.has(cid),
  })
  const heads = new HeadRecords(catalogueStore)
  const searchIndex = openSearchIndex(store, postgres, folder)
  const searchFollower = new SearchFollower({ index: searchIndex, catalogue, heads, log })
  const blocklist = new Blocklist(store, privateKeyToAccount(keys.privateKey), now)
  await searchIndex.hide(blocklist.subjects())
  const reports = new Reports(store, channelPartners, now)
  const ursulas = new UrsulaDirectory(peer, profile.ursulas ?? [], log, options.ursulas)
  const faucet =
    options.faucet === null
      ? null
      : new LimitedFaucet(fundingEngine, options.faucet, fundingLedger.transactionLimits)

  await peer.handle(mailboxProtocol, mailboxService.handlers)
  await peer.handle(
    searchProtocol,
    createSearchHandlers({
      index: searchIndex,
      catalogue,
      comingArtists: createComingArtists(catalogueStore, () => blocklist.subjects(), now),
      onStale: (artist) => searchFollower.refresh(artist),
      rates: rates.search,
    }),
  )
  await peer.handle(namesProtocol, createNameHandlers({ names, channelPartners, hub: peer.id }))
  await peer.handle(blocklistProtocol, createBlocklistHandlers(blocklist))
  const collections = openCollections(store, postgres, {
    hub: profile.hub.raidenAddress,
    partners: channelPartners,
    hidden: () => blocklist.subjects(),
    now,
  })
  await peer.handle(collectionsProtocol, createCollectionHandlers(collections))
  await serveAnnouncedUrsulas(peer, store, postgres, now)
  await peer.handle(reportProtocol, createReportHandlers(reports))
  await peer.handle(channelsProtocol, createRestoredChannelHandlers({ raiden, ledger: fundingLedger }))
  await peer.handle(
    hubProtocol,
    createHubHandlers({
      profile,
      ursulas,
      connectedPeers,
      channelPartners,
      funding,
      faucet,
      fundingRates: rates.funding,
      invitations: {
        profiles: new InvitedProfiles(store),
        vouchers,
        payer: voucherPayer,
        ledger: fundingLedger,
        now,
      },
      leases,
      snapshots,
      pinning: pins.service,
    }),
  )

  return {
    peer,
    clock,
    room: new DiskRoom(folder),
    raiden,
    fundingLedger,
    mailbox,
    leases,
    names,
    snapshots,
    channelPartners,
    pins,
    connectedPeers,
    ursulas,
    catalogue,
    searchIndex,
    money: createMoneyHandlers({
      raiden,
      ledger: fundingLedger,
      costs,
      activity,
      orders,
      rule,
      transfers,
      onOrder: () => reconciler.check(),
      now,
    }),
    moderation: createModerationHandlers({ blocklist, reports, index: searchIndex, catalogue }),
    startables: [
      clock,
      ...(homeserver === null ? [] : [createHomeserver({ ...homeserver, dataFile })]),
      connectedPeers,
      peer,
      mailboxService,
      pins.service,
      new HeadFollower({ catalogue, heads, pinning: pins.service, peer }),
      searchFollower,
      catalogue,
      ursulas,
      openChannels,
      createHubPathFinding(options, rates, openChannels),
      reconciler,
      voucherPayer,
      createHomeserverCheck(profile.hub.matrixUrl),
      raiden,
      funding,
      transfers,
      new IdleChannels({
        channels: async () => raiden.channels(),
        activity,
        orders,
        now,
        log,
        afterDays: options.funding.reclaimAfterDays ?? null,
      }),
    ],
    async close() {
      await searchIndex.close()
      await postgres?.close()
      catalogueStore.close()
      store.close()
    },
  }
}

/** The hub's own ways to the chain. */
function hubEndpoints({ profile, rpcUrl }: HubOptions): ChainEndpoints {
  const { otherRpcUrls = [] } = profile.chain
  return endpointsOf(profile, rpcUrl === undefined ? undefined : [rpcUrl, ...otherRpcUrls])
}

function createRaiden(
  { folder, keys, profile, mediationFee, launcher, log, rpcUrl }: HubOptions,
  clock: ChainClock,
): RaidenNode {
  return new RaidenNode({
    network: raidenNetworkOf(profile, rpcUrl),
    dataFolder: join(folder, 'raiden'),
    privateKey: () => keys.privateKey,
    mediationFee,
    clock,
    parallelTransactions,
    watchdog: raidenWatchdog,
    onLine: (line) => log.info({ part: 'raiden' }, line),
    ...(launcher && { launcher }),
  })
}

function createHubPathFinding(
  { profile, pathFinding, mediationFee }: HubOptions,
  rates: HubRates,
  openChannels: OpenChannels,
): Startable {
  const { hub, chain, contracts } = profile
  return createPathFindingServer({
    ...pathFinding,
    rates: rates.pathFinding,
    chainId: chain.id,
    tokenNetworkRegistry: contracts.TokenNetworkRegistry.address,
    paymentAddress: hub.raidenAddress,
    mediationFee,
    matrixUrl: hub.matrixUrl,
    pathFinder: createHubPathFinder({
      hub: hub.raidenAddress,
      tokenNetwork: contracts.tokenNetwork,
      flatFee: mediationFee,
      channels: async () => openChannels.list(),
    }),
    presence: createMatrixPresence(hub.matrixUrl),
  })
}
