import type { Calls } from '../../ipfs/peer.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { purchaseProtocol } from '../../protocol/purchase.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Purchase } from './purchases.ts'
import type { WorkResolver } from './workResolver.ts'

type SellerOperation = 'purchase' | 'renew' | 'delivered'

const unreachable: readonly ErrorCode[] = ['IPFS_PEER_UNREACHABLE', 'IPFS_PEER_TIMEOUT']

/** Calls an operation of the seller's node; errors are the seller's own, or those of {@link isUnreachable}. */
export function callSeller<Op extends SellerOperation>(
  { calls }: { readonly calls: Calls },
  seller: SignedIdentity,
  op: Op,
  body: Parameters<typeof calls.call<typeof purchaseProtocol, Op>>[3],
  signal: AbortSignal,
) {
  return calls.call(seller.body.peer, purchaseProtocol, op, body, { signal })
}

/** @throws BuskerError `ORDER_SELLER_UNKNOWN` */
export function sellerOf(
  { works }: { readonly works: Pick<WorkResolver, 'artist'> },
  purchase: Purchase,
): SignedIdentity {
  const seller = works.artist(purchase.seller)
  if (seller !== undefined) return seller
  throw new BuskerError(
    'ORDER_SELLER_UNKNOWN',
    'The artist is not in the catalogue yet. It is asked for again.',
  )
}

/** The seller's node could not be asked. */
export function isUnreachable(error: unknown): boolean {
  return isBuskerError(error) && unreachable.includes(error.code)
}
