import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Calls } from '../../ipfs/peer.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { peerIdText } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { VoucherRedeemer } from './voucherRedeemer.ts'

const hub = peerIdText.parse('12D3KooWRBhwfeP2Y4TCx1SM6s9rUoHhR5STiGwxBhgFRcw3UERE')
const identity = { body: {}, signature: '0x' } as unknown as SignedIdentity
const code = new Uint8Array(16).fill(7)
const credit = toAmount(5n)
let settings: Settings
let answer: { isPaid: boolean } | ErrorCode
let asked: number
let changes: number
let redeemer: VoucherRedeemer

beforeEach(() => {
  vi.useFakeTimers()
  settings = new Settings(openStore(':memory:'))
  answer = { isPaid: false }
  asked = 0
  changes = 0
  redeemer = openRedeemer()
})
afterEach(async () => {
  await redeemer.stop()
  vi.useRealTimers()
})

function openRedeemer(): VoucherRedeemer {
  const call = async () => {
    asked += 1
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
