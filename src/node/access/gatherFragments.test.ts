import { beforeEach, expect, test, vi } from 'vitest'
import type { SignedStatement, UrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import { hex32, policyId } from '../../shared/ids.ts'
import type { VerifiedFragment } from '../../umbral/policyJoin.ts'
import { openStore } from '../store/openStore.ts'
import { FragmentTable } from './fragmentTable.ts'
import { gatherFragments, type GatherInput } from './gatherFragments.ts'

const capsule = hex32.parse(`0x${'c'.repeat(64)}`)
const otherCapsule = hex32.parse(`0x${'d'.repeat(64)}`)
const id = policyId.parse('0f'.repeat(16))
const statement = { body: { id, threshold: 2, shares: 3 } } as unknown as SignedStatement
const store = openStore(':memory:')
const table = new FragmentTable(store)
const fragment = (n: number) => new Uint8Array([n]) as VerifiedFragment
const addressOf = (n: number) => new Uint8Array(20).fill(n)
const ursula = (n: number, addresses: string[] = []) =>
  ({
    address: addressOf(n),
    peer: `12D3KooW${String(n).repeat(44)}`,
    addresses,
    verifyingKey: new Uint8Array([n]),
  }) as unknown as UrsulaRecord
/** What each Ursula does when she is asked: by number. */
let behaviour: Map<number, () => Promise<number>>
let asked: number[]
let requests: unknown[][]
let signals: AbortSignal[]
const connect = vi.fn<(addresses: readonly string[]) => Promise<never>>()
const joining = {
  requestTo: (index: number) => ({ request: new Uint8Array([index]), index }),
  verifyResponse: (response: Uint8Array, key: Uint8Array) => {
    if (response[0] !== key[0]) throw new BuskerError('POLICY_FORGED', 'A lie.')
    return response as VerifiedFragment
  },
  verifyFragment: (kept: Uint8Array) => {
    if (kept[0] === 0) throw new BuskerError('POLICY_FORGED', 'Damaged.')
    if (kept[0] === 99) throw new Error('broken')
    return kept as VerifiedFragment
  },
}

beforeEach(() => {
  store.exec('DELETE FROM fragments')
  behaviour = new Map()
  asked = []
  requests = []
  signals = []
  connect.mockReset().mockRejectedValue(new Error('not there'))
})

const peer = {
  connect,
  call: async (
    to: string,
    _protocol: unknown,
    op: string,
    body: { statement: unknown; index: number },
    options: { signal: AbortSignal },
  ) => {
    const n = Number(to.at(-1))
    requests.push([op, body.statement, body.index])
    asked.push(n)
    signals.push(options.signal)
    const answer = (await behaviour.get(n)?.()) ?? n
    return { response: new Uint8Array([answer]) }
  },
} as unknown as Parameters<typeof gatherFragments>[0]

const gather = (change: Partial<GatherInput> = {}, signal?: AbortSignal) =>
  gatherFragments(
    peer,
    table,
    {
      statement,
      capsule,
      joining: joining as unknown as GatherInput['joining'],
      ursulas: [1, 2, 3].map((n) => ursula(n)),
      ...change,
    },
    signal,
  )
const inOrder = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)
const numbersOf = (fragments: readonly Uint8Array[]) => inOrder(fragments.map(([n]) => n ?? 0))
const kept = () => numbersOf(table.of(id, capsule).map((each) => each.fragment))
const fails = async () => {
  throw new BuskerError('IPFS_PEER_TIMEOUT', 'Slow.')
}

test('as many are asked as are needed, and what they give is not kept', async () => {
  const gathered = await gather()
  expect(numbersOf(gathered)).toEqual(inOrder(asked))
  expect([asked.length, kept()]).toEqual([2, []])
  expect(requests).toEqual(asked.map((n) => ['reencrypt', statement, n - 1]))
})

test('all are asked equally often', async () => {
  for (let round = 0; round < 60; round += 1) await gather()
  const counts = [1, 2, 3].map((n) => asked.filter((each) => each === n).length)
  expect(Math.min(...counts)).toBeGreaterThan(10)
})

test('what was kept is used, and only the rest is asked for', async () => {
  table.keep(id, capsule, addressOf(1), fragment(1))
  expect(numbersOf(await gather()).length).toBe(2)
  expect(asked).toHaveLength(1)
  expect(asked).not.toContain(1)
  table.keep(id, capsule, addressOf(2), fragment(2))
  table.keep(id, capsule, addressOf(3), fragment(3))
  asked = []
  expect(await gather()).toHaveLength(2)
  expect(asked).toEqual([])
})

test('of what was kept nothing counts that is damaged, of another capsule, or of nobody who is asked', async () => {
  table.keep(id, capsule, addressOf(1), fragment(0))
  table.keep(id, capsule, addressOf(9), fragment(9))
  table.keep(id, otherCapsule, addressOf(2), fragment(2))
  behaviour.set(2, fails)
  expect(numbersOf(await gather())).toEqual([1, 3])
  table.keep(id, capsule, addressOf(1), fragment(99))
  await expect(gather()).rejects.toThrow('broken')
})

test('one who fails, or lies, is replaced by another', async () => {
  behaviour.set(1, async () => 7)
  expect(numbersOf(await gather())).toEqual([2, 3])
})

test('too few are named so, and what they gave is kept for the next attempt', async () => {
  behaviour.set(1, fails).set(2, fails)
  await expect(gather()).rejects.toMatchObject({
    code: 'POLICY_TOO_FEW_ANSWERS',
    message: expect.stringContaining('2 of 3 Ursulas; 1 answered rightly (IPFS_PEER_TIMEOUT)') as string,
  })
  expect(kept()).toEqual([3])
  behaviour.delete(2)
  asked = []
  expect(numbersOf(await gather())).toEqual([2, 3])
  expect(asked).not.toContain(3)
  table.forget(capsule)
  expect(kept()).toEqual([])
})

test('what came before it was cancelled is kept; what comes after it counts for nothing', async () => {
  const cancel = new AbortController()
  const held = Promise.withResolvers<number>()
  const reason = new Error('changed my mind')
  behaviour.set(1, () => held.promise).set(2, () => held.promise)
  const gathering = gather({}, cancel.signal)
  await expect.poll(() => asked.length).toBe(3)
  cancel.abort(reason)
  await expect(gathering).rejects.toBe(reason)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
  expect(kept()).toEqual([3])
  held.resolve(1)
  await new Promise((resolve) => setImmediate(resolve))
  expect(kept()).toEqual([3])
})

test('an Ursula is dialled where her record says she is, and asked though that fails', async () => {
  const ursulas = [ursula(1, ['/memory/1']), ursula(2, ['/memory/2']), ursula(3)]
  behaviour.set(3, fails)
  expect(numbersOf(await gather({ ursulas }))).toEqual([1, 2])
  expect(new Set(connect.mock.calls.flatMap(([addresses]) => addresses))).toEqual(
    new Set(['/memory/1', '/memory/2']),
  )
})

test('who answers when there are enough is not counted any more', async () => {
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()]
  const afterTheFirst = (n: number) => async () => begun.promise.then(() => n)
  behaviour.set(1, async () => {
    begun.resolve()
    return held.promise
  })
  behaviour.set(2, afterTheFirst(2)).set(3, afterTheFirst(3))
  const gathered = await gather()
  held.resolve(1)
  await new Promise((resolve) => setImmediate(resolve))
  expect(numbersOf(gathered)).toEqual([2, 3])
})
