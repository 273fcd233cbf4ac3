import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WalletView } from '../../../shared/api/node.ts'
import { toAmount } from '../../../shared/money.ts'
import { planTopUp } from './topUp.ts'

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
