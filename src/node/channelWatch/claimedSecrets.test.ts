import { beforeEach, expect, test } from 'vitest'
import type { Lock } from '../../protocol/channels.ts'
import { type Secret, secret, secretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ClaimedSecrets } from './claimedSecrets.ts'

const own = secret.parse(`0x${'5'.repeat(64)}`)
const lock: Lock = {
  expiration: toAmount(100n),
  amount: toAmount(7n),
  secretHash: secretHash.parse(`0x${'a'.repeat(64)}`),
}
let time: number
let isRegistered: boolean
let released: Secret | undefined
let isWorthGas: boolean
let registrations: Secret[]
let problems: unknown[]
let secrets: ClaimedSecrets

beforeEach(() => {
  time = 0
  isRegistered = false
  released = own
  isWorthGas = true
  registrations = []
  problems = []
  const call = { address: `0x${'1'.repeat(40)}` as never, abi: [], functionName: 'registerSecret', args: [] }
  secrets = new ClaimedSecrets({
    registry: {
      registeredAt: async () => (isRegistered ? 1 : null),
      registration: () => call,
      register: async (each) => {
        registrations.push(each)
        isRegistered = true
      },
    },
    transactions: {
      address: `0x${'1'.repeat(40)}` as never,
      cost: async () => toAmount(5n),
      send: async () => undefined,
    },
    secretOf: () => released,
    revealTimeoutMs: 10_000,
    isWorthGas: () => isWorthGas,
    chainTime: async () => time,
    onProblem: (problem) => problems.push(problem),
  })
})

test('in an open channel a secret is registered shortly before its lock ends, once', async () => {
  time = 89_999
  await secrets.register([lock], false)
  expect(registrations).toEqual([])
  time = 90_000
  await secrets.register([lock], false)
  await secrets.register([lock], false)
  expect(registrations).toEqual([own])
})

test('in a closed channel it is registered at once', async () => {
  await secrets.register([lock], true)
  expect(registrations).toEqual([own])
})

test('a secret that was never let out stays in, and one whose lock has ended is not given away', async () => {
  released = undefined
  await secrets.register([lock], true)
  released = own
  time = 100_000
  await secrets.register([lock], true)
  expect(registrations).toEqual([])
})

test('where gas costs more than the payment brings, that is said once instead', async () => {
  isWorthGas = false
  await secrets.register([lock], true)
  await secrets.register([lock], true)
  expect(registrations).toEqual([])
  expect(problems).toEqual([expect.objectContaining({ code: 'CHANNEL_SECRET_NOT_WORTH_GAS' })])
  isWorthGas = true
  await secrets.register([lock], true)
  expect(registrations, 'weighed again when gas is cheaper').toEqual([own])
})
