import PQueue from 'p-queue'
import { BuskerError, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { GiftState } from '../../shared/giftStates.ts'
import type { Address, Label } from '../../shared/ids.ts'
import { canCancel, isPaying } from '../../shared/orderStates.ts'
import type { Startable } from '../../shared/startable.ts'
import { type SignedDedication, verifyDedication } from '../../protocol/dedication.ts'
import { commitmentsDigest, type Receipt, requestDigest } from '../../protocol/purchase.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { Saga, type SagaOptions } from '../saga/saga.ts'
import { checkGift } from './checkGift.ts'
import { checkOffer } from './checkOffer.ts'
import type { Customers } from './customers.ts'
import { EarlyDedications } from './earlyDedications.ts'
import type { GiftGivers } from './giftGivers.ts'
import { type GiftActionName, type GiftEvent, giftMachine } from './giftMachine.ts'
import { giftToReplace } from './giftRoom.ts'
import { type Gift, Gifts } from './gifts.ts'
import { giftedPurchase } from './giftedPurchase.ts'
import { isHopelessLetter } from './hopelessLetter.ts'
import type { PurchaseActionOptions } from './purchaseContext.ts'
import { letterLifetimeMs, openingDeadline } from './purchaseFacts.ts'
import type { Purchase } from './purchases.ts'
import { callSeller, sellerOf } from './sellerCalls.ts'
import type { SellerContacts } from './sellerContacts.ts'
import type { Work } from './workResolver.ts'

export interface GiftInboxOptions
  extends
    Pick<
      PurchaseActionOptions,
      'keys' | 'calls' | 'access' | 'works' | 'chain' | 'purchases' | 'now' | 'isTimeKnown'
    >,
    Omit<SagaOptions, 'now'> {
  readonly contacts: Pick<SellerContacts, 'answered'>
  readonly customers: Pick<Customers, 'standing'>
  readonly givers: Pick<GiftGivers, 'has'>
  /** It opens: the gift is ours now. An own order for the same that is not paid yet ends. */
  readonly take: (purchase: Purchase) => void
  /** What is known of a gift that was taken has changed. */
  readonly onTakenChange: (id: string) => void
}

/** Tried again, these stay as they are. */
const unopenableCodes = ['POLICY_WRONG_KEY', 'POLICY_REVOKED'] as const

/**
 * Gifts that came, until they are accepted and open. What is here is not owned: it keeps nobody from buying, nothing of it is
 * fetched and nobody is asked for it before the person, or the setting, accepts it.
 */
export class GiftInbox implements Startable {
  readonly gifts: Gifts
  readonly #options: GiftInboxOptions
  readonly #saga: Saga<GiftState, GiftEvent, GiftActionName, Gift>
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #early = new EarlyDedications()

  constructor(options: GiftInboxOptions) {
    this.#options = options
    this.gifts = new Gifts(options.store, options.keys)
    this.#saga = new Saga(
      giftMachine,
      this.gifts,
      { consider: (gift) => this.#consider(gift), open: (gift, signal) => this.#open(gift, signal) },
      {
        ...options,
        onRetry: (id, error) => {
          options.onRetry?.(id, error)
          // Why it could not be opened stays to be read while it waits for the person.
          if (this.gifts.get(id)?.state !== 'accepted') return
          this.gifts.update(id, toErrorData(error))
          options.onChange?.(id)
        },
      },
    )
  }

  async start(): Promise<void> {
    this.gifts.removeSettled()
    await this.#saga.start()
  }

  async stop(): Promise<void> {
    await this.#saga.stop()
    await this.#queue.onIdle()
  }

  /**
   * Takes a gift in, to wait. Again changes nothing.
   *
   * @throws BuskerError those of {@link checkGift}; `GIFT_TOO_MANY`
   */
  async receive(receipt: Receipt, sealedPolicy: Uint8Array): Promise<void> {
    const { keys, chain, customers, now } = this.#options
    await checkGift(receipt, sealedPolicy, keys.identity.body, chain)
    const { invoice } = receipt.invoice
    const isVouched = (await customers.standing(invoice.buyer)) === 'connected'
    const time = now()
    const gift: Gift = {
      id: requestDigest(receipt.request),
      state: 'waiting',
      label: invoice.label,
      manifest: invoice.manifest,
      seller: invoice.seller,
      giver: invoice.buyer,
      isVouched,
      amount: invoice.amount,
      receipt,
      sealedPolicy,
      dedication: null,
      deadline: time + letterLifetimeMs,
      code: null,
      message: null,
      receivedAt: time,
      changedAt: time,
    }
    await this.#queue.add(async () => this.#keep(gift))
  }

  /**
   * What a giver wrote with a gift, which may still be on its way. What was said first stays.
   *
   * @throws BuskerError `PROTOCOL_FORGED`
   */
  async receiveDedication(signed: SignedDedication): Promise<void> {
    await verifyDedication(signed)
    await this.#queue.add(async () => {
      this.#early.keep(signed)
      this.#dedicate(signed.body.gift)
    })
  }

  /**
   * The person wants it: now it is looked up and opened.
   *
   * @throws BuskerError `GIFT_UNKNOWN`
   */
  accept(id: string): void {
    const { receipt } = this.#require(id)
    const deadline = openingDeadline(receipt.invoice.invoice, this.#options.now())
    this.#saga.dispatch(id, { on: 'accepted', change: { code: null, message: null, deadline } })
  }

  /**
   * The person does not want it: nothing of it is kept.
   *
   * @throws BuskerError `GIFT_UNKNOWN`
   */
  decline(id: string): void {
    this.#require(id)
    this.#end(id, 'refused')
    this.#options.onChange?.(id)
  }

  /** Artist and work are in the catalogue here; only then it is accepted by itself. */
  isVerified({ manifest, label, seller }: Gift): boolean {
    return this.#options.works.isKnown({ manifest, label, artist: seller })
  }

  /** An order of one's own for this label has changed. */
  wake(label: Label): void {
    for (const id of this.gifts.idsFor(label)) this.#saga.wake(id)
  }

  wakeAll(): void {
    this.#saga.wakeAll()
  }

  #require(id: string): Gift {
    const gift = this.gifts.list().find((each) => each.id === id)
    if (gift !== undefined) return gift
    throw new BuskerError('GIFT_UNKNOWN', 'There is no such gift any more. List them with: busker gifts')
  }

  #keep(gift: Gift): void {
    if (this.gifts.get(gift.id) !== undefined || this.#options.purchases.get(gift.id) !== undefined) return
    const replaced = giftToReplace(this.gifts.list(), gift)
    if (replaced !== undefined) this.#end(replaced.id, 'ranOut')
    this.#saga.begin({ ...gift, dedication: this.#early.take(gift.id, gift.giver) }, 'arrived')
  }

  /** Writes what came of a gift that is here to it; to that of nobody else, and once. */
  #dedicate(id: string): void {
    const { purchases, onChange, onTakenChange } = this.#options
    const taken = purchases.get(id)
    if (taken !== undefined) {
      const { buyer, recipient } = taken.signedRequest.request
      const said = this.#early.take(id, buyer)
      const isGiven = recipient === this.#self() && buyer !== recipient
      if (said === null || taken.dedication !== null || !isGiven) return
      purchases.update(id, { dedication: said })
      return onTakenChange(id)
    }
    const gift = this.gifts.get(id)
    const said = gift === undefined ? null : this.#early.take(id, gift.giver)
    if (said === null || gift?.dedication !== null) return
    this.gifts.update(id, { dedication: said })
    onChange?.(id)
  }

  #end(id: string, on: 'refused' | 'ranOut'): void {
    this.#saga.dispatch(id, { on, change: { deadline: null } })
    this.gifts.removeSettled()
  }

  async #consider(gift: Gift) {
    const { now, isTimeKnown, givers } = this.#options
    if (isTimeKnown() && gift.deadline !== null && gift.deadline <= now()) {
      return { on: 'ranOut', change: { deadline: null } } as const
    }
    if (gift.code !== null || !givers.has(gift.giver) || !this.isVerified(gift)) return null
    const deadline = openingDeadline(gift.receipt.invoice.invoice, now())
    return { on: 'accepted', change: { deadline } } as const
  }

  async #open(gift: Gift, signal: AbortSignal) {
    const { now, isTimeKnown } = this.#options
    try {
      return await this.#openNow(gift, signal)
    } catch (error) {
      if (signal.aborted) throw error
      const isLate = isTimeKnown() && gift.deadline !== null && gift.deadline <= now()
      const isFinal = isHopelessLetter(error) || unopenableCodes.some((code) => isBuskerError(error, code))
      if (!isLate && !isFinal) throw error
      const { code, message } = toErrorData(error)
      return { on: 'notOpened', change: { code, message, deadline: now() + letterLifetimeMs } } as const
    }
  }

  async #openNow(gift: Gift, signal: AbortSignal) {
    const { purchases, works, access, take, now } = this.#options
    const opened = { on: 'opened', change: { code: null, message: null, deadline: null } } as const
    if (purchases.get(gift.id) !== undefined) return opened
    const own = purchases.findLive(gift.label, this.#self())
    // While one's own order is being paid, the gift waits for what becomes of it.
    if (own !== undefined && isPaying(own)) return null
    if (own !== undefined && !canCancel(own)) return { on: 'refused', change: { deadline: null } } as const
    const work = await works.byManifest({ label: gift.label, manifest: gift.manifest, artist: gift.seller })
    assertSameKeys(gift, work)
    try {
      const policy = openPolicy(gift.sealedPolicy, gift.receipt.secret)
      await access.join({ policy, capsule: work.capsule, tracks: work.tracks }, signal)
    } catch (error) {
      if (!isBuskerError(error, 'POLICY_EXPIRED')) throw error
      await this.#renew(gift, work, signal)
      throw error
    }
    take(giftedPurchase(this.gifts.get(gift.id) ?? gift, now()))
    return opened
  }

  /** The policy came too late to be joined: the receipt entitles to a fresh one, and it is tried with that. */
  async #renew(gift: Gift, work: Work, signal: AbortSignal) {
    const { now } = this.#options
    const purchase = giftedPurchase(gift, now())
    const seller = sellerOf(this.#options, purchase)
    const fresh = await callSeller(this.#options, seller, 'renew', gift.receipt, signal)
    await checkOffer(purchase, { ...fresh, secret: gift.receipt.secret }, work, now())
    const receipt = { ...gift.receipt, invoice: fresh.signed }
    this.gifts.update(gift.id, { receipt, sealedPolicy: fresh.sealedPolicy })
  }

  #self(): Address {
    return this.#options.keys.identity.body.account
  }
}

/** @throws BuskerError `ORDER_MANIFEST_WRONG`: the manifest is not of the keys that were sold */
function assertSameKeys({ receipt }: Gift, work: Work): void {
  const commitments = commitmentsDigest(work.tracks.map(({ commitment }) => commitment))
  if (commitments === receipt.invoice.invoice.commitments) return
  throw new BuskerError(
    'ORDER_MANIFEST_WRONG',
    'The work in this gift is not the one that the artist sold. Ask the giver.',
  )
}
