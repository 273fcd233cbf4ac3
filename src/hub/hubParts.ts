import { join } from 'node:path'
import { createPeer } from '../ipfs/createPeer.ts'
import type { Peer } from '../ipfs/peer.ts'
import { Catalogue } from '../node/catalogue/catalogue.ts'
import { HeadRecords } from '../node/catalogue/headRecords.ts'
import { openStore } from '../node/store/openStore.ts'
import { channelsProtocol } from '../protocol/channels.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { mailboxProtocol } from '../protocol/mailbox.ts'
import { raidenNetworkOf } from '../raiden/network.ts'
import { RaidenNode } from '../raiden/raidenNode.ts'
import type { Startable } from '../shared/startable.ts'
import { ConnectedPeers } from './directory/connectedPeers.ts'
import { UrsulaDirectory } from './directory/ursulaDirectory.ts'
import { ChannelWatch } from './funding/channelWatch.ts'
import { Faucet } from './funding/faucet.ts'
import { Funding } from './funding/funding.ts'
import { FundingLedger } from './funding/fundingLedger.ts'
import { createHomeserver } from './homeserver/homeserver.ts'
import { createHubHandlers } from './hubHandlers.ts'
import type { HubOptions } from './hubOptions.ts'
import { Leases } from './leases/leases.ts'
import { Mailbox } from './mailbox/mailbox.ts'
import { createMailboxService } from './mailbox/mailboxService.ts'
import { Members } from './members.ts'
import { openHubStore } from './openHubStore.ts'
import { createHubOracle } from './pathfinding/hubOracle.ts'
import { createMatrixPresence } from './pathfinding/matrixPresence.ts'
import { createPathFinding } from './pathfinding/pathFindingServer.ts'
import { FollowHeads } from './pins/followHeads.ts'
import { PinBlocks } from './pins/pinBlocks.ts'
import { PinRecords } from './pins/pinRecords.ts'
import { Pins } from './pins/pins.ts'
import { createRestoredHandlers } from './restored/restoredHandlers.ts'
import { Snapshots } from './snapshots/snapshots.ts'

export interface HubParts {
  readonly peer: Peer
  readonly raiden: RaidenNode
  readonly ledger: FundingLedger
  readonly mailbox: Mailbox
  readonly leases: Leases
  readonly snapshots: Snapshots
  readonly members: Members
  readonly pinned: PinBlocks
  readonly pinRecords: PinRecords
  readonly connected: ConnectedPeers
  readonly ursulas: UrsulaDirectory
  readonly catalogue: Catalogue
  /** In the order they start. */
  readonly startables: readonly Startable[]
  /** Closes the databases, when all have stopped. */
  close(): void
}

/** Puts a hub together; nothing runs yet. */
export async function composeHub(options: HubOptions): Promise<HubParts> {
  const { folder, keys, profile, log, homeserver } = options
  const dataFile = join(folder, 'homeserver.sqlite')
  const now = Date.now
  const failed = (part: string) => (error: unknown) => log.warn({ part, err: error }, 'a request failed')

  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: join(folder, 'peer'),
    listen: options.listen,
    relay: true,
    onFailure: failed('peer'),
  })
  const store = openHubStore(join(folder, 'hub.sqlite'))
  const catalogueStore = openStore(join(folder, 'catalogue.sqlite'))
  const raiden = createRaiden(options)
  const members = new Members(store)
  const ledger = new FundingLedger(store, options.funding, now)
  const funding = new Funding(ledger, raiden)
  const mailbox = new Mailbox(store, now)
  const mailboxService = createMailboxService(mailbox)
  const leases = new Leases(store, now)
  const snapshots = new Snapshots(store, members)
  const pinRecords = new PinRecords(store, now)
  const pinned = new PinBlocks(store)
  const pins = new Pins({ records: pinRecords, pinned, blocks: peer.blocks, log, now })
  const connected = new ConnectedPeers(peer)
  const catalogue = new Catalogue({ store: catalogueStore, peer, hubs: [], log })
  const ursulas = new UrsulaDirectory(peer, profile.ursulas ?? [], log, options.ursulas)
  const faucet = options.faucet === null ? null : new Faucet(store, options.faucet)

  await peer.handle(mailboxProtocol, mailboxService.handlers)
  await peer.handle(channelsProtocol, createRestoredHandlers({ raiden, ledger }))
  await peer.handle(
    hubProtocol,
    createHubHandlers({ profile, ursulas, connected, funding, faucet, leases, snapshots, pins }),
  )

  return {
    peer,
    raiden,
    ledger,
    mailbox,
    leases,
    snapshots,
    members,
    pinned,
    pinRecords,
    connected,
    ursulas,
    catalogue,
    startables: [
      ...(homeserver === null ? [] : [createHomeserver({ ...homeserver, dataFile })]),
      connected,
      peer,
      mailboxService,
      pins,
      new FollowHeads({ catalogue, heads: new HeadRecords(catalogueStore), pins, peer }),
      catalogue,
      ursulas,
      createPathFindingOf(options, raiden),
      new ChannelWatch({ raiden, funding, members, log }),
      raiden,
      funding,
    ],
    close() {
      catalogueStore.close()
      store.close()
    },
  }
}

function createRaiden({
  folder,
  keys,
  profile,
  mediationFee,
  launcher,
  log,
  rpcUrl,
}: HubOptions): RaidenNode {
  return new RaidenNode({
    network: raidenNetworkOf(profile, rpcUrl),
    dataFolder: join(folder, 'raiden'),
    privateKey: () => keys.privateKey,
    mediationFee,
    onLine: (line) => log.info({ part: 'raiden' }, line),
    ...(launcher && { launcher }),
  })
}

function createPathFindingOf(
  { profile, pathFinding, mediationFee }: HubOptions,
  raiden: RaidenNode,
): Startable {
  const { hub, chain, contracts } = profile
  return createPathFinding({
    ...pathFinding,
    chainId: chain.id,
    tokenNetworkRegistry: contracts.TokenNetworkRegistry.address,
    paymentAddress: hub.raidenAddress,
    matrixUrl: hub.matrixUrl,
    oracle: createHubOracle({
      hub: hub.raidenAddress,
      tokenNetwork: contracts.tokenNetwork,
      flatFee: mediationFee,
      channels: async () => (await raiden.channels()).filter(({ state }) => state === 'open'),
    }),
    presence: createMatrixPresence(hub.matrixUrl),
  })
}
