import PQueue from 'p-queue'
import type { Address, Label } from '../../shared/ids.ts'
import { hasAccess, hasFailed } from '../../shared/orderStates.ts'
import type { Startable } from '../../shared/startable.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Store } from '../store/openStore.ts'
import { boughtTracks } from './boughtTracks.ts'
import type { Buyer } from './buyer.ts'
import { newerEditions } from './newerEditions.ts'
import type { Purchase } from './purchases.ts'
import { noteReleaseTracks } from './releaseTracks.ts'
import type { WorkReference } from './workResolver.ts'

export interface EditionClaimsOptions {
  readonly store: Store
  /** Whose purchases they are. */
  readonly account: Address
  readonly catalogue: Pick<CatalogueService, 'manifest' | 'onChange'>
  readonly buyer: Pick<Buyer, 'claim'> & {
    readonly purchases: Pick<Buyer['purchases'], 'get' | 'sellers' | 'attempts' | 'underWay' | 'countClaims'>
  }
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
}

const dayMs = 24 * 3600_000
/** Editions of one work that are asked for within a day: an artist who announces many has them fetched in turn. */
const claimsADay = 4
/** After this time it is looked again at what had to wait, ms. */
const againMs = 3600_000

/**
 * Asks for newer editions of what one owns, by itself: they cost nothing. It looks when a catalogue or an order has changed,
 * and at the start, so that nothing has to be remembered but the orders.
 */
export class EditionClaims implements Startable {
  readonly #options: EditionClaimsOptions
  readonly #queue = new PQueue({ concurrency: 1 })
  /** Whose works are about to be looked at. */
  readonly #waiting = new Set<Address>()
  /** Who has announced more than is fetched in a day. */
  readonly #heldBack = new Set<Address>()
  #unsubscribe: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: EditionClaimsOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#unsubscribe !== undefined) return
    this.#unsubscribe = this.#options.catalogue.onChange((artist) => this.#look(artist))
    this.#timer = setInterval(() => this.#heldBack.forEach((seller) => this.#look(seller)), againMs)
    this.#timer.unref()
    for (const seller of this.#options.buyer.purchases.sellers()) this.#look(seller)
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    clearInterval(this.#timer)
    this.#waiting.clear()
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  /** An order that has ended, or gave access, may be of an edition that is not the newest any more. */
  orderChanged(id: string): void {
    const purchase = this.#options.buyer.purchases.get(id)
    if (purchase !== undefined && (hasAccess(purchase) || hasFailed(purchase))) this.#look(purchase.seller)
  }

  #look(seller: Address): void {
    if (this.#unsubscribe === undefined || this.#waiting.has(seller)) return
    this.#waiting.add(seller)
    this.#queue
      .add(async () => {
        this.#waiting.delete(seller)
        await this.#claimNewer(seller)
      })
      .catch(this.#options.onFailure)
  }

  async #claimNewer(seller: Address): Promise<void> {
    const { store, account, catalogue, buyer, onFailure } = this.#options
    this.#heldBack.delete(seller)
    await noteReleaseTracks(store, catalogue, seller)
    for (const work of newerEditions(store, account, seller)) {
      if (this.#unsubscribe === undefined) return
      if (this.#isToBeClaimed(work)) await buyer.claim(work).catch(onFailure)
    }
  }

  #isToBeClaimed({ label, manifest, artist }: WorkReference): boolean {
    const { account, buyer, now } = this.#options
    const attempts = buyer.purchases.attempts(label, account)
    if (attempts.some((one) => !hasFailed(one) || isFinal(one, manifest))) return false
    if (this.#comesWithRelease(label, artist)) return false
    if (buyer.purchases.countClaims(label, account, now() - dayMs) < claimsADay) return true
    this.#heldBack.add(artist)
    return false
  }

  /** A release that holds it is asked for, or being opened. */
  #comesWithRelease(track: Label, artist: Address): boolean {
    const { account, buyer, catalogue } = this.#options
    return buyer.purchases
      .underWay('release', artist, account)
      .some((purchase) => boughtTracks(catalogue, purchase).includes(track))
  }
}

/** The person took it back, or the artist said no to this very manifest. */
function isFinal(attempt: Purchase, manifest: Purchase['manifest']): boolean {
  return attempt.state === 'cancelled' || (attempt.state === 'declined' && attempt.manifest === manifest)
}
