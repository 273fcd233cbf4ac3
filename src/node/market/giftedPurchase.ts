import type { Amount } from '../../shared/money.ts'
import type { Gift } from './gifts.ts'
import { letterLifetimeMs } from './purchaseFacts.ts'
import type { Purchase } from './purchases.ts'

/** What a gift becomes once it has opened. @param now ms since epoch */
export function giftedPurchase({ id, receipt, sealedPolicy, dedication }: Gift, now: number): Purchase {
  const { invoice } = receipt.invoice
  return {
    id,
    state: 'joined',
    label: invoice.label,
    manifest: invoice.manifest,
    seller: invoice.seller,
    recipient: invoice.recipient,
    price: invoice.amount,
    confirmed: null,
    maximumFee: 0n as Amount,
    signedRequest: receipt.request,
    invoice: receipt.invoice,
    sealedPolicy,
    orderId: invoice.order,
    secretHash: invoice.secretHash,
    secret: receipt.secret,
    greeting: null,
    thanks: null,
    dedication,
    fee: null,
    lockExpiration: null,
    deadline: now + letterLifetimeMs,
    code: null,
    message: null,
    createdAt: now,
    changedAt: now,
  }
}
