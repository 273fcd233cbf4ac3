import { equals } from 'uint8arrays/equals'
import type { IdentityRecord } from '../../protocol/identity.ts'
import type { Policy } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Label } from '../../shared/ids.ts'
import { verifyStatement } from '../../umbral/policyRecords.ts'

/**
 * Checks of a policy what it says of itself, and asks nobody: that its publisher signed it, for these keys and this label.
 *
 * @throws BuskerError `POLICY_NOT_YOURS`, `POLICY_FORGED`
 */
export async function checkPolicy(
  { statement }: Pick<Policy, 'statement'>,
  label: Label,
  own: Pick<IdentityRecord, 'verifyingKey' | 'receivingKey'>,
): Promise<void> {
  await verifyStatement(statement)
  const { recipient } = statement.body
  if (
    !equals(recipient.verifyingKey, own.verifyingKey) ||
    !equals(recipient.receivingKey, own.receivingKey)
  ) {
    throw new BuskerError(
      'POLICY_NOT_YOURS',
      'This policy is for somebody else: it can be joined with their keys alone.',
    )
  }
  if (statement.body.label !== label) throw forgedPolicy('opens another track than the one bought')
}

export function forgedPolicy(why: string): BuskerError {
  return new BuskerError('POLICY_FORGED', `The policy ${why}. Ask the artist for a fresh one.`)
}
