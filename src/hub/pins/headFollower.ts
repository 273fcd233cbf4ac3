import type { Peer } from '../../ipfs/peer.ts'
import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import { decodeHead } from '../../node/catalogue/protocolHandlers.ts'
import type { HeadRecords } from '../../node/catalogue/headRecords.ts'
import type { Startable } from '../../shared/startable.ts'
import type { PinningService } from './pinningService.ts'

export interface HeadFollowerParts {
  readonly catalogue: Pick<CatalogueService, 'onChange' | 'head'>
  readonly heads: Pick<HeadRecords, 'since'>
  readonly peer: Pick<Peer, 'onConnection'>
  readonly pinning: Pick<PinningService, 'follow' | 'onPeerConnected'>
}

const pageSize = 500

/** Passes to the pinning service every head the catalogue accepts, those accepted just before a crash too, and every peer that connects. */
export class HeadFollower implements Startable {
  readonly #parts: HeadFollowerParts
  #unsubscribe: (() => void)[] = []

  constructor(parts: HeadFollowerParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { catalogue, heads, peer, pinning: pins } = this.#parts
    this.#unsubscribe = [
      catalogue.onChange((artist) => {
        const head = catalogue.head(artist)
        if (head !== undefined) pins.follow(head.body)
      }),
      peer.onConnection((who, isConnected) => {
        if (isConnected) pins.onPeerConnected(who)
      }),
    ]
    for (let cursor = 0, page = pageSize; page === pageSize;) {
      const found = heads.since(cursor, pageSize)
      for (const bytes of found.heads) pins.follow(decodeHead(bytes).body)
      page = found.heads.length
      cursor = found.position
    }
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
  }
}
