import type { PolicyStatement } from '../../protocol/policy.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'

/** Refusals that asking again does not change. */
const finalCodes = ['POLICY_REVOKED', 'POLICY_EXPIRED', 'POLICY_FORGED'] as const satisfies ErrorCode[]

const sentences: Readonly<Record<(typeof finalCodes)[number], string>> = {
  POLICY_REVOKED: 'The artist has ended access under this policy. What was joined before stays playable.',
  POLICY_EXPIRED:
    'The time to join under this policy is over. The receipt entitles you to a fresh one, free.',
  POLICY_FORGED:
    'The Ursulas find that this policy is not in order. The receipt entitles you to a fresh one, free.',
}

/**
 * Says why a join did not get its m fragments. Up to n − m Ursulas can be wrong or lie without any say in it: only
 * when more of them refuse for good is the policy taken to be closed.
 *
 * @returns BuskerError `POLICY_REVOKED`, `POLICY_EXPIRED`, `POLICY_FORGED`, or `POLICY_TOO_FEW_ANSWERS`
 */
export function tooFewAnswers(
  { threshold, shares }: Pick<PolicyStatement, 'threshold' | 'shares'>,
  gathered: number,
  failures: readonly unknown[],
): BuskerError {
  const cause = new AggregateError(failures, 'What the Ursulas answered.')
  const counts = finalCodes.map((code) => failures.filter((failure) => isBuskerError(failure, code)).length)
  if (counts.reduce((sum, count) => sum + count, 0) > shares - threshold) {
    const code = finalCodes[counts.indexOf(Math.max(...counts))] ?? 'POLICY_FORGED'
    return new BuskerError(code, sentences[code], { cause })
  }
  const reasons = new Set(
    failures.map((failure) => (isBuskerError(failure) ? failure.code : String(failure))),
  )
  return new BuskerError(
    'POLICY_TOO_FEW_ANSWERS',
    `Opening takes ${threshold} of ${shares} Ursulas; ${gathered} answered rightly (${[...reasons].join(', ')}). What you bought stays yours: try again later.`,
    { cause },
  )
}
