import { equals } from 'uint8arrays/equals'
import { bytesToHex } from 'viem'
import type { Capsule } from '../../protocol/manifest.ts'
import type { Policy, PolicyStatement, UrsulaRecord } from '../../protocol/policy.ts'
import { digest } from '../../protocol/purchase.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { verifyStatement, verifyUrsulaRecord } from '../../umbral/policyRecords.ts'
import { openTreasureMap } from '../../umbral/treasureMap.ts'
import type { Keys } from '../keys/keys.ts'

/** An Ursula and the fragment she is to be brought. */
export interface Assignment {
  readonly ursula: UrsulaRecord
  readonly fragment: Uint8Array
}

/**
 * Checks that a policy is for us, opens this capsule, and that all its parts belong together, before anybody is asked.
 *
 * @returns the Ursulas to ask
 * @throws BuskerError `POLICY_NOT_YOURS`, `POLICY_FORGED`
 */
export async function checkPolicy(
  { statement, treasureMap, ursulas }: Policy,
  capsule: Capsule,
  keys: Pick<Keys, 'receivingSeed' | 'identity'>,
): Promise<Assignment[]> {
  await verifyStatement(statement)
  const { body } = statement
  const own = keys.identity.body
  if (
    !equals(body.recipient.verifyingKey, own.verifyingKey) ||
    !equals(body.recipient.receivingKey, own.receivingKey)
  ) {
    throw new BuskerError(
      'POLICY_NOT_YOURS',
      'This policy is for somebody else: it can be joined with their keys alone.',
    )
  }
  if (body.label !== capsule.label || !equals(body.policyKey, capsule.policyKey)) {
    throw forged('opens another track than the one bought')
  }
  const map = await openMap(body, treasureMap, keys.receivingSeed)
  const records = new Map<string, UrsulaRecord>()
  for (const record of ursulas) {
    await verifyUrsulaRecord(record)
    records.set(bytesToHex(record.body.address), record.body)
  }
  return map.destinations.map(({ address, fragment }) => {
    const ursula = records.get(bytesToHex(address))
    if (ursula === undefined) throw forged('names an Ursula without saying who she is')
    if (!body.fragments.includes(digest(fragment)))
      throw forged('has a fragment that its statement does not name')
    return { ursula, fragment }
  })
}

async function openMap(statement: PolicyStatement, treasureMap: Uint8Array, receivingSeed: Uint8Array) {
  try {
    const map = await openTreasureMap(receivingSeed, statement.publisher, treasureMap)
    const fits =
      map.threshold === statement.threshold &&
      map.destinations.length === statement.shares &&
      equals(map.policyKey, statement.policyKey)
    if (!fits) throw forged('says one thing in its treasure map and another in its statement')
    return map
  } catch (error) {
    if (!isBuskerError(error) || error.code === 'POLICY_FORGED') throw error
    throw forged('has a treasure map that its publisher did not make for us', error)
  }
}

function forged(why: string, cause?: unknown): BuskerError {
  return new BuskerError('POLICY_FORGED', `The policy ${why}. Ask the artist for a fresh one.`, { cause })
}
