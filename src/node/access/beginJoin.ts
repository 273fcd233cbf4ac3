import { equals } from 'uint8arrays/equals'
import { bytesToHex } from 'viem'
import type { Capsule } from '../../protocol/manifest.ts'
import type { Policy, UrsulaRecord } from '../../protocol/policy.ts'
import { PolicyJoin } from '../../umbral/policyJoin.ts'
import { ursulaAddress } from '../../umbral/policyRecords.ts'
import type { Keys } from '../keys/keys.ts'
import { checkPolicy, forgedPolicy } from './checkPolicy.ts'

/**
 * Checks that a policy is for us, opens this capsule, and that all its parts belong together, before anybody is asked.
 *
 * @returns the join that was begun, to be freed
 * @throws BuskerError `POLICY_NOT_YOURS`, `POLICY_FORGED`; `UMBRAL_MALFORMED` when the capsule is none
 */
export async function beginJoin(
  { statement, treasureMap }: Policy,
  capsule: Capsule,
  keys: Pick<Keys, 'verifyingSeed' | 'receivingSeed' | 'identity'>,
): Promise<PolicyJoin> {
  await checkPolicy({ statement }, capsule.label, keys.identity.body)
  if (!equals(statement.body.policyKey, capsule.policyKey)) {
    throw forgedPolicy('opens another track than the one bought')
  }
  return PolicyJoin.start(keys, statement.body, treasureMap, capsule.kit)
}

/** Who is to be asked, in the order of `addresses`. @throws BuskerError `POLICY_FORGED` */
export function ursulasOf(addresses: readonly Uint8Array[], known: Policy['ursulas']): UrsulaRecord[] {
  const records = new Map(known.map(({ body }) => [bytesToHex(ursulaAddress(body.verifyingKey)), body]))
  return addresses.map((address) => {
    const ursula = records.get(bytesToHex(address))
    if (ursula === undefined) throw forgedPolicy('names an Ursula without saying who she is')
    return ursula
  })
}
