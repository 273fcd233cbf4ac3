import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Quote } from '../shared/api/basket.ts'
import { label, toAddress } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import { buySeveral, type BuySeveralFlags } from './buyingSeveral.ts'
import type { Context } from './context.ts'
import { Terminal } from './terminal.ts'

const labels = ['a', 'b', 'c'].map((digit) => label.parse(`track/${digit.repeat(32)}/1`))
const artist = toAddress(`0x${'1'.repeat(40)}`)
const token = 10n ** 18n
const work = (index: number) => ({
  label: labels[index],
  artist,
  title: `Song ${index}`,
  artistName: 'Ana',
  price: toAmount(token),
})
const quote = {
  works: [
    { label: labels[0], state: 'ready', work: work(0), fee: toAmount(5n) },
    { label: labels[1], state: 'owned', work: work(1), fee: null },
    { label: labels[2], state: 'ready', work: work(2), fee: null },
  ],
  price: toAmount(2n * token),
  fee: toAmount(token / 10n),
  isFeeKnown: false,
} as unknown as Quote
const answers: Record<string, unknown> = {
  status: { network: { symbol: 'BUSK', decimals: 18 } },
  wallet: { spendable: toAmount(5n * token), maximumFee: toAmount(9n) },
  quoteWorks: quote,
  buyBasket: [],
}
const ask = vi.fn<(method: string, input: unknown) => Promise<unknown>>(async (method) => answers[method])
const asked = (wanted: string) =>
  ask.mock.calls.filter(([method]) => method === wanted).map(([, input]) => input)
// Its results need not be those that a node would give.
const terminal = new Terminal(false)
const context = { folder: '/nowhere', terminal, node: { ask } } as unknown as Context
const heard: string[] = []
const answering = (word: string, isInteractive = true) => ({
  isInteractive,
  async ask(question: string) {
    heard.push(question)
    return word
  },
})
const buy = (flags: Partial<BuySeveralFlags>, prompt = answering('y')) =>
  buySeveral(
    labels.map((each) => ({ label: each })),
    { wait: false, ...flags },
    context,
    prompt,
  )

beforeEach(() => {
  ask.mockClear()
  heard.length = 0
  terminal.result = () => undefined
  terminal.progress = () => undefined
})
afterEach(() => {
  answers['quoteWorks'] = quote
})

test('the total is asked about, and what is ready is bought for what was said of each', async () => {
  await buy({ max: '2.1' })
  expect(asked('buyBasket')).toEqual([
    {
      works: [
        { label: labels[0], artist, confirmed: token, maximumFee: 5n },
        { label: labels[2], artist, confirmed: token, maximumFee: 9n },
      ],
      follow: false,
    },
  ])
})

test('more than --max with the fees is not ordered, and where nobody can agree, none is', async () => {
  await expect(buy({ max: '2.09' })).rejects.toMatchObject({ code: 'CLI_TOTAL_ABOVE' })
  await expect(buy({}, answering('y', false))).rejects.toMatchObject({ code: 'CLI_PRICE_OPEN' })
  expect(asked('buyBasket')).toEqual([])
})

test('nothing is ordered where nothing can be', async () => {
  answers['quoteWorks'] = { ...quote, works: quote.works.slice(1, 2) }
  await expect(buy({ max: '5' })).rejects.toMatchObject({
    code: 'BASKET_NOTHING_TO_BUY',
    message: expect.stringContaining('yours already'),
  })
})
