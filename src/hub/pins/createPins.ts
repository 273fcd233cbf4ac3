import type { Logger } from 'pino'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'
import { adoptEngine } from './adoptEngine.ts'
import { CatalogueReader } from './catalogueReader.ts'
import { EmbeddedPins } from './embeddedPins.ts'
import type { KuboClient } from './kubo/kuboClient.ts'
import { KuboPins } from './kubo/kuboPins.ts'
import { PinBlocks } from './pinBlocks.ts'
import type { PinEngine } from './pinEngine.ts'
import { PinRecords } from './pinRecords.ts'
import { defaultPinLimits, type PinLimits } from './pinRoom.ts'
import { PinningService } from './pinningService.ts'

export interface PinsOptions {
  readonly store: HubStore
  /** The hub's own. */
  readonly blocks: Blocks
  /** What keeps the pins; null: the hub itself. */
  readonly kubo: KuboClient | null
  readonly limits?: Partial<PinLimits>
  readonly log: Logger
  readonly now: Clock
}

/** What a hub pins, and with what. */
export interface HubPins {
  readonly service: PinningService
  readonly engine: PinEngine
  readonly records: PinRecords
}

/** Puts the pinning of a hub together; nothing runs yet. */
export function createPins({ store, blocks, kubo, limits, log, now }: PinsOptions): HubPins {
  adoptEngine(store, kubo === null ? 'embedded' : 'kubo', now())
  const records = new PinRecords(store, now)
  const pinBlocks = new PinBlocks(store, { ...defaultPinLimits, ...limits })
  const reader = new CatalogueReader({ records, blocks, log })
  const parts = { records, pinBlocks, blocks, reader, now }
  const engine = kubo === null ? new EmbeddedPins(parts) : new KuboPins({ ...parts, kubo })
  return { service: new PinningService({ records, engine, log, now }), engine, records }
}
