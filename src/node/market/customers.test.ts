import { beforeEach, expect, test, vi } from 'vitest'
import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import { peerIdText, toAddress } from '../../shared/ids.ts'
import { Customers } from './customers.ts'

const hub = peerIdText.parse(`12D3KooW${'z'.repeat(44)}`)
const account = toAddress(`0x${'1'.repeat(40)}`)
const hourMs = 3600_000
let now = 0
const call = vi.fn<(...given: unknown[]) => Promise<{ hasChannel: boolean }>>()
const create = () => new Customers({ calls: { call } as unknown as Calls, hub, now: () => now })

beforeEach(() => {
  now = 1_000_000_000
  call.mockReset().mockResolvedValue({ hasChannel: true })
})

test('the hub says who has a channel; that is asked once', async () => {
  const customers = create()
  expect([await customers.standing(account), await customers.standing(account)]).toEqual([
    'connected',
    'connected',
  ])
  expect(call).toHaveBeenCalledExactlyOnceWith(
    hub,
    hubProtocol,
    'hasChannel',
    { account },
    { timeoutMs: 5_000 },
  )
})

test('who has none yet, or cannot be vouched for while the hub is away, is asked about again', async () => {
  const customers = create()
  call.mockResolvedValueOnce({ hasChannel: false })
  expect(await customers.standing(account)).toBe('stranger')
  call.mockRejectedValueOnce(new Error('away'))
  expect(await customers.standing(account)).toBe('unknown')
  expect(await customers.standing(account)).toBe('connected')
})

test('of those who have one ten thousand are remembered', async () => {
  const customers = create()
  const nth = (n: number) => toAddress(`0x${n.toString(16).padStart(40, '0')}`)
  for (let n = 0; n < 10_000; n += 1) await customers.standing(nth(n))
  await customers.standing(nth(0))
  expect(call).toHaveBeenCalledTimes(10_000)
  await customers.standing(nth(10_000))
  await customers.standing(nth(0))
  expect(call).toHaveBeenCalledTimes(10_002)
  await customers.standing(nth(10_000))
  expect(call).toHaveBeenCalledTimes(10_002)
})

test('strangers share sixty-four places an hour', () => {
  const customers = create()
  for (let taken = 0; taken < 32; taken += 1) expect(customers.takeStrangerPlace()).toBe(true)
  now += hourMs - 1
  for (let taken = 0; taken < 32; taken += 1) expect(customers.takeStrangerPlace()).toBe(true)
  expect(customers.takeStrangerPlace()).toBe(false)
  now += 1
  for (let taken = 0; taken < 32; taken += 1) expect(customers.takeStrangerPlace()).toBe(true)
  expect(customers.takeStrangerPlace()).toBe(false)
})
