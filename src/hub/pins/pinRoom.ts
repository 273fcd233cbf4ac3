import type { Address, CidText } from '../../shared/ids.ts'
import { ChannelPartners } from '../channelPartners.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'

/** How much the hub pins, bytes. */
export interface PinLimits {
  readonly artistBytes: number
  readonly artistBlocks: number
  /** Of an artist who has no channel with the hub. */
  readonly nonPartnerBlocks: number
  /** For all artists who have no channel with the hub together. */
  readonly nonPartnerBytes: number
  readonly totalBytes: number
}

export const defaultPinLimits: PinLimits = {
  artistBytes: 16 * 2 ** 30,
  artistBlocks: 200_000,
  nonPartnerBlocks: 20_000,
  nonPartnerBytes: 4 * 2 ** 30,
  totalBytes: 256 * 2 ** 30,
}

/** Artists who share a room, as SQL over a column `artist`. */
const everybody = 'TRUE'
const nonPartners = 'artist NOT IN (SELECT account FROM members)'

/**
 * Shares the hub's disk out by what is there, not by what is promised: bytes are reserved only while they are being fetched.
 * Where a room is full, whoever has most in it gives way to whoever would still have less; those without a channel give way to
 * those with one.
 */
export class PinRoom {
  readonly #store: HubStore
  readonly #limits: PinLimits
  readonly #partners: ChannelPartners
  readonly #reserved = new Map<Address, number>()

  constructor(store: HubStore, limits: PinLimits) {
    this.#store = store
    this.#limits = limits
    this.#partners = new ChannelPartners(store)
  }

  /** Blocks that are listed for one artist at most. */
  blocksFor(artist: Address): number {
    return this.#partners.has(artist) ? this.#limits.artistBlocks : this.#limits.nonPartnerBlocks
  }

  /** Bytes that are there, all artists. */
  totalBytes(): number {
    return this.#kept(everybody)
  }

  /**
   * Makes room for `bytes` of this artist, which are about to be fetched.
   *
   * @returns false where there is none; else they are reserved until {@link release}
   */
  reserve(artist: Address, bytes: number): boolean {
    const { artistBytes, nonPartnerBytes, totalBytes } = this.#limits
    const isFree = this.#store.transaction(() => {
      if (this.#keptOf(artist) + bytes > artistBytes) return false
      if (this.#partners.has(artist)) {
        return (
          this.#makeRoom(artist, bytes, {
            shared: everybody,
            limit: totalBytes,
            from: nonPartners,
            isOwed: true,
          }) || this.#makeRoom(artist, bytes, { shared: everybody, limit: totalBytes, from: everybody })
        )
      }
      return (
        this.#makeRoom(artist, bytes, { shared: nonPartners, limit: nonPartnerBytes, from: nonPartners }) &&
        this.#makeRoom(artist, bytes, { shared: everybody, limit: totalBytes, from: nonPartners })
      )
    })()
    if (isFree) this.#reserved.set(artist, (this.#reserved.get(artist) ?? 0) + bytes)
    return isFree
  }

  /** What was reserved has come, and counts as what is there, or has not. */
  release(artist: Address): void {
    this.#reserved.delete(artist)
  }

  #makeRoom(artist: Address, bytes: number, room: SharedRoom): boolean {
    const reserved = this.#reservedIn(room.shared)
    for (;;) {
      const missing = this.#kept(room.shared) + reserved + bytes - room.limit
      if (missing <= 0) return true
      const largest = this.#largest(room.from, artist)
      if (largest === undefined) return false
      const fair = room.isOwed === true ? missing : largest.bytes - (this.#keptOf(artist) + bytes)
      if (fair <= 0 || !this.#takeFrom(largest.artist, Math.min(missing, fair))) return false
    }
  }

  /** Blocks of older catalogues first, then what is least important. @returns false where nothing was there to take */
  #takeFrom(artist: Address, bytes: number): boolean {
    const kept = this.#store.prepare<[string], { cid: CidText; size: number }>(
      "SELECT cid, size FROM pin_blocks WHERE artist = ? AND state = 'kept' ORDER BY number, position DESC",
    )
    const refuse = this.#store.prepare("UPDATE pin_blocks SET state = 'refused' WHERE artist = ? AND cid = ?")
    const discard = this.#store.prepare('INSERT OR IGNORE INTO pin_garbage (cid) VALUES (?)')
    let taken = 0
    for (const { cid, size } of kept.all(artist)) {
      refuse.run(artist, cid)
      discard.run(cid)
      taken += size
      if (taken >= bytes) break
    }
    return taken > 0
  }

  #largest(among: string, but: Address): { artist: Address; bytes: number } | undefined {
    return this.#store
      .prepare<[string], { artist: Address; bytes: number }>(
        `SELECT artist, bytes FROM pin_sizes WHERE ${among} AND artist <> ? AND bytes > 0 ORDER BY bytes DESC LIMIT 1`,
      )
      .get(but)
  }

  #kept(shared: string): number {
    return numberIn(this.#store, `SELECT coalesce(sum(bytes), 0) FROM pin_sizes WHERE ${shared}`)
  }

  #keptOf(artist: Address): number {
    return numberIn(this.#store, 'SELECT coalesce((SELECT bytes FROM pin_sizes WHERE artist = ?), 0)', artist)
  }

  #reservedIn(shared: string): number {
    let bytes = 0
    for (const [artist, reserved] of this.#reserved) {
      if (shared === everybody || !this.#partners.has(artist)) bytes += reserved
    }
    return bytes
  }
}

interface SharedRoom {
  /** Who shares it. */
  readonly shared: string
  readonly limit: number
  /** Who may have to give way. */
  readonly from: string
  /** They give way whoever has more. */
  readonly isOwed?: boolean
}
