import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Calls } from '../../ipfs/peer.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { peerIdText } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { VoucherRedeemer } from './voucherRedeemer.ts'

const hub = peerIdText.parse('12D3KooWRBhwfeP2Y4TCx1SM6s9rUoHhR5STiGwxBhgFRcw3UERE')
const identity = { body: {}, signature: '0x' } as unknown as SignedIdentity
const code = new Uint8Array(16).fill(7)
const credit = toAmount(25n)
const otherCode = new Uint8Array(16).fill(8)
let settings: Settings
let answer: { isPaid: boolean } | ErrorCode
let asked: number
/** When the hub was asked, ms after the beginning, and what. */
let askedAt: number[]
let questions: unknown[][]
/** What an answer waits for. */
let answering: Promise<void>
let changes: number
let redeemer: VoucherRedeemer

beforeEach(() => {
  vi.useFakeTimers()
  settings = new Settings(openStore(':memory:'))
  answer = { isPaid: false }
  asked = 0
  askedAt = []
  questions = []
  answering = Promise.resolve()
  changes = 0
  redeemer = openRedeemer()
})
afterEach(async () => {
  await redeemer.stop()
  vi.useRealTimers()
})

function openRedeemer(): VoucherRedeemer {
  const begun = Date.now()
  const call = async (...question: unknown[]) => {
    asked += 1
    askedAt.push(Date.now() - begun)
    questions.push(question)
    await answering
    if (typeof answer === 'string') throw new BuskerError(answer, 'No.')
    return { credit, ...answer }
  }
  const calls = { call } as unknown as Pick<Calls, 'call'>
  return new VoucherRedeemer({ settings, calls, hub, identity, onChange: () => (changes += 1) })
}

test('nothing is asked without a voucher', async () => {
  await redeemer.start()
  expect(redeemer.progress).toBe(null)
  expect(asked).toBe(0)
})

test('a voucher is shown to the hub until its credit is here, and then no more', async () => {
  await redeemer.start()
  redeemer.add(code)
  await vi.advanceTimersByTimeAsync(0)
  expect(redeemer.progress).toEqual({ state: 'redeeming', credit, problem: null })
  answer = { isPaid: true }
  await vi.advanceTimersByTimeAsync(1_000)
  expect(redeemer.progress).toEqual({ state: 'paid', credit, problem: null })
  const paidAt = asked
  redeemer.wake()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toBe(paidAt)
  expect(changes).toBe(2)
})

test('it is asked for again after a restart, and less and less often', async () => {
  redeemer.add(code)
  redeemer = openRedeemer()
  answer = 'IPFS_PEER_UNREACHABLE'
  await redeemer.start()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBeLessThan(8)
  expect(redeemer.progress).toMatchObject({
    state: 'redeeming',
    credit: null,
    problem: { code: 'IPFS_PEER_UNREACHABLE' },
  })
  answer = { isPaid: true }
  redeemer.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(redeemer.progress).toMatchObject({ state: 'paid', problem: null })
})

test.each<ErrorCode>(['HUB_VOUCHER_USED', 'HUB_VOUCHER_EXPIRED', 'HUB_VOUCHER_UNKNOWN'])(
  'with %s it is over, and another invitation begins anew',
  async (refusal) => {
    answer = refusal
    await redeemer.start()
    redeemer.add(code)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked).toBe(1)
    expect(redeemer.progress).toMatchObject({ state: 'refused', problem: { code: refusal } })
    answer = { isPaid: true }
    redeemer.add(new Uint8Array(16).fill(8))
    await vi.advanceTimersByTimeAsync(0)
    expect(redeemer.progress).toMatchObject({ state: 'paid', credit })
  },
)

test('an invitation that is taken on while another one is asked about is not lost', async () => {
  await redeemer.start()
  await vi.advanceTimersByTimeAsync(0)
  redeemer.add(code)
  answer = { isPaid: true }
  redeemer.add(new Uint8Array(16).fill(8))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toBe(2)
  expect(redeemer.progress).toMatchObject({ state: 'paid' })
})

test('a hub whose budget is spent is asked on', async () => {
  answer = 'HUB_BUDGET_SPENT'
  await redeemer.start()
  redeemer.add(code)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(redeemer.progress).toMatchObject({ state: 'redeeming', problem: { code: 'HUB_BUDGET_SPENT' } })
  answer = { isPaid: true }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(redeemer.progress).toMatchObject({ state: 'paid' })
})

test('the hub is shown the voucher, and who has it', async () => {
  await redeemer.start()
  redeemer.add(code)
  await vi.advanceTimersByTimeAsync(0)
  expect(questions).toEqual([[hub, hubProtocol, 'redeem', { identity, voucher: code }]])
})

test('it is asked twice as late each time, and from the beginning again once woken', async () => {
  await redeemer.start()
  redeemer.add(code)
  await vi.advanceTimersByTimeAsync(10_000)
  redeemer.wake()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(askedAt).toEqual([0, 1_000, 3_000, 7_000, 10_000, 11_000, 13_000])
  expect(changes).toBe(1)
})

test('the same invitation once more changes nothing', async () => {
  await redeemer.start()
  redeemer.add(code)
  await vi.advanceTimersByTimeAsync(10)
  redeemer.add(code)
  await vi.advanceTimersByTimeAsync(10)
  expect([asked, redeemer.progress]).toEqual([1, { state: 'redeeming', credit, problem: null }])
})

test('once the credit is here, or after a stop, nothing is waited for', async () => {
  await redeemer.start()
  redeemer.add(code)
  await vi.advanceTimersByTimeAsync(10)
  expect(vi.getTimerCount()).toBe(1)
  await redeemer.stop()
  expect(vi.getTimerCount()).toBe(0)
  redeemer.wake()
  await vi.advanceTimersByTimeAsync(600_000)
  expect([asked, vi.getTimerCount()]).toEqual([1, 0])
  answer = { isPaid: true }
  await redeemer.start()
  await vi.advanceTimersByTimeAsync(10)
  expect([asked, vi.getTimerCount()]).toEqual([2, 0])
})

test('a stop waits for the answer to what was asked', async () => {
  const held = Promise.withResolvers<void>()
  answering = held.promise
  await redeemer.start()
  await vi.advanceTimersByTimeAsync(0)
  redeemer.add(code)
  const stopped = vi.fn<() => void>()
  const stopping = redeemer.stop().then(stopped)
  await vi.advanceTimersByTimeAsync(10)
  expect(stopped).not.toHaveBeenCalled()
  held.resolve()
  await stopping
  expect([redeemer.progress?.credit, vi.getTimerCount()]).toEqual([credit, 0])
})

test('what comes while the hub is asked has it asked again at once', async () => {
  const held = Promise.withResolvers<void>()
  answering = held.promise
  await redeemer.start()
  await vi.advanceTimersByTimeAsync(0)
  redeemer.add(code)
  redeemer.wake()
  expect(asked).toBe(1)
  held.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toBe(2)
})

test('the answer about one invitation is not taken for that about the next', async () => {
  const held = Promise.withResolvers<void>()
  answering = held.promise
  await redeemer.start()
  await vi.advanceTimersByTimeAsync(0)
  redeemer.add(code)
  redeemer.add(otherCode)
  answer = { isPaid: true }
  answering = new Promise(() => undefined)
  held.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(redeemer.progress).toEqual({ state: 'redeeming', credit: null, problem: null })
  expect(questions.map(([, , , asking]) => asking)).toEqual([
    { identity, voucher: code },
    { identity, voucher: otherCode },
  ])
  redeemer = openRedeemer()
})
