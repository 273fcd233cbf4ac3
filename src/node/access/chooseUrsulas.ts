import type { SignedUrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'

/**
 * Chooses `count` Ursulas, in the order given, no two of one operator: together with the buyer, an operator of m of
 * them could compute the label's key.
 *
 * @param sharedOperators on a local network several of one operator will do, once the operators have run out
 * @throws BuskerError `POLICY_TOO_FEW_URSULAS`
 */
export function chooseUrsulas(
  candidates: readonly SignedUrsulaRecord[],
  count: number,
  sharedOperators: boolean,
): SignedUrsulaRecord[] {
  const chosen = preferred(candidates, sharedOperators).slice(0, count)
  if (chosen.length === count) return chosen
  throw new BuskerError(
    'POLICY_TOO_FEW_URSULAS',
    `Granting access takes ${count} Ursulas${sharedOperators ? '' : ' of different operators'}; ${chosen.length} are known. Connect to a hub that knows more, or ask for fewer shares.`,
  )
}

/** Whether {@link chooseUrsulas} would find so many. */
export function isEnough(
  candidates: readonly SignedUrsulaRecord[],
  count: number,
  sharedOperators: boolean,
): boolean {
  return preferred(candidates, sharedOperators).length >= count
}

/** One of each operator; where several of one will do, the others after them. */
function preferred(
  candidates: readonly SignedUrsulaRecord[],
  sharedOperators: boolean,
): SignedUrsulaRecord[] {
  const operators = new Set<string>()
  const [first, rest] = [[] as SignedUrsulaRecord[], [] as SignedUrsulaRecord[]]
  for (const candidate of candidates) {
    const isFirst = !operators.has(candidate.body.operator)
    ;(isFirst ? first : rest).push(candidate)
    operators.add(candidate.body.operator)
  }
  return sharedOperators ? [...first, ...rest] : first
}
