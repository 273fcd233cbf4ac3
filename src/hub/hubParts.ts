import { join } from 'node:path'
import type { ChainClock } from '../chain/chainClock.ts'
import { createChainClock } from '../chain/createChainClock.ts'
import { endpointsOf } from '../chain/endpointsOf.ts'
import { createPeer } from '../ipfs/createPeer.ts'
import type { Peer } from '../ipfs/peer.ts'
import { defaultCatalogueLimits } from '../node/catalogue/catalogueLimits.ts'
import { CatalogueService } from '../node/catalogue/catalogueService.ts'
import { HeadRecords } from '../node/catalogue/headRecords.ts'
import { openStore } from '../node/store/openStore.ts'
import { channelsProtocol } from '../protocol/channels.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { mailboxProtocol } from '../protocol/mailbox.ts'
import { raidenNetworkOf } from '../raiden/raidenNetwork.ts'
import { RaidenNode } from '../raiden/raidenNode.ts'
import { DiskRoom } from '../process/diskRoom.ts'
import { createSteadyClock } from '../process/steadyClock.ts'
import type { Startable } from '../shared/startable.ts'
import { ConnectedPeers } from './directory/connectedPeers.ts'
import { UrsulaDirectory } from './directory/ursulaDirectory.ts'
import { ChannelReconciler } from './funding/channelReconciler.ts'
import { LimitedFaucet } from './funding/limitedFaucet.ts'
import { Funding } from './funding/funding.ts'
import { FundingLedger } from './funding/fundingLedger.ts'
import { createHomeserver } from './homeserver/homeserver.ts'
import { createHubHandlers } from './hubHandlers.ts'
import type { HubOptions } from './hubOptions.ts'
import { InvitedProfiles } from './invitations/invitedProfiles.ts'
import { VoucherPayer } from './invitations/voucherPayer.ts'
import { Vouchers } from './invitations/vouchers.ts'
import { Leases } from './leases/leases.ts'
import { Mailbox } from './mailbox/mailbox.ts'
import { createMailboxService } from './mailbox/mailboxService.ts'
import { ChannelPartners } from './channelPartners.ts'
import { openHubStore } from './openHubStore.ts'
import { createHubPathFinder } from './pathfinding/hubPathFinder.ts'
import { createMatrixPresence } from './pathfinding/matrixPresence.ts'
import { createPathFindingServer } from './pathfinding/pathFindingServer.ts'
import { HeadFollower } from './pins/headFollower.ts'
import { PinBlocks } from './pins/pinBlocks.ts'
import { PinRecords } from './pins/pinRecords.ts'
import { PinningService } from './pins/pinningService.ts'
import { createRestoredChannelHandlers } from './restoredChannels/restoredChannelHandlers.ts'
import { Snapshots } from './snapshots/snapshots.ts'

export interface HubParts {
  readonly peer: Peer
  readonly clock: ChainClock
  readonly room: DiskRoom
  readonly raiden: RaidenNode
  readonly fundingLedger: FundingLedger
  readonly mailbox: Mailbox
  readonly leases: Leases
  readonly snapshots: Snapshots
  readonly channelPartners: ChannelPartners
  readonly pinBlocks: PinBlocks
  readonly pinRecords: PinRecords
  readonly connectedPeers: ConnectedPeers
  readonly ursulas: UrsulaDirectory
  readonly catalogue: CatalogueService
  /** In the order they start. */
  readonly startables: readonly Startable[]
  /** Closes the databases, when all have stopped. */
  close(): void
}

/** Everybody's catalogues come through here: it keeps more of them than a listener does. */
const hubCatalogueLimits = { ...defaultCatalogueLimits, totalBytes: 8 * 2 ** 30, artists: 200_000 }

/** How long a hub waits at its start for the chain to go on, ms. */
const patienceMs = 60_000

/** Puts a hub together; nothing runs yet. */
export async function composeHub(options: HubOptions): Promise<HubParts> {
  const { folder, keys, profile, log, homeserver } = options
  const dataFile = join(folder, 'homeserver.sqlite')
  const clock = createHubClock(options)
  // Its users' expiries are made by the chain's time, and no two of their devices may be told of a lease by a clock that somebody sets.
  const now = () => clock.now()
  const logFailure = (part: string) => (error: unknown) => log.warn({ part, err: error }, 'a request failed')

  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: join(folder, 'peer'),
    listen: options.listen,
    relay: true,
    onFailure: logFailure('peer'),
  })
  const store = openHubStore(join(folder, 'hub.sqlite'))
  const catalogueStore = openStore(join(folder, 'catalogue.sqlite'))
  const raiden = createRaiden(options, clock)
  const channelPartners = new ChannelPartners(store)
  const fundingLedger = new FundingLedger(store, options.funding, now)
  const funding = new Funding(fundingLedger, raiden)
  const vouchers = new Vouchers(store, now)
  const voucherPayer = new VoucherPayer({ vouchers, funding, raiden, token: profile.token.address, log })
  const mailbox = new Mailbox(store, now, channelPartners)
  const mailboxService = createMailboxService(mailbox)
  const leases = new Leases(store, now)
  const snapshots = new Snapshots(store, channelPartners)
  const pinRecords = new PinRecords(store, now)
  const pinBlocks = new PinBlocks(store)
  const pins = new PinningService({ records: pinRecords, pinBlocks, blocks: peer.blocks, log, now })
  const connectedPeers = new ConnectedPeers(peer)
  const catalogue = new CatalogueService({
    store: catalogueStore,
    peer,
    hubs: [],
    log,
    now,
    limits: hubCatalogueLimits,
    isPinned: (cid) => pinBlocks.has(cid),
  })
  const ursulas = new UrsulaDirectory(peer, profile.ursulas ?? [], log, options.ursulas)
  const faucet =
    options.faucet === null ? null : new LimitedFaucet(store, options.faucet, fundingLedger.transactionLimits)

  await peer.handle(mailboxProtocol, mailboxService.handlers)
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
      invitations: {
        profiles: new InvitedProfiles(store),
        vouchers,
        payer: voucherPayer,
        ledger: fundingLedger,
        now,
      },
      leases,
      snapshots,
      pinning: pins,
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
    snapshots,
    channelPartners,
    pinBlocks,
    pinRecords,
    connectedPeers,
    ursulas,
    catalogue,
    startables: [
      clock,
      ...(homeserver === null ? [] : [createHomeserver({ ...homeserver, dataFile })]),
      connectedPeers,
      peer,
      mailboxService,
      pins,
      new HeadFollower({ catalogue, heads: new HeadRecords(catalogueStore), pinning: pins, peer }),
      catalogue,
      ursulas,
      createHubPathFinding(options, raiden),
      new ChannelReconciler({
        raiden,
        funding,
        channelPartners,
        limits: fundingLedger.transactionLimits,
        minimumOwnDeposit: options.funding.deposit,
        log,
      }),
      voucherPayer,
      raiden,
      funding,
    ],
    close() {
      catalogueStore.close()
      store.close()
    },
  }
}

function createHubClock({ profile, rpcUrl }: HubOptions): ChainClock {
  const { otherRpcUrls = [] } = profile.chain
  const endpoints = endpointsOf(profile, rpcUrl === undefined ? undefined : [rpcUrl, ...otherRpcUrls])
  return createChainClock(endpoints, createSteadyClock(), patienceMs)
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
    onLine: (line) => log.info({ part: 'raiden' }, line),
    ...(launcher && { launcher }),
  })
}

function createHubPathFinding(
  { profile, pathFinding, mediationFee }: HubOptions,
  raiden: RaidenNode,
): Startable {
  const { hub, chain, contracts } = profile
  return createPathFindingServer({
    ...pathFinding,
    chainId: chain.id,
    tokenNetworkRegistry: contracts.TokenNetworkRegistry.address,
    paymentAddress: hub.raidenAddress,
    matrixUrl: hub.matrixUrl,
    pathFinder: createHubPathFinder({
      hub: hub.raidenAddress,
      tokenNetwork: contracts.tokenNetwork,
      flatFee: mediationFee,
      channels: async () => (await raiden.channels()).filter(({ state }) => state === 'open'),
    }),
    presence: createMatrixPresence(hub.matrixUrl),
  })
}
