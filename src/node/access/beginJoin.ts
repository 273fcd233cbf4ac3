import { equals } from 'uint8arrays/equals'
import { bytesToHex } from 'viem'
import type { Capsule } from '../../protocol/manifest.ts'
import type { Policy, UrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import { PolicyJoin } from '../../umbral/policyJoin.ts'
import { ursulaAddress, verifyStatement } from '../../umbral/policyRecords.ts'
import type { Keys } from '../keys/keys.ts'

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
  await verifyStatement(statement)
  const { recipient, label, policyKey } = statement.body
  const own = keys.identity.body
  if (
    !equals(recipient.verifyingKey, own.verifyingKey) ||
    !equals(recipient.receivingKey, own.receivingKey)
  ) {
    throw new BuskerError(
      'POLICY_NOT_YOURS',
      'This policy is for somebody else: it can be joined with their keys alone.',
    )
  }
  if (label !== capsule.label || !equals(policyKey, capsule.policyKey)) {
    throw forged('opens another track than the one bought')
  }
  return PolicyJoin.start(keys, statement.body, treasureMap, capsule.kit)
}

/** Who is to be asked, in the order of `addresses`. @throws BuskerError `POLICY_FORGED` */
export function ursulasOf(addresses: readonly Uint8Array[], known: Policy['ursulas']): UrsulaRecord[] {
  const records = new Map(known.map(({ body }) => [bytesToHex(ursulaAddress(body.verifyingKey)), body]))
  return addresses.map((address) => {
    const ursula = records.get(bytesToHex(address))
    if (ursula === undefined) throw forged('names an Ursula without saying who she is')
    return ursula
  })
}

function forged(why: string): BuskerError {
  return new BuskerError('POLICY_FORGED', `The policy ${why}. Ask the artist for a fresh one.`)
}
