import { digest } from '../../protocol/codec.ts'
import { type Offer, type Receipt, signInvoice, verifyReceipt } from '../../protocol/purchase.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { OrderId } from '../../shared/ids.ts'
import type { PolicyTerms } from '../access/access.ts'
import { sealPolicy } from '../access/sealedPolicy.ts'
import { notForUs } from './saleRefusals.ts'
import type { Sales } from './sales.ts'
import type { SellerOptions } from './sellerOptions.ts'

interface RenewalOptions extends Pick<SellerOptions, 'store' | 'keys' | 'grants' | 'terms'> {
  readonly sales: Sales
  readonly now: () => number
}

/** Policies of what was paid for, made anew, unless the artist has ended that access. */
export class Renewals {
  readonly #options: RenewalOptions

  constructor(options: RenewalOptions) {
    this.#options = options
  }

  /** What a policy that is made now says. */
  terms(): PolicyTerms {
    const { terms, now } = this.#options
    const { threshold, shares, accessMs } = terms
    return { threshold, shares, end: now() + accessMs }
  }

  /** @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `ORDER_REVOKED` */
  async renew(receipt: Receipt): Promise<Offer> {
    await verifyReceipt(receipt)
    const { store, keys, grants, sales } = this.#options
    const { invoice } = receipt.invoice
    if (invoice.seller !== keys.identity.body.account) throw notForUs()
    this.assertNotRevoked(invoice.order)
    const terms = this.terms()
    const policy = await grants.make(invoice.label, receipt.request.recipient.body, terms)
    const sealedPolicy = sealPolicy(policy, receipt.secret)
    const renewed = {
      ...invoice,
      threshold: terms.threshold,
      shares: terms.shares,
      accessUntil: terms.end,
      sealedPolicy: digest(sealedPolicy),
    }
    const signed = await signInvoice(renewed, keys.account)
    store
      .transaction(() => {
        const known = sales.get(invoice.order) !== undefined
        grants.record(policy, invoice.recipient, known ? invoice.order : null)
        if (known) sales.update(invoice.order, { invoice: signed, sealedPolicy })
      })
      .immediate()
    return { signed, sealedPolicy }
  }

  /** @throws BuskerError `ORDER_REVOKED` */
  assertNotRevoked(order: OrderId): void {
    if (!this.isRevoked(order)) return
    throw new BuskerError(
      'ORDER_REVOKED',
      'The artist has ended access for this purchase. What was joined before stays playable.',
    )
  }

  /** The artist has ended access for this order. */
  isRevoked(order: OrderId): boolean {
    const policies = this.#options.grants.list().filter((policy) => policy.order === order)
    return policies.some(({ revocation }) => revocation !== null)
  }
}
