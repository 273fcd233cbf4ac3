import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SignedUrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import { policyId } from '../../shared/ids.ts'
import { publicKeyOf } from '../../umbral/keys.ts'
import { signAcknowledgement } from '../../umbral/policyRecords.ts'
import type { PendingRevocation } from './grantTable.ts'
import { RevocationSender, type RevocationSenderOptions } from './revocationSender.ts'

const seed = new Uint8Array(32).fill(7)
const verifyingKey = await publicKeyOf(seed)
const peer = '12D3KooWDpJ7As7BWAwRMfu1VU2WCqNjvq387JEYKDBj4kx6nXTN'
const [first, second] = ['01', '02'].map((byte) => policyId.parse(byte.repeat(16))) as [
  PendingRevocation['grant'],
  PendingRevocation['grant'],
]

let sender: RevocationSender
/** What no Ursula has acknowledged yet. */
let pending: PendingRevocation[]
/** When each was asked, ms. */
let asked: number[]
let answer: (id: PendingRevocation['grant']) => Promise<unknown>
const failures: string[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  pending = [revocationOf(first)]
  asked = []
  failures.length = 0
  answer = async () => {
    throw new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.')
  }
  sender = new RevocationSender({
    grants: {
      pendingRevocations: () => pending,
      acknowledge: ({ grant }: PendingRevocation) =>
        (pending = pending.filter((each) => each.grant !== grant)),
    } as unknown as RevocationSenderOptions['grants'],
    peer: {
      connect: async () => undefined,
      call: async (
        _peer: unknown,
        _protocol: unknown,
        _op: unknown,
        body: { body: { id: typeof first } },
      ) => {
        asked.push(Date.now())
        return answer(body.body.id)
      },
    } as unknown as RevocationSenderOptions['peer'],
    now: Date.now,
    retryMs: 1000,
    onFailure: (error) => failures.push(toErrorData(error).code),
  })
})
afterEach(async () => {
  await sender.stop()
  vi.useRealTimers()
})

function revocationOf(grant: typeof first): PendingRevocation {
  const ursula = { body: { peer, addresses: [], verifyingKey } } as unknown as SignedUrsulaRecord
  return { grant, ursula, revocation: { body: { id: grant } } } as unknown as PendingRevocation
}
const acknowledge = (id: typeof first) => signAcknowledgement({ v: 1, id, time: 1 }, seed)
const turn = () => new Promise((passed) => setImmediate(passed))
/** Ends when so many attempts have failed, and the next is planned. */
async function settle(count = 1): Promise<void> {
  while (failures.length < count) await turn()
  await turn()
}

test('an Ursula that is away is told again by itself, less and less often, and once a minute at least', async () => {
  await sender.start()
  for (let round = 1; round < 9; round += 1) {
    await settle(round)
    await vi.advanceTimersToNextTimerAsync()
  }
  await settle(9)
  const pauses = asked.slice(1).map((time, index) => time - (asked[index] ?? 0))
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  expect(failures).toEqual(Array(9).fill('IPFS_PEER_UNREACHABLE'))
  await sender.sendNow()
  const now = Date.now()
  await vi.advanceTimersToNextTimerAsync()
  await settle(11)
  expect(asked.slice(-2)).toEqual([now, now + 1000])
})

test('what is acknowledged is told no more', async () => {
  await sender.start()
  await settle()
  answer = acknowledge
  await sender.sendNow()
  expect([pending, vi.getTimerCount(), failures.length]).toEqual([[], 0, 1])
})

test('an acknowledgement of another revocation does not count', async () => {
  answer = () => acknowledge(second)
  await sender.start()
  await settle()
  expect([pending.length, failures]).toEqual([1, ['POLICY_FORGED']])
})

test('one that fails holds up no other, and is told alone', async () => {
  pending = [revocationOf(first), revocationOf(second)]
  const refuse = answer
  answer = (id) => (id === first ? refuse(id) : acknowledge(id))
  await sender.start()
  await settle()
  expect([pending.map(({ grant }) => grant), failures]).toEqual([[first], ['IPFS_PEER_UNREACHABLE']])
})

test('nobody is told twice at once: the next round waits for the last', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const refuse = answer
  answer = async (id) => {
    await promise
    return refuse(id)
  }
  await sender.start()
  const next = [sender.sendNow(), sender.sendNow()]
  while (asked.length === 0) await turn()
  await turn()
  expect(asked).toHaveLength(1)
  resolve()
  await Promise.all(next)
  expect([asked.length, vi.getTimerCount()]).toEqual([3, 1])
})

test('a sender starts once, tells nobody before, and waits for nothing after its stop', async () => {
  await sender.sendNow()
  expect([asked, failures]).toEqual([[], []])
  await sender.start()
  await sender.start()
  await settle()
  expect(asked).toHaveLength(1)
  await sender.stop()
  expect(vi.getTimerCount()).toBe(0)
})
