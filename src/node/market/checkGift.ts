import { digest } from '../../protocol/codec.ts'
import type { IdentityRecord } from '../../protocol/identity.ts'
import { isWorkOf } from '../../protocol/manifest.ts'
import { type Receipt, verifyReceipt } from '../../protocol/purchase.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel } from '../../shared/ids.ts'
import { checkPolicy } from '../access/checkPolicy.ts'
import { openPolicy } from '../access/sealedPolicy.ts'

/**
 * Checks all of a gift that can be checked without asking anybody: that it is for us, paid, sold by the artist of the work,
 * and that the policy in it is the one that was sold.
 *
 * @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `POLICY_FORGED`, `POLICY_NOT_YOURS`, `POLICY_WRONG_SECRET`
 */
export async function checkGift(
  receipt: Receipt,
  sealedPolicy: Uint8Array,
  own: IdentityRecord,
  chain: { readonly id: number; readonly tokenNetwork: Address },
): Promise<void> {
  await verifyReceipt(receipt)
  const { invoice } = receipt.invoice
  if (
    invoice.recipient !== own.account ||
    invoice.chainId !== chain.id ||
    invoice.tokenNetwork !== chain.tokenNetwork
  ) {
    throw new BuskerError('ORDER_NOT_FOR_US', 'This gift is for somebody else, or another network.')
  }
  if (!isWorkOf(fromLabel(invoice.label).id, invoice.seller)) {
    throw new BuskerError('PROTOCOL_FORGED', 'This gift was not sold by the artist of the work.')
  }
  if (invoice.sealedPolicy !== digest(sealedPolicy)) {
    throw new BuskerError('PROTOCOL_FORGED', 'The policy in this gift is not the one that was sold.')
  }
  await checkPolicy(openPolicy(sealedPolicy, receipt.secret), invoice.label, own)
}
