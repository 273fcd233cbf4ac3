import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import { type UsualHours, usualHours } from './usualHours.ts'

const hourMs = 3_600_000
/** Hours remembered of one seller. */
const hoursKept = 300
/** So often at most it is written that a seller is there. */
const notedEveryMs = 300_000

/** What is known of a seller who does not answer. */
export interface SellerAbsence {
  /** Since when they were asked in vain, ms since epoch. */
  readonly since: number
  /** When their node was there last, ms since epoch; null: it never was while this node looked. */
  readonly lastHereAt: number | null
  /** When they are mostly there; null: not known. */
  readonly usualHours: UsualHours | null
}

/** When the nodes of those one buys from were there, as this node saw it itself. */
export class SellerContacts {
  readonly #store: Store
  readonly #now: () => number
  /** Those who do not answer, and since when: asked again after a start, so it needs no disk. */
  readonly #missed = new Map<Address, number>()
  readonly #notedAt = new Map<Address, number>()

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** A seller's node has answered or spoken. @returns true: it was away until now */
  answered(seller: Address): boolean {
    const wasAway = this.#missed.delete(seller)
    const at = this.#now()
    if (wasAway || at - (this.#notedAt.get(seller) ?? -Infinity) >= notedEveryMs) this.#note(seller, at)
    return wasAway
  }

  /** A seller was asked in vain, and the hub was there. @returns true: that is new */
  missed(seller: Address): boolean {
    if (this.#missed.has(seller)) return false
    this.#missed.set(seller, this.#now())
    return true
  }

  /** Those one has ordered from whose node this is. */
  ofPeer(peer: PeerIdText): Address[] {
    return this.#store
      .prepare<[string], Address>(
        'SELECT address FROM artists WHERE peer = ? AND EXISTS (SELECT 1 FROM purchases WHERE seller = address)',
      )
      .pluck()
      .all(peer)
  }

  /** Undefined while nothing says that they are away. */
  absence(seller: Address): SellerAbsence | undefined {
    const since = this.#missed.get(seller)
    if (since === undefined) return undefined
    const times = this.#store
      .prepare<[string], number>('SELECT at FROM seller_answers WHERE seller = ? ORDER BY hour')
      .pluck()
      .all(seller)
    return { since, lastHereAt: times.at(-1) ?? null, usualHours: usualHours(times, this.#now()) }
  }

  #note(seller: Address, at: number): void {
    const hour = Math.floor(at / hourMs)
    this.#store.transaction(() => {
      this.#store
        .prepare(
          `INSERT INTO seller_answers (seller, hour, at)
             SELECT @seller, @hour, @at WHERE EXISTS (SELECT 1 FROM purchases WHERE seller = @seller)
           ON CONFLICT (seller, hour) DO UPDATE SET at = max(at, excluded.at)`,
        )
        .run({ seller, hour, at })
      this.#store
        .prepare(
          `DELETE FROM seller_answers WHERE seller = @seller AND hour <=
             (SELECT hour FROM seller_answers WHERE seller = @seller ORDER BY hour DESC LIMIT 1 OFFSET ${hoursKept})`,
        )
        .run({ seller })
    })()
    this.#notedAt.set(seller, at)
  }
}
