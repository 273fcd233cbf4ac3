import { bytesToHex } from 'viem'
import type { SignedStatement, UrsulaRecord } from '../../protocol/policy.ts'
import { digest } from '../../protocol/purchase.ts'
import type { Peer } from '../../ipfs/peer.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { type Delegation, type VerifiedFragment, verifyFragment } from '../../umbral/capsule.ts'
import {
  makeReencryptionRequest,
  readReencryptionResponse,
  type SignedReencryptionRequest,
} from '../../umbral/reencryption.ts'
import type { Keys } from '../keys/keys.ts'
import { askUrsula } from './askUrsula.ts'
import type { Assignment } from './checkPolicy.ts'
import type { FragmentTable } from './fragmentTable.ts'
import { tooFewAnswers } from './tooFewAnswers.ts'

export interface Gathering {
  readonly statement: SignedStatement
  readonly kit: Uint8Array
  readonly assignments: readonly Assignment[]
}

export interface GatherParts {
  readonly keys: Pick<Keys, 'verifyingSeed'>
  readonly peer: Pick<Peer, 'call' | 'connect'>
  readonly fragments: FragmentTable
}

/**
 * Gathers m verified fragments: those kept from an earlier attempt, and for the rest all other Ursulas are asked at
 * once. Whoever is slow, down or lying is not waited for once m are there.
 *
 * @throws BuskerError see {@link tooFewAnswers}; `UMBRAL_MALFORMED` when the capsule is none
 */
export async function gatherFragments(
  parts: GatherParts,
  gathering: Gathering,
  signal?: AbortSignal,
): Promise<VerifiedFragment[]> {
  const { statement, kit, assignments } = gathering
  const { threshold, id } = statement.body
  const kept = await keptFragments(parts.fragments, gathering)
  const gathered = [...kept.values()].slice(0, threshold)
  if (gathered.length === threshold) return gathered

  const left = assignments.filter(({ ursula }) => !kept.has(bytesToHex(ursula.address)))
  const requests = await Promise.all(left.map((assignment) => requestTo(parts, gathering, assignment)))
  signal?.throwIfAborted()
  const enough = Promise.withResolvers<void>()
  const done = new AbortController()
  signal?.addEventListener('abort', () => enough.reject(signal.reason as Error), { signal: done.signal })
  const attempts = requests.map(async (request) => {
    const fragment = await ask(parts.peer, gathering, request, done.signal)
    if (gathered.length === threshold) return
    parts.fragments.keep(id, digest(kit), request.ursula.address, fragment)
    gathered.push(fragment)
    if (gathered.length === threshold) enough.resolve()
  })
  try {
    const outcomes = await Promise.race([Promise.allSettled(attempts), enough.promise])
    if (gathered.length === threshold) return gathered
    throw tooFewAnswers(statement.body, gathered.length, reasonsOf(outcomes ?? []))
  } finally {
    done.abort()
  }
}

interface Question {
  readonly ursula: UrsulaRecord
  readonly request: SignedReencryptionRequest
}

async function requestTo(
  { keys }: GatherParts,
  { statement, kit }: Gathering,
  { ursula, fragment }: Assignment,
): Promise<Question> {
  return { ursula, request: await makeReencryptionRequest(keys.verifyingSeed, statement.body, kit, fragment) }
}

async function ask(
  peer: GatherParts['peer'],
  { statement, kit }: Gathering,
  { ursula, request }: Question,
  signal: AbortSignal,
): Promise<VerifiedFragment> {
  const { response } = await askUrsula(peer, ursula, 'reencrypt', { statement, ...request }, { signal })
  signal.throwIfAborted()
  return readReencryptionResponse(response, kit, ursula.verifyingKey, delegationOf(statement))
}

function reasonsOf(outcomes: readonly PromiseSettledResult<void>[]): unknown[] {
  return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
}

async function keptFragments(
  table: FragmentTable,
  { statement, kit, assignments }: Gathering,
): Promise<Map<string, VerifiedFragment>> {
  const asked = new Set(assignments.map(({ ursula }) => bytesToHex(ursula.address)))
  const kept = new Map<string, VerifiedFragment>()
  for (const { address, fragment } of table.of(statement.body.id, digest(kit))) {
    const name = bytesToHex(address)
    if (!asked.has(name)) continue
    try {
      kept.set(name, await verifyFragment(kit, fragment, delegationOf(statement)))
    } catch (error) {
      if (!isBuskerError(error)) throw error // a damaged one is asked for again
    }
  }
  return kept
}

function delegationOf({ body }: SignedStatement): Delegation {
  return { publisher: body.publisher, policyKey: body.policyKey, receivingKey: body.recipient.receivingKey }
}
