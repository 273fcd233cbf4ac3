import { bytesToHex } from 'viem'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedStatement, UrsulaRecord } from '../../protocol/policy.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Hex32 } from '../../shared/ids.ts'
import type { Joining, VerifiedFragment } from '../../umbral/joining.ts'
import { askUrsula } from './askUrsula.ts'
import type { FragmentTable } from './fragmentTable.ts'
import { inTurn } from './inTurn.ts'
import { tooFewAnswers } from './tooFewAnswers.ts'

export interface Gathering {
  readonly statement: SignedStatement
  /** SHA-256 of the capsule's kit. */
  readonly capsule: Hex32
  readonly joining: Joining
  /** In the order of the join's addresses. */
  readonly ursulas: readonly UrsulaRecord[]
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
  const { statement, capsule, joining, ursulas } = gathering
  const { threshold, id } = statement.body
  const kept = keptFragments(table, gathering)
  const gathered = [...kept.values()].slice(0, threshold)
  const fresh: [UrsulaRecord['address'], VerifiedFragment][] = []
  const left = [...ursulas.entries()].filter(([, { address }]) => !kept.has(bytesToHex(address)))

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
    const fragment = joining.read(response, ursula.verifyingKey)
    gathered.push(fragment)
    fresh.push([ursula.address, fragment])
  }
  const needed = threshold - gathered.length
  try {
    const failures = await inTurn(shuffled(left), ask, { needed, patienceMs, ...(signal && { signal }) })
    if (gathered.length >= threshold) return gathered
    throw tooFewAnswers(statement.body, gathered.length, failures)
  } finally {
    // Enough of them are used at once; too few wait for the next attempt.
    if (gathered.length < threshold) {
      for (const [address, fragment] of fresh) table.keep(id, capsule, address, fragment)
    }
  }
}

function keptFragments(
  table: FragmentTable,
  { statement, capsule, joining, ursulas }: Gathering,
): Map<string, VerifiedFragment> {
  const asked = new Set(ursulas.map(({ address }) => bytesToHex(address)))
  const kept = new Map<string, VerifiedFragment>()
  for (const { address, fragment } of table.of(statement.body.id, capsule)) {
    const name = bytesToHex(address)
    if (!asked.has(name)) continue
    try {
      kept.set(name, joining.verify(fragment))
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
