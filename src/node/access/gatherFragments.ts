import { bytesToHex } from 'viem'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedStatement, UrsulaRecord } from '../../protocol/policy.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Hex32 } from '../../shared/ids.ts'
import type { PolicyJoin, VerifiedFragment } from '../../umbral/policyJoin.ts'
import { askUrsula } from './askUrsula.ts'
import type { FragmentTable } from './fragmentTable.ts'
import { runHedged } from './runHedged.ts'
import { tooFewAnswers } from './tooFewAnswers.ts'

export interface GatherInput {
  readonly statement: SignedStatement
  /** SHA-256 of the capsule's kit. */
  readonly capsule: Hex32
  readonly joining: PolicyJoin
  /** In the order of the join's addresses. */
  readonly ursulas: readonly UrsulaRecord[]
}

/** Another Ursula is asked after this time without an answer, ms; the first to answer counts. */
const hedgeAfterMs = 100

/**
 * Gathers m verified fragments: those kept from an earlier attempt, and for the rest Ursulas are asked in parallel, as
 * many as are needed and another one for each that fails, lies or is slow. Nobody is waited for once m are there.
 *
 * @throws BuskerError see {@link tooFewAnswers}
 */
export async function gatherFragments(
  peer: Pick<Peer, 'call' | 'connect'>,
  table: FragmentTable,
  gathering: GatherInput,
  signal?: AbortSignal,
): Promise<VerifiedFragment[]> {
  const { statement, capsule, joining, ursulas } = gathering
  const { threshold, id } = statement.body
  const stored = storedFragments(table, gathering)
  const gathered = [...stored.values()].slice(0, threshold)
  const received: [UrsulaRecord['address'], VerifiedFragment][] = []
  const remaining = [...ursulas.entries()].filter(([, { address }]) => !stored.has(bytesToHex(address)))

  const ask = async ([index, ursula]: [number, UrsulaRecord], until: AbortSignal): Promise<void> => {
    const request = joining.requestTo(index)
    const { response } = await askUrsula(
      peer,
      ursula,
      'reencrypt',
      { statement, ...request },
      { signal: until },
    )
    until.throwIfAborted()
    const fragment = joining.verifyResponse(response, ursula.verifyingKey)
    gathered.push(fragment)
    received.push([ursula.address, fragment])
  }
  const needed = threshold - gathered.length
  try {
    const failures = await runHedged(shuffled(remaining), ask, {
      needed,
      hedgeAfterMs,
      ...(signal && { signal }),
    })
    if (gathered.length >= threshold) return gathered
    throw tooFewAnswers(statement.body, gathered.length, failures)
  } finally {
    // Enough of them are used at once; too few wait for the next attempt.
    if (gathered.length < threshold) {
      for (const [address, fragment] of received) table.keep(id, capsule, address, fragment)
    }
  }
}

function storedFragments(
  table: FragmentTable,
  { statement, capsule, joining, ursulas }: GatherInput,
): Map<string, VerifiedFragment> {
  const asked = new Set(ursulas.map(({ address }) => bytesToHex(address)))
  const stored = new Map<string, VerifiedFragment>()
  for (const { address, fragment } of table.of(statement.body.id, capsule)) {
    const name = bytesToHex(address)
    if (!asked.has(name)) continue
    try {
      stored.set(name, joining.verifyFragment(fragment))
    } catch (error) {
      if (!isBuskerError(error)) throw error // a damaged one is asked for again
    }
  }
  return stored
}

/** In a new order each time, so that all Ursulas of a policy are asked equally often. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
