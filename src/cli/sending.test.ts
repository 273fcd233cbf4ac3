import { beforeEach, expect, test, vi } from 'vitest'
import { toAddress } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import type { Context } from './context.ts'
import type { Prompt } from './prompt.ts'
import { type SendFlags, sendFromAccount } from './sending.ts'
import { Terminal } from './terminal.ts'

const friend = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
const transfer = {
  id: '7d1ab8a5-6a5f-4b0e-8f61-0d3c2f6a6a10',
  asset: 'token',
  to: toAddress(friend),
  amount: toAmount(1_500_000n),
  fee: toAmount(42n),
  hash: `0x${'1'.repeat(64)}`,
  state: 'sending',
  problem: null,
  createdAt: 1,
  changedAt: 1,
}
const answers: Record<string, unknown> = {
  wallet: { symbol: 'USDC', decimals: 6, coin: 'ETH' },
  quoteTransfer: { to: friend, fee: toAmount(42n) },
  sendFromAccount: transfer,
}
const ask = vi.fn<(method: string, input: unknown) => Promise<unknown>>(async (method) => answers[method])
const terminal = new Terminal(true)
const context = { folder: '/nowhere', terminal, node: { ask } } as unknown as Context
const sent = () => ask.mock.calls.filter(([method]) => method === 'sendFromAccount').map(([, input]) => input)
const shown: unknown[] = []

beforeEach(() => {
  ask.mockClear()
  shown.length = 0
  terminal.result = (json) => void shown.push(json)
})

const answering = (word: string): Prompt => ({ isInteractive: true, ask: async () => word })
const nobody: Prompt = {
  isInteractive: false,
  ask: () => {
    throw new Error('There is nobody to ask.')
  },
}
const send = (text: string, flags: SendFlags, prompt: Prompt) =>
  sendFromAccount(text, friend, flags, context, prompt)

test('tokens go once somebody has agreed to the fee, in the token’s own decimals', async () => {
  await send('1.5', {}, answering('y'))
  expect(sent()).toMatchObject([{ to: friend, asset: 'token', amount: 1_500_000n, maximumFee: 42n }])
  expect(shown).toMatchObject([{ state: 'sending', amount: '1500000' }])
})

test('without a yes nothing is sent', async () => {
  await send('1.5', {}, answering(''))
  expect(sent()).toEqual([])
  await expect(send('1.5', {}, nobody)).rejects.toMatchObject({ code: 'CLI_FEE_OPEN' })
  await expect(send('1.0000001', {}, answering('y'))).rejects.toMatchObject({ code: 'CLI_AMOUNT' })
  expect(sent()).toEqual([])
})

test('a script says what it may cost, and the coin has its own decimals', async () => {
  await send('0.01', { coin: true, maxFee: '0.001' }, nobody)
  expect(sent()).toMatchObject([{ asset: 'coin', amount: 10n ** 16n, maximumFee: 10n ** 15n }])
})
