import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WalletView } from '../../../shared/api/node.ts'
import { toAmount } from '../../../shared/money.ts'
import type { IpcClient } from '../../ipc/ipcClient.ts'
import { planTopUp, topUp, type TopUpPlan } from './topUp.ts'

const oneToken = 10n ** 18n
const tokens = (count: bigint) => toAmount(count * oneToken)

function wallet(spendable: bigint, onChain: bigint, isConnected = true, maximumFee = 0n): WalletView {
  const hub = { partner: '0x00', isHub: true, state: 'open', deposit: 0n, spendable, receivable: 0n }
  return {
    account: '0x00',
    symbol: 'TTT',
    decimals: 18,
    tokens: onChain,
    gas: 0n,
    gasNeeded: null,
    spendable,
    receivable: 0n,
    maximumFee,
    channels: isConnected ? [hub] : [],
  } as unknown as WalletView
}

describe('a balance that is too small', () => {
  test('is filled from the tokens at hand, by round amounts', () => {
    const plan = planTopUp(wallet(oneToken, 30n * oneToken), tokens(4n), false)
    expect(plan).toEqual({ missing: tokens(3n), way: 'deposit', amounts: [5n, 10n, 20n].map(tokens) })
  })

  test('needs a connection to the hub first where there is none', () => {
    expect(planTopUp(wallet(0n, 9n * oneToken, false), tokens(4n), false)).toMatchObject({ way: 'connect' })
  })

  test('takes play money where it is given away', () => {
    expect(planTopUp(wallet(0n, 0n), tokens(4n), true)).toMatchObject({ way: 'faucet' })
  })

  test('can only be filled by receiving tokens where there are none', () => {
    expect(planTopUp(wallet(0n, oneToken), tokens(4n), false)).toMatchObject({ way: 'receive', amounts: [] })
  })

  test('offers exactly what is missing when no round amount can be afforded', () => {
    const plan = planTopUp(wallet(0n, 3n * oneToken), tokens(3n), false)
    expect(plan.amounts).toEqual([tokens(3n)])
  })
})

test('only an open channel with the hub is a connection to it', () => {
  const connected = wallet(0n, 9n * oneToken)
  const channel = (more: object) => ({ ...connected, channels: [{ ...connected.channels[0], ...more }] })
  const wayWith = (more: object) => planTopUp(channel(more) as WalletView, tokens(4n), false).way
  expect([wayWith({}), wayWith({ state: 'closed' }), wayWith({ isHub: false })]).toEqual([
    'deposit',
    'connect',
    'connect',
  ])
})

test('a connection that is being opened is waited for, where what is set aside for it is enough', () => {
  const plan = (requested: bigint | null, isConnected = false) =>
    planTopUp(
      wallet(0n, 0n, isConnected),
      tokens(4n),
      true,
      requested === null ? null : toAmount(requested * oneToken),
    )
  expect(plan(20n)).toEqual({ missing: tokens(4n), way: 'connect', amounts: [tokens(20n)] })
  expect(plan(4n).amounts).toEqual([tokens(4n)])
  expect(plan(3n).amounts).toEqual([5n, 10n, 20n].map(tokens))
  expect(plan(null).amounts).toEqual([5n, 10n, 20n].map(tokens))
  expect(plan(20n, true).way).toBe('faucet')
  expect(planTopUp(wallet(0n, 0n, false), tokens(4n), false, tokens(20n)).way).toBe('connect')
})

test('tokens that are exactly enough are enough, and three amounts are offered at most', () => {
  expect(planTopUp(wallet(0n, 3n * oneToken), tokens(3n), true).way).toBe('deposit')
  expect(planTopUp(wallet(0n, 0n), tokens(2n), true).amounts).toEqual([2n, 5n, 10n].map(tokens))
  expect(planTopUp(wallet(0n, 0n), tokens(1n), true).amounts).toEqual([1n, 2n, 5n].map(tokens))
})

describe('topping up', () => {
  /** What is asked of the node, and the steps that are shown, in order. */
  async function recordTopUp(way: TopUpPlan['way']): Promise<unknown[]> {
    const events: unknown[] = []
    const ask = async (
      method: string,
      input: unknown,
      options?: { onProgress(progress: { step: string }): void },
    ) => {
      events.push([method, input])
      options?.onProgress({ step: 'channel' })
    }
    const plan: TopUpPlan = { missing: tokens(1n), way, amounts: [] }
    await topUp({ ask } as unknown as IpcClient, plan, tokens(2n), (step) => events.push(step))
    return events
  }

  test.each([
    ['connect', [['connect', { deposit: tokens(2n) }], 'channel']],
    ['faucet', ['faucet', ['faucet', {}], 'deposit', ['deposit', { amount: tokens(2n) }]]],
    ['deposit', ['deposit', ['deposit', { amount: tokens(2n) }]]],
  ] as const)('by %s asks for the amount that was chosen', async (way, events) => {
    expect(await recordTopUp(way)).toEqual(events)
  })
})

test('needs nothing when the balance covers the price', () => {
  expect(planTopUp(wallet(4n * oneToken, 0n), tokens(4n), false).way).toBe('enough')
})

test('covers what the hub may take on top, and nothing on top of what is free', () => {
  const exactly = wallet(4n * oneToken, 9n * oneToken, true, 10n)
  expect(planTopUp(exactly, tokens(4n), false)).toMatchObject({ missing: 10n, way: 'deposit' })
  expect(planTopUp(wallet(0n, 0n, true, 10n), tokens(0n), false).way).toBe('enough')
})

test('never offers less than is missing, nor more than there is', () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 24n })
  fc.assert(
    fc.property(money, money, money, (spendable, onChain, price) => {
      const { missing, amounts } = planTopUp(wallet(spendable, onChain), toAmount(price), false)
      expect(amounts.every((amount) => amount >= missing && amount <= onChain)).toBe(true)
    }),
  )
})
