import { thanksOf } from '../app/arrivalNotifications.ts'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { ArtworkPreview } from '../../node/artwork/previewArtwork.ts'
import type { BuskerNode } from '../../node/createNode.ts'
import type { Keys } from '../../node/keys/keys.ts'
import { takeVoucher } from '../../node/network/voucherFile.ts'
import { saveNetwork } from '../../node/store/networkFile.ts'
import { findFfmpeg, sqliteBinding } from '../../process/tools.ts'
import type { ArtworkCrop } from '../../shared/artworkCrop.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { PhoneStartApi } from '../../shared/api/phone.ts'
import type { LocalPathsApi } from '../../shared/api/localFiles.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { PlaylistFilesApi } from '../../shared/api/playlistFiles.ts'
import type { PromotionApi } from '../../shared/api/promotion.ts'
import type { Address, Label } from '../../shared/ids.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import { toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { AppFiles } from '../appFiles.ts'
import { Spending } from '../guard/spending.ts'
import { utilityLauncher } from '../process/utilityLauncher.ts'
import { coverReader } from './coverReader.ts'
import type { SendEvent } from './forwardNodeEvents.ts'

export interface OpenNode {
  readonly node: Pick<BuskerNode, 'start' | 'stop' | 'wake' | 'health'>
  readonly handlers: ApiHandlers<
    WindowApi & NodeApi & PromotionApi & PlaylistFilesApi & LocalPathsApi & PhoneStartApi
  >
  /** Serves a `track://` request. */
  readonly serveTrack: (request: Request) => Promise<Response>
  /** Works of one's own are on sale. */
  readonly isSelling: () => boolean
  readonly network: NetworkProfile
  /** What a work is called, and whose it is; null when nothing is known of it. */
  readonly workOf: (label: Label) => KnownWork | null
  /** A work's picture, made anew in a process of its own, as JPEG; null: it has none that is here within a moment. */
  readonly coverOf: (label: Label) => Promise<Uint8Array | null>
  /** Purchases that can be played already, and whose seller has not heard of it yet. */
  readonly arrivedPurchases: () => readonly string[]
  /** What the page may pay for music by itself. */
  readonly spending: Spending
  /** A picture file as it will look, as a data URL. @throws BuskerError `MEDIA_ARTWORK_*` */
  readonly previewArtwork: (file: string, crop?: ArtworkCrop) => Promise<ArtworkPreview>
  /** How many orders are under way. */
  readonly liveOrders: () => number
  /** The store is to be made anew, because this machine takes over from another one; called once the node may be closed for it. */
  readonly onTakeOver: (listener: () => void) => void
  /** Forwards its events. @returns unsubscribe */
  readonly subscribe: (send: SendEvent) => () => void
}

export interface KnownWork {
  readonly title: string
  readonly artist: Address
  readonly artistName: string
}

export interface OpenNodeOptions {
  readonly files: AppFiles
  readonly keys: Keys
  readonly network: NetworkProfile
  readonly log: Logger
}

/**
 * Composes the node of one network in this process; nothing of it runs yet. It is loaded here, because it takes long and
 * a window can be painted without it.
 *
 * @throws BuskerError `NETWORK_OTHER`, `MEDIA_FFMPEG_MISSING`, `STORE_*`, `DATABASE_*`
 */
export async function openNode({ files, keys, network, log }: OpenNodeOptions): Promise<OpenNode> {
  const { account } = keys.identity.body
  const nodeFiles = files.node(network.id, account)
  const [
    { createNode },
    { windowHandlers },
    { countLiveOrders },
    { forwardNodeEvents },
    { previewArtwork },
    { libraryApi },
  ] = await Promise.all([
    import('../../node/createNode.ts'),
    import('../../node/api/nodeHandlers.ts'),
    import('../../node/market/countLiveOrders.ts'),
    import('./forwardNodeEvents.ts'),
    import('../../node/artwork/previewArtwork.ts'),
    import('../../shared/api/library.ts'),
  ])
  await saveNetwork(nodeFiles.network, network)
  // Before the node: what throws after it would leave it open.
  const spending = await Spending.open(join(nodeFiles.folder, 'spending.json'), defaultLimit(network))
  const nativeBinding = sqliteBinding()
  const node = await createNode({
    folder: nodeFiles.folder,
    keys,
    network,
    ffmpeg: await findFfmpeg(),
    log,
    launcher: utilityLauncher,
    ...(nativeBinding !== undefined && { nativeBinding }),
  })
  await takeVoucher(files.voucher(network.id), (code) => node.vouchers.add(code))
  const { events, market, catalogue, access, studio, artworkCleaner } = node
  const handlers = windowHandlers(node)
  // Read, and put into columns, before the page asks.
  handlers
    .library({}, { signal: new AbortController().signal, report: () => undefined })
    .then((owned) => z.encode(libraryApi.library.output, owned))
    .catch((error: unknown) => log.warn({ part: 'library', err: error }))
  const { credit } = market.buyer
  const now = () => node.clock.now()
  const people = node.contacts
  const eventSources = { account, people, events, market, catalogue, access, studio, credit, now }
  return {
    node,
    handlers,
    serveTrack: ({ url, signal }) => node.playback.respond(url, signal),
    isSelling: () => catalogue.worksOf(account).length > 0,
    network,
    workOf: (label) => catalogue.edition(label) ?? null,
    coverOf: coverReader({ catalogue, playback: node.playback, artworkCleaner }),
    arrivedPurchases: () => [
      ...market.buyer.purchases.idsIn(['joined']),
      ...market.buyer.purchases.thankedIds().map(thanksOf),
    ],
    spending,
    previewArtwork: (file, crop) => previewArtwork(artworkCleaner, { file, crop }),
    liveOrders: () => countLiveOrders(market),
    onTakeOver: (listener) => void events.once('takeOver', listener),
    subscribe: (send) => forwardNodeEvents(eventSources, send),
  }
}

/** Twenty tokens a day: some songs, or an album. */
function defaultLimit({ token }: NetworkProfile) {
  return toAmount(20n * 10n ** BigInt(token.decimals))
}
