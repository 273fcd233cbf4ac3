import { requestDigest, type SignedRequest } from '../../protocol/purchase.ts'
import type { Amount } from '../../shared/money.ts'
import type { Dedication } from '../../protocol/dedication.ts'
import type { Greeting } from '../../protocol/greeting.ts'
import type { Purchase } from './purchases.ts'
import type { Work } from './workResolver.ts'

/** What a person agreed to and wrote; see `PurchaseInput`. */
interface Said {
  readonly confirmed: Amount | null
  readonly maximumFee: Amount
  readonly greeting?: Greeting | undefined
  readonly dedication?: Dedication | undefined
}

/** An order before anybody was asked. @param now ms since epoch */
export function newPurchase(
  { label, manifest, artist }: Pick<Work, 'label' | 'manifest' | 'artist'>,
  price: Amount,
  request: SignedRequest,
  { confirmed, maximumFee, greeting, dedication }: Said,
  now: number,
): Purchase {
  const { buyer, recipient, expiry } = request.request
  return {
    id: requestDigest(request),
    state: 'requested',
    label,
    manifest,
    seller: artist,
    recipient,
    price,
    confirmed,
    maximumFee,
    signedRequest: request,
    invoice: null,
    sealedPolicy: null,
    orderId: null,
    secretHash: null,
    secret: null,
    greeting: greeting ?? null,
    thanks: null,
    dedication: recipient === buyer ? null : (dedication ?? null),
    fee: null,
    lockExpiration: null,
    deadline: expiry,
    code: null,
    message: null,
    createdAt: now,
    changedAt: now,
  }
}
