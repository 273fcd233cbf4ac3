import type { Peer } from '../../ipfs/peer.ts'
import type { Catalogue } from '../../node/catalogue/catalogue.ts'
import { readHead } from '../../node/catalogue/handlers.ts'
import type { HeadRecords } from '../../node/catalogue/headRecords.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Pins } from './pins.ts'

export interface FollowHeadsParts {
  readonly catalogue: Pick<Catalogue, 'onChange' | 'head'>
  readonly heads: Pick<HeadRecords, 'since'>
  readonly peer: Pick<Peer, 'onConnection'>
  readonly pins: Pick<Pins, 'follow' | 'connected'>
}

const PAGE = 500

/** Tells the pins of every head the catalogue has accepted, those accepted just before a crash too, and who connects. */
export class FollowHeads implements Startable {
  readonly #parts: FollowHeadsParts
  #unsubscribe: (() => void)[] = []

  constructor(parts: FollowHeadsParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { catalogue, heads, peer, pins } = this.#parts
    this.#unsubscribe = [
      catalogue.onChange((artist) => {
        const head = catalogue.head(artist)
        if (head !== undefined) pins.follow(head.body)
      }),
      peer.onConnection((who, isConnected) => {
        if (isConnected) pins.connected(who)
      }),
    ]
    for (let cursor = 0, page = PAGE; page === PAGE;) {
      const found = heads.since(cursor, PAGE)
      for (const bytes of found.heads) pins.follow(readHead(bytes).body)
      page = found.heads.length
      cursor = found.position
    }
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
  }
}
