import type { Logger } from 'pino'
import type { Node } from '../../node/createNode.ts'
import type { Keys } from '../../node/keys/keys.ts'
import { keepNetwork } from '../../node/store/networkFile.ts'
import { findFfmpeg, sqliteBinding } from '../../process/tools.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { Label } from '../../shared/ids.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { AppFiles } from '../files.ts'
import { utilityLauncher } from '../process/utilityLauncher.ts'
import type { Tell } from './nodeEvents.ts'

export interface OpenNode {
  readonly node: Node
  readonly handlers: ApiHandlers<WindowApi & NodeApi>
  /** Answers a `track://` address. */
  readonly answerTrack: (request: Request) => Promise<Response>
  /** Works of one's own are on sale. */
  readonly isSelling: () => boolean
  /** What a work is called; null when nothing is known of it. */
  readonly titleOf: (label: Label) => string | null
  /** How many orders are under way. */
  readonly liveOrders: () => number
  /** Tells windows what happens in it. @returns unsubscribe */
  readonly subscribe: (tell: Tell) => () => void
}

export interface OpenNodeWish {
  readonly files: AppFiles
  readonly keys: Keys
  readonly network: NetworkProfile
  readonly log: Logger
}

/**
 * Composes the node of one network in this process; nothing of it runs yet. It is loaded here, because it takes long and
 * a window can be painted without it.
 *
 * @throws BuskerError `NETWORK_CHAIN_UNKNOWN`, `NETWORK_OTHER`, `MEDIA_FFMPEG_MISSING`, `STORE_*`, `DATABASE_*`
 */
export async function openNode({ files, keys, network, log }: OpenNodeWish): Promise<OpenNode> {
  const place = files.node(network.id, keys.identity.body.account)
  const [{ createNode }, { windowHandlers }, { liveOrders }, { passOnEvents }] = await Promise.all([
    import('../../node/createNode.ts'),
    import('../../node/api/nodeHandlers.ts'),
    import('../../node/liveOrders.ts'),
    import('./nodeEvents.ts'),
  ])
  await keepNetwork(place.network, network)
  const nativeBinding = sqliteBinding()
  const node = await createNode({
    folder: place.folder,
    keys,
    network,
    ffmpeg: await findFfmpeg(),
    log,
    launcher: utilityLauncher,
    ...(nativeBinding !== undefined && { nativeBinding }),
  })
  return {
    node,
    handlers: windowHandlers(node),
    answerTrack: ({ url, signal }) => node.playback.answer(url, signal),
    isSelling: () => node.catalogue.worksOf(keys.identity.body.account).length > 0,
    titleOf: (label) => node.catalogue.edition(label)?.title ?? null,
    liveOrders: () => liveOrders(node),
    subscribe: (tell) => passOnEvents(node, tell),
  }
}
