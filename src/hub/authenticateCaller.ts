import type { Caller } from '../ipfs/peer.ts'
import { type SignedIdentity, verifyIdentity } from '../protocol/identity.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'

/**
 * The account of the caller, proven by an identity record that names the peer at the other end of the connection.
 *
 * @throws BuskerError `PROTOCOL_FORGED`, `HUB_NOT_OWNER`
 */
export async function authenticateCaller(identity: SignedIdentity, caller: Caller): Promise<Address> {
  if (identity.body.peer !== caller.peer) {
    throw new BuskerError(
      'HUB_NOT_OWNER',
      'The identity record shown names another peer than the one that asks. Ask from the machine it belongs to.',
    )
  }
  await verifyIdentity(identity)
  return identity.body.account
}
