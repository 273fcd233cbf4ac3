import { randomBytes } from 'node:crypto'
import { bytesToHex } from 'viem'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { identityDigest, type SignedRequest, signRequest } from '../../protocol/purchase.ts'
import type { SigningAccount } from '../../protocol/signed.ts'
import { type Address, type Hex32, hex32 } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { WorkReference } from './workResolver.ts'

export interface RequestInput {
  readonly buyer: { readonly identity: SignedIdentity; readonly account: SigningAccount }
  readonly work: WorkReference
  readonly chain: { readonly id: number; readonly tokenNetwork: Address }
  /** Whom it is a gift for; the buyer where left out. */
  readonly recipient?: SignedIdentity
  /** ms since epoch */
  readonly expiry: number
  /** What the buyer chose to pay, where the price is a minimum. */
  readonly amount?: Amount | undefined
  /** SHA-256 of a code for which it costs nothing. */
  readonly code?: Hex32 | undefined
}

/** A new order, signed by its buyer. */
export function newRequest({
  buyer: { identity, account },
  work: { label, manifest, artist },
  chain,
  recipient = identity,
  expiry,
  amount,
  code,
}: RequestInput): Promise<SignedRequest> {
  return signRequest(
    {
      buyer: identity.body.account,
      seller: artist,
      chainId: chain.id,
      tokenNetwork: chain.tokenNetwork,
      label,
      manifest,
      recipient: recipient.body.account,
      recipientDigest: identityDigest(recipient),
      nonce: hex32.parse(bytesToHex(randomBytes(32))),
      expiry,
      ticket: hex32.parse(bytesToHex(randomBytes(32))),
      ...(amount !== undefined && { amount }),
      ...(code !== undefined && { code }),
    },
    { recipient, buyer: identity },
    account,
  )
}
