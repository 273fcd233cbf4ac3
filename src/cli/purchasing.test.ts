import { beforeEach, expect, test, vi } from 'vitest'
import type { PurchaseView } from '../shared/api/node.ts'
import { cidText, label, toAddress } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import type { Context } from './context.ts'
import type { Prompt } from './prompt.ts'
import { buy, type BuyFlags } from './purchasing.ts'
import { Terminal } from './terminal.ts'

const work = label.parse(`track/${'a'.repeat(32)}/1`)
const someone = toAddress(`0x${'1'.repeat(40)}`)
const order: PurchaseView = {
  id: '0x1234',
  state: 'requested',
  label: work,
  manifest: cidText.parse(`bafyrei${'a'.repeat(52)}`),
  seller: someone,
  recipient: someone,
  price: toAmount(1_500_000_000_000_000_000n),
  paid: null,
  fee: null,
  code: null,
  message: null,
  money: 'Nothing has been paid yet.',
  isSettled: false,
  hasAccess: false,
  deadline: 2,
  createdAt: 1,
  changedAt: 1,
}
const answers: Record<string, unknown> = {
  status: { network: { symbol: 'BUSK', decimals: 18 } },
  buy: order,
  quoteFee: { fee: toAmount(10n ** 15n) },
  confirm: { ...order, state: 'paying' },
  cancel: { ...order, state: 'cancelled', isSettled: true },
  purchase: { ...order, state: 'joined', hasAccess: true },
}
const ask = vi.fn<(method: string, input: unknown) => Promise<unknown>>(async (method) => answers[method])
const asked = () => ask.mock.calls.map(([method, input]) => [method, input]).slice(1)
const terminal = new Terminal(true)
const context = { folder: '/nowhere', terminal, node: { ask } } as unknown as Context
const shown: string[] = []

beforeEach(() => {
  ask.mockClear()
  shown.length = 0
  terminal.result = (json) => void shown.push((json as PurchaseView).state)
})

function promptAnswering(word: string): Prompt & { heard: string[] } {
  const heard: string[] = []
  return {
    isInteractive: true,
    heard,
    async ask(question) {
      heard.push(question)
      return word
    },
  }
}
const buyWith = (flags: BuyFlags, prompt: Prompt) => buy(work, flags, context, prompt)

test('without --max price and fee are shown, and those are confirmed', async () => {
  const prompt = promptAnswering('y')
  await buyWith({ wait: true }, prompt)
  expect(prompt.heard).toEqual(['Pay 1.50 BUSK and 0.001 BUSK to the hub? [y/N] '])
  expect(asked()).toEqual([
    ['buy', { label: work, follow: false }],
    ['quoteFee', { to: someone, amount: order.price }],
    ['confirm', { id: order.id, amount: order.price, maximumFee: 10n ** 15n }],
    ['purchase', { id: order.id, follow: true }],
  ])
  expect(shown).toEqual(['joined'])
})

test.each(['', 'n', 'yesterday'])('whoever answers "%s" pays nothing', async (word) => {
  await buyWith({ wait: true }, promptAnswering(word))
  expect(asked().map(([method]) => method)).toEqual(['buy', 'quoteFee', 'cancel'])
  expect(shown).toEqual(['cancelled'])
})

test('with --max nobody is asked, and so much is confirmed with the order', async () => {
  const prompt = promptAnswering('n')
  await buyWith({ wait: false, max: '2' }, prompt)
  expect(prompt.heard).toEqual([])
  expect(asked()).toEqual([['buy', { label: work, follow: false, confirmed: 2n * 10n ** 18n }]])
})

test('with --amount so much is ordered and agreed to, and never more than --max', async () => {
  const prompt = promptAnswering('n')
  const [two, three] = [2n * 10n ** 18n, 3n * 10n ** 18n]
  await buyWith({ wait: false, amount: '2' }, prompt)
  await buyWith({ wait: false, amount: '3', max: '2' }, { ...prompt, isInteractive: false })
  await buyWith({ wait: false, amount: '3', elsewhere: true }, prompt)
  expect(prompt.heard).toEqual([])
  const common = { label: work, follow: false }
  expect(asked().filter(([method]) => method === 'buy')).toEqual([
    ['buy', { ...common, amount: two, confirmed: two }],
    ['buy', { ...common, amount: three, confirmed: two }],
    ['buy', { ...common, amount: three }],
  ])
  await expect(buyWith({ wait: false, amount: '-1' }, prompt)).rejects.toMatchObject({ code: 'CLI_AMOUNT' })
})

test('what is paid elsewhere is agreed to by nobody here, and whom to pay is said while it waits', async () => {
  const waiting: PurchaseView = { ...order, state: 'invoiced', paymentId: '77' }
  const told: string[] = []
  terminal.progress = (_json, text) => void told.push(text)
  ask.mockImplementation(async (method, ...given) => {
    const [, options] = given as [unknown, { onProgress(purchase: PurchaseView): void }?]
    if (method !== 'purchase') return answers[method]
    for (const purchase of [order, waiting, { ...waiting, state: 'paying' as const }])
      options?.onProgress(purchase)
    return answers[method]
  })
  const nobody = { ...promptAnswering('y'), isInteractive: false }
  await buyWith({ wait: true, elsewhere: true }, nobody)
  ask.mockImplementation(async (method) => answers[method])
  expect(asked()).toEqual([
    ['buy', { label: work, follow: false }],
    ['purchase', { id: order.id, follow: true }],
  ])
  expect(told.filter((text) => text.includes('77'))).toEqual([
    expect.stringContaining(
      `Pay 1500000000000000000 base units to ${someone} under the payment identifier 77.`,
    ),
  ])
})

test('where nobody can be asked, --max must say it', async () => {
  const nobody = { ...promptAnswering('y'), isInteractive: false }
  await expect(buyWith({ wait: true }, nobody)).rejects.toMatchObject({ code: 'CLI_PRICE_OPEN' })
  expect(ask).not.toHaveBeenCalled()
})
