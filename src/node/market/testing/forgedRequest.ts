import { type SignedRequest, signRequest } from '../../../protocol/purchase.ts'
import { toAmount } from '../../../shared/money.ts'
import type { Keys } from '../../keys/keys.ts'
import { newRequest } from '../newRequest.ts'
import { chain, type WorkFixture } from './marketFixtures.ts'

/**
 * What somebody asks whose node keeps to no rule.
 *
 * @param amount that they agree to, base units; undefined: nothing is said of it
 * @param expiry ms since epoch
 */
export async function forgedRequest(
  keys: Keys,
  work: WorkFixture['work'],
  amount: bigint | undefined,
  expiry: number,
): Promise<SignedRequest> {
  const { request } = await newRequest({ buyer: keys, work, chain, expiry, amount: undefined })
  const said = amount === undefined ? request : { ...request, amount: toAmount(amount) }
  return signRequest(said, { recipient: keys.identity, buyer: keys.identity }, keys.account)
}
