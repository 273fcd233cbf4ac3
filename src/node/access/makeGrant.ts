import { randomBytes } from 'node:crypto'
import type { IdentityRecord } from '../../protocol/identity.ts'
import type { Policy, SignedUrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Label, policyId } from '../../shared/ids.ts'
import { createPolicy } from '../../umbral/policy.ts'
import { signStatement } from '../../umbral/policyRecords.ts'
import type { Keys } from '../keys/keys.ts'
import type { PolicyTerms } from './access.ts'

/** @throws BuskerError `POLICY_TERMS` */
export function checkTerms({ threshold, shares, end }: PolicyTerms, now: number): void {
  const isCount = (value: number) => Number.isInteger(value) && value >= 1 && value <= 30
  if (!isCount(threshold) || !isCount(shares) || threshold > shares) {
    throw new BuskerError(
      'POLICY_TERMS',
      `${threshold} of ${shares} can't be granted: take 1 to 30 Ursulas, and need at most as many as hold a share.`,
    )
  }
  if (!(end > now)) throw new BuskerError('POLICY_TERMS', 'A policy must end in the future.')
}

/** Makes the policy and everything its recipient needs to join. */
export async function makeGrant(
  keys: Pick<Keys, 'delegatingSeed' | 'verifyingSeed'>,
  label: Label,
  recipient: Pick<IdentityRecord, 'verifyingKey' | 'receivingKey'>,
  terms: PolicyTerms,
  ursulas: readonly SignedUrsulaRecord[],
): Promise<Policy> {
  const { verifyingKey, receivingKey } = recipient
  const id = policyId.parse(randomBytes(16).toString('hex'))
  const plan = {
    id,
    label,
    recipient: { verifyingKey, receivingKey },
    threshold: terms.threshold,
    proxies: ursulas.map(({ body }) => body),
  }
  const made = await createPolicy(keys, plan)
  const statement = await signStatement(
    {
      v: 1,
      id,
      label,
      publisher: made.publisher,
      policyKey: made.policyKey,
      recipient: plan.recipient,
      threshold: terms.threshold,
      shares: terms.shares,
      end: terms.end,
      fragments: [...made.fragments],
    },
    keys.verifyingSeed,
  )
  return { statement, treasureMap: made.treasureMap, ursulas: [...ursulas] }
}
