import type { Calls } from '../../ipfs/peer.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { purchaseProtocol } from '../../protocol/purchase.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Purchase } from './purchases.ts'
import type { SellerContacts } from './sellerContacts.ts'
import type { WorkResolver } from './workResolver.ts'

type SellerOperation = 'purchase' | 'renew' | 'delivered' | 'greet'

const unreachable: readonly ErrorCode[] = ['IPFS_PEER_UNREACHABLE', 'IPFS_PEER_TIMEOUT']

interface SellerCallParts {
  readonly calls: Calls
  readonly contacts: Pick<SellerContacts, 'answered'>
}

/** Calls an operation of the seller's node; errors are the seller's own, or those of {@link isUnreachable}. */
export async function callSeller<Op extends SellerOperation>(
  { calls, contacts }: SellerCallParts,
  seller: SignedIdentity,
  op: Op,
  body: Parameters<typeof calls.call<typeof purchaseProtocol, Op>>[3],
  signal: AbortSignal,
) {
  try {
    const answer = await calls.call(seller.body.peer, purchaseProtocol, op, body, { signal })
    contacts.answered(seller.body.account)
    return answer
  } catch (error) {
    if (isSellersOwn(error)) contacts.answered(seller.body.account)
    throw error
  }
}

/** Only whoever takes orders says this. */
function isSellersOwn(error: unknown): boolean {
  return isBuskerError(error) && (error.code.startsWith('ORDER_') || error.code.startsWith('SELLER_'))
}

/** @throws BuskerError `ORDER_SELLER_UNKNOWN` */
export function sellerOf(
  { works }: { readonly works: Pick<WorkResolver, 'artist'> },
  purchase: Pick<Purchase, 'seller'>,
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
