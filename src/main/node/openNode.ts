import type { Logger } from 'pino'
import type { BuskerNode } from '../../node/createNode.ts'
import type { Keys } from '../../node/keys/keys.ts'
import { saveNetwork } from '../../node/store/networkFile.ts'
import { findFfmpeg, sqliteBinding } from '../../process/tools.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { Label } from '../../shared/ids.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { AppFiles } from '../appFiles.ts'
import { utilityLauncher } from '../process/utilityLauncher.ts'
import type { SendEvent } from './forwardNodeEvents.ts'

export interface OpenNode {
  readonly node: Pick<BuskerNode, 'start' | 'stop' | 'wake' | 'health'>
  readonly handlers: ApiHandlers<WindowApi & NodeApi>
  /** Serves a `track://` request. */
  readonly serveTrack: (request: Request) => Promise<Response>
  /** Works of one's own are on sale. */
  readonly isSelling: () => boolean
  /** What a work is called; null when nothing is known of it. */
  readonly titleOf: (label: Label) => string | null
  /** How many orders are under way. */
  readonly liveOrders: () => number
  /** Forwards its events. @returns unsubscribe */
  readonly subscribe: (send: SendEvent) => () => void
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
  const [{ createNode }, { windowHandlers }, { countLiveOrders }, { forwardNodeEvents }] = await Promise.all([
    import('../../node/createNode.ts'),
    import('../../node/api/nodeHandlers.ts'),
    import('../../node/market/countLiveOrders.ts'),
    import('./forwardNodeEvents.ts'),
  ])
  await saveNetwork(nodeFiles.network, network)
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
  const { events, market, catalogue, access, studio } = node
  const eventSources = { account, events, market, catalogue, access, studio }
  return {
    node,
    handlers: windowHandlers(node),
    serveTrack: ({ url, signal }) => node.playback.respond(url, signal),
    isSelling: () => catalogue.worksOf(account).length > 0,
    titleOf: (label) => catalogue.edition(label)?.title ?? null,
    liveOrders: () => countLiveOrders(market),
    subscribe: (send) => forwardNodeEvents(eventSources, send),
  }
}
