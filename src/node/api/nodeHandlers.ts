import type { CommandApi } from '../../shared/api/command.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { LocalPathsApi } from '../../shared/api/localFiles.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { PhoneStartApi } from '../../shared/api/phone.ts'
import type { PlaylistFilesApi } from '../../shared/api/playlistFiles.ts'
import type { PromotionApi } from '../../shared/api/promotion.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import type { BuskerNode } from '../createNode.ts'
import { accessHandlers } from './accessHandlers.ts'
import { accountHandlers } from './accountHandlers.ts'
import { basketHandlers } from './basketHandlers.ts'
import { buyingHandlers, quoteFee } from './buyingHandlers.ts'
import { catalogueHandlers } from './catalogueHandlers.ts'
import { comingHandlers } from './comingHandlers.ts'
import { chainStepHandlers } from './chainStepHandlers.ts'
import { currencyHandlers } from './currencyHandlers.ts'
import { codeHandlers } from './codeHandlers.ts'
import { collectionHandlers } from './collectionHandlers.ts'
import { connectionHandlers } from './connectionHandlers.ts'
import { contactHandlers, recipientOf } from './contactHandlers.ts'
import { exportHandlers } from './exportHandlers.ts'
import { playlistCommandHandlers } from './playlistCommandHandlers.ts'
import { phoneHandlers } from './phoneHandlers.ts'
import { playlistFolderHandlers } from './playlistFolderHandlers.ts'
import { playlistFileHandlers } from './playlistFileHandlers.ts'
import { smartListHandlers } from './smartListHandlers.ts'
import { listenBrainzHandlers } from './listenBrainzHandlers.ts'
import { playsHandlers } from './playsHandlers.ts'
import { favouritesHandlers } from './favouritesHandlers.ts'
import { hiddenArtistsHandlers } from './hiddenArtistsHandlers.ts'
import { giftHandlers } from './giftHandlers.ts'
import { leaseHandlers } from './leaseHandlers.ts'
import { libraryHandlers } from './libraryHandlers.ts'
import { listenedLibrary } from './listenedLibrary.ts'
import { localFilesHandlers } from './localFilesHandlers.ts'
import { listenHandlers, raidenApiHandlers } from './listenHandlers.ts'
import { networkHandlers } from './networkHandlers.ts'
import { onlyWhereSold } from './onlyWhereSold.ts'
import { orderHandlers } from './orderHandlers.ts'
import { playbackHandlers } from './playbackHandlers.ts'
import { profileHandlers } from './profileHandlers.ts'
import { promotionHandlers } from './promotionHandlers.ts'
import { publishReleaseHandlers } from './publishReleaseHandler.ts'
import { recommendsHandlers } from './recommendsHandlers.ts'
import { pairingHandlers, remoteHandlers, serverHandlers } from './remoteHandlers.ts'
import { releaseHandlers } from './releaseHandlers.ts'
import { snapshotHandlers } from './snapshotHandlers.ts'
import { storageHandlers } from './storageHandlers.ts'
import { studioHandlers } from './studioHandlers.ts'
import { uploadDraftHandlers } from './uploadDraftHandlers.ts'
import { TransferRates } from '../wallet/transferRates.ts'
import { transferHandlers } from '../wallet/transferHandlers.ts'
import { towerHandlers } from './towerHandlers.ts'
import { ursulaHandlers } from './ursulaHandlers.ts'
import { walletHandlers } from './walletHandlers.ts'
import { workHandlers } from './workHandlers.ts'
import type { WorkViewParts } from './workViews.ts'
import { editBonus } from '../studio/editBonus.ts'

/** Answers what commands and windows ask alike. */
export function nodeHandlers(node: BuskerNode, library = listenedLibrary(node)) {
  const { options, market, catalogue, discovery, studio, artworkCleaner, events } = node
  const { keys, network, ffmpeg } = options
  const { identity } = keys
  const { account } = identity.body
  const { maximumFee } = network.hub
  const { buyer, seller, ledger } = market
  const { purchases, contacts } = buyer
  const { sales, refunder, thanker, codes } = seller
  const works = workViewPartsOf(node)
  const raidenSettled = () => node.settled('raiden')
  return {
    status: async () => ({
      account,
      peer: node.peer.id,
      network: {
        id: network.id,
        name: network.name,
        symbol: network.token.symbol,
        decimals: network.token.decimals,
      },
      parts: node.health(),
      warnings: node.warnings(),
    }),
    ...workHandlers({ ...works, discovery, studio, purchases }),
    ...publishReleaseHandlers({ ...works, studio, artworkCleaner, ffmpeg, events }),
    ...orderHandlers({
      recipientOf: async (gift) => recipientOf(node.contacts, gift),
      people: node.contacts,
      account,
      identity,
      catalogue,
      network,
      discovery,
      market,
      buyer,
      purchases,
      contacts,
      sales,
      refunder,
      thanker,
      codes,
      ledger,
      maximumFee,
      events,
    }),
    ...releaseHandlers({ catalogue, purchases }),
    ...accessHandlers(node),
    ...exportHandlers(node),
    ...playlistFileHandlers({
      library,
      catalogue,
      boughtWorks: node.boughtWorks,
      localFiles: node.localFiles,
      fileExporter: node.fileExporter,
      ...listPartsOf(node),
    }),
    ...storageHandlers(node),
    ...walletHandlers({
      account,
      network,
      wallet: node.wallet,
      hubConnector: node.hubConnector,
      channelWatch: node.channelWatch,
      ledger,
      purchases,
      sales,
      refunds: refunder.refunds,
      raidenSettled,
    }),
    ...snapshotHandlers(node.snapshots),
    ...towerHandlers(node.towers),
    ...networkHandlers(node),
    ...currencyHandlers(node.rates),
    ...transferHandlers(node.transfers, () => new TransferRates(node.store).all()),
    ...chainStepHandlers(node.chainSteps),
    ...giftHandlers({ market, catalogue, people: node.contacts }),
    ...buyingHandlers({ payments: node.raiden, maximumFee }),
    ...leaseHandlers(node.lease),
  } satisfies ApiHandlers<NodeApi>
}

/** Answers commands, on the control socket; from now on the apps that the node is paired with as well. */
export function commandHandlers(node: BuskerNode): ApiHandlers<CommandApi> {
  const library = listenedLibrary(node)
  const own = nodeHandlers(node, library)
  const { remote, market } = node
  const { sales, codes, refunder, thanker } = market.seller
  const views = { codes, refunder, thanker, ledger: market.ledger }
  remote.serve(remoteHandlers({ pairings: remote.pairings, own, sales, views }))
  return onlyWhereSold(
    {
      ...own,
      ...serverHandlers(remote),
      ...pairingHandlers(remote),
      ...ownStudioHandlers(node),
      ...ownBuyingHandlers(node),
      ...listenHandlers(node),
      ...localFilesHandlers(node),
      ...playlistCommandHandlers({
        ...workViewPartsOf(node),
        library,
        boughtWorks: node.boughtWorks,
        localFiles: node.localFiles,
        ...listPartsOf(node),
      }),
      ...ownDiscoverHandlers(node),
      ...raidenApiHandlers(node),
      ...ursulaHandlers(node),
    },
    node.lease,
  )
}

function listPartsOf({ playlists, playlistFolders, smartLists, plays, clock }: BuskerNode) {
  return { playlists, playlistFolders, smartLists, plays, now: () => clock.now() }
}

function workViewPartsOf(node: BuskerNode) {
  const { options, catalogue, access, market, clock } = node
  const { account } = options.keys.identity.body
  return {
    account,
    catalogue,
    access,
    credit: market.buyer.credit,
    now: () => clock.now(),
  } satisfies WorkViewParts
}

function ownBuyingHandlers(node: BuskerNode) {
  const { basket, discovery, market, events, options } = node
  const { purchases, contacts } = market.buyer
  const { maximumFee } = options.network.hub
  const payments = node.raiden
  return {
    ...contactHandlers({
      identity: options.keys.identity,
      contacts: node.contacts,
      hubNames: node.hubNames,
    }),
    ...comingHandlers({ ...node, account: options.keys.identity.body.account, maximumFee }),
    ...basketHandlers({
      ...workViewPartsOf(node),
      basket,
      discovery,
      purchases,
      contacts,
      people: node.contacts,
      events,
      quoteFee: async (to, amount) => quoteFee({ payments, maximumFee }, to, amount),
      maximumFee,
    }),
  }
}

function ownDiscoverHandlers(node: BuskerNode) {
  const { catalogue, discovery, favourites, followed, collection, alsoBought } = node
  const { hidden } = discovery
  const works = workViewPartsOf(node)
  return {
    ...favouritesHandlers({ ...works, discovery, favourites, followed, hidden }),
    ...hiddenArtistsHandlers({ catalogue, hidden }),
    ...recommendsHandlers({ ...works, discovery, hidden }),
    ...collectionHandlers({ ...works, discovery, collection, alsoBought }),
  }
}

function ownStudioHandlers(node: BuskerNode) {
  const { studio, comingUploads, artworkCleaner, announce, ownWorks, playback, peer, events, uploadDrafts } =
    node
  const { keys, ffmpeg, network } = node.options
  const works = workViewPartsOf(node)
  const { account, catalogue, now } = works
  const shared = { account, catalogue, artworkCleaner, announce, blocks: peer.blocks }
  return {
    ...studioHandlers({
      ...works,
      ...shared,
      uploadDrafts,
      ownWorks,
      events,
      studio,
      comingUploads,
      playback,
      publisher: keys,
      editBonus: (manifest, wanted) =>
        editBonus({ keys, access: works.access, ownWorks, blocks: peer.blocks }, manifest, wanted),
      ffmpeg,
    }),
    ...codeHandlers({
      ownWorks,
      codes: node.market.seller.codes,
      sales: node.market.seller.sales,
      now,
    }),
    ...uploadDraftHandlers({ uploadDrafts, artworkCleaner }),
    ...profileHandlers(shared),
    ...promotionHandlers({ ...shared, token: network.token, ffmpeg }),
  }
}

/** Answers the main window, over IPC; the methods that name files are for the main process itself. */
export function windowHandlers(
  node: BuskerNode,
): ApiHandlers<WindowApi & NodeApi & PromotionApi & PlaylistFilesApi & LocalPathsApi & PhoneStartApi> {
  const { options, market, discovery } = node
  const { keys, network } = options
  const { account } = keys.identity.body
  const { purchases } = market.buyer
  const works = workViewPartsOf(node)
  const library = listenedLibrary(node)
  return onlyWhereSold(
    {
      ...nodeHandlers(node, library),
      ...ownBuyingHandlers(node),
      ...catalogueHandlers({ ...works, discovery, purchases }),
      ...ownStudioHandlers(node),
      ...playbackHandlers(node),
      ...libraryHandlers({
        ...works,
        library,
        boughtWorks: node.boughtWorks,
        localFiles: node.localFiles,
        playlists: node.playlists,
        queue: node.queue,
      }),
      ...playsHandlers(node),
      ...localFilesHandlers(node),
      ...listenBrainzHandlers(node),
      ...smartListHandlers(node),
      ...playlistFolderHandlers(node),
      ...phoneHandlers(node),
      ...ursulaHandlers(node),
      ...ownDiscoverHandlers(node),
      ...serverHandlers(node.remote),
      ...accountHandlers({ account, tips: node.tips, purchases }),
      ...connectionHandlers({
        hubConnector: node.hubConnector,
        raiden: node.raiden,
        hubAddress: network.hub.raidenAddress,
        heldRequests: market.seller.held,
      }),
      async restartPart({ name }) {
        await node.restartPart(name)
        return {}
      },
    },
    node.lease,
  )
}
