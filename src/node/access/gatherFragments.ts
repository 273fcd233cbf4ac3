import { bytesToHex } from 'viem'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedStatement } from '../../protocol/policy.ts'
import { digest } from '../../protocol/purchase.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { type Delegation, type VerifiedFragment, verifyFragment } from '../../umbral/capsule.ts'
import { readReencryptionResponse } from '../../umbral/reencryption.ts'
import { askUrsula } from './askUrsula.ts'
import type { Question } from './checkPolicy.ts'
import type { FragmentTable } from './fragmentTable.ts'
import { inTurn } from './inTurn.ts'
import { tooFewAnswers } from './tooFewAnswers.ts'

export interface Gathering {
  readonly statement: SignedStatement
  readonly kit: Uint8Array
  readonly questions: readonly Question[]
}

/** An Ursula that has not answered for so long is joined by another one, ms; she may still come first. */
const patienceMs = 100

/**
 * Gathers m verified fragments: those kept from an earlier attempt, and for the rest Ursulas are asked in parallel, as
 * many as are needed and another one for each that fails, lies or is slow. Nobody is waited for once m are there.
 *
 * @throws BuskerError see {@link tooFewAnswers}
 */
export async function gatherFragments(
  peer: Pick<Peer, 'call' | 'connect'>,
  table: FragmentTable,
  gathering: Gathering,
  signal?: AbortSignal,
): Promise<VerifiedFragment[]> {
  const { statement, kit, questions } = gathering
  const { threshold, id } = statement.body
  const kept = await keptFragments(table, gathering)
  const gathered = [...kept.values()].slice(0, threshold)
  const left = questions.filter(({ ursula }) => !kept.has(bytesToHex(ursula.address)))

  const ask = async ({ ursula, asked }: Question, until: AbortSignal): Promise<void> => {
    const { request, signature } = asked
    const { response } = await askUrsula(
      peer,
      ursula,
      'reencrypt',
      { statement, request, signature },
      { signal: until },
    )
    until.throwIfAborted()
    const fragment = await readReencryptionResponse(
      response,
      kit,
      ursula.verifyingKey,
      delegationOf(statement),
    )
    until.throwIfAborted()
    table.keep(id, digest(kit), ursula.address, fragment)
    gathered.push(fragment)
  }
  const needed = threshold - gathered.length
  const failures = await inTurn(shuffled(left), ask, { needed, patienceMs, ...(signal && { signal }) })
  if (gathered.length >= threshold) return gathered
  throw tooFewAnswers(statement.body, gathered.length, failures)
}

async function keptFragments(
  table: FragmentTable,
  { statement, kit, questions }: Gathering,
): Promise<Map<string, VerifiedFragment>> {
  const asked = new Set(questions.map(({ ursula }) => bytesToHex(ursula.address)))
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

/** In a new order each time, so that all Ursulas of a policy are asked equally often. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

function delegationOf({ body }: SignedStatement): Delegation {
  return { publisher: body.publisher, policyKey: body.policyKey, receivingKey: body.recipient.receivingKey }
}
