import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import getPort from 'get-port'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Rates, type RatesOptions } from '../../node/rates/rates.ts'
import { Settings } from '../../node/settings/settings.ts'
import { openStore, type Store } from '../../node/store/openStore.ts'
import { type Feeds, rateNumber } from '../../shared/currency.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ChainProxy, type Interceptor } from '../testing/chainProxy.ts'
import { endpointsOf } from '../testing/openChannel.ts'
import { deployPriceFeed, type FeedWords, writePriceFeed } from '../testing/priceFeedContract.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'
import { createChainClient, type ChainClient } from './chainClient.ts'

const hour = 3600
let testChain: TestChain
let client: ChainClient
let feeds: { token: Address; currencies: { EUR: Address; GBP: Address } }
let store: Store
let settings: Settings
const running: (Rates | ChainProxy)[] = []
const onChange = vi.fn<() => void>()

beforeAll(async () => {
  testChain = await openTestChain({ minesAtOnce: true })
  client = createChainClient(testChain.chain.rpcUrl)
  const updatedAt = await chainSeconds()
  const [ofToken, ofEuro, ofPound] = [
    await deployPriceFeed(client, { updatedAt }),
    await deployPriceFeed(client, { updatedAt }),
    await deployPriceFeed(client, { updatedAt }),
  ]
  feeds = { token: ofToken, currencies: { EUR: ofEuro, GBP: ofPound } }
})
afterAll(() => testChain.close())
beforeEach(async () => {
  store = openStore(join(testChain.folder, `${randomUUID()}.sqlite`))
  settings = new Settings(store)
  await Promise.all([dai(), euro(), pound()])
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()))
  store.close()
  onChange.mockReset()
})

const chainSeconds = async () => Number((await client.getBlock()).timestamp)
async function write(feed: Address, words: Partial<FeedWords>): Promise<void> {
  await writePriceFeed(client, feed, { updatedAt: await chainSeconds(), ...words })
}
const dai = (words: Partial<FeedWords> = {}) => write(feeds.token, { answer: 99_990_000n, ...words })
const euro = (words: Partial<FeedWords> = {}) =>
  write(feeds.currencies.EUR, { description: 'EUR / USD', answer: 108_500_000n, ...words })
const pound = (words: Partial<FeedWords> = {}) =>
  write(feeds.currencies.GBP, { description: 'GBP / USD', answer: 125_000_000n, ...words })

async function startEndpoint(intercept: Interceptor): Promise<string> {
  const proxy = new ChainProxy(testChain.chain.rpcUrl, await getPort({ host: '127.0.0.1' }))
  proxy.intercept = intercept
  await proxy.start()
  running.push(proxy)
  return proxy.url
}

async function openRates({
  rpcUrls = [testChain.chain.rpcUrl],
  ...options
}: Partial<RatesOptions> & { readonly rpcUrls?: readonly string[] } = {}): Promise<Rates> {
  const rates = new Rates({
    settings,
    feeds,
    endpoints: endpointsOf(rpcUrls),
    chainTime: async () => (await chainSeconds()) * 1000,
    onChange,
    ...options,
  })
  running.push(rates)
  await rates.start()
  return rates
}
const shownBy = (rates: Rates) => {
  const { rate, problem } = rates.view()
  return rate === null ? (problem?.code ?? null) : `${rateNumber(rate)} ${rate.currency}`
}

test('nobody is asked before a currency is chosen, and nobody any more once none is', async () => {
  let calls = 0
  const rpcUrl = await startEndpoint(async (_call, forward) => {
    calls += 1
    return forward()
  })
  const rates = await openRates({ rpcUrls: [rpcUrl] })
  expect(rates.view()).toEqual({
    chosen: null,
    available: ['EUR', 'GBP', 'USD'],
    rate: null,
    problem: null,
  })
  expect(calls).toBe(0)
  await rates.choose('EUR')
  expect(calls).toBeGreaterThan(0)
  await rates.choose(null)
  await rates.stop()
  const before = calls
  await rates.start()
  expect(rates.view()).toMatchObject({ chosen: null, rate: null })
  expect(calls).toBe(before)
})

test('a token is worth what its feed and the currency’s say, also after a restart', async () => {
  const rates = await openRates()
  expect(await rates.choose('EUR')).toMatchObject({
    chosen: 'EUR',
    rate: { currency: 'EUR', perToken: 921_566_820_276n },
    problem: null,
  })
  expect(onChange).toHaveBeenCalled()
  await rates.choose('USD')
  expect(shownBy(rates)).toBe('0.9999 USD')
  const restarted = await openRates()
  await expect.poll(() => shownBy(restarted)).toBe('0.9999 USD')
})

test('a currency without a feed is refused, and everything stays as it was', async () => {
  const rates = await openRates()
  await rates.choose('GBP')
  for (const currency of ['XAU', 'constructor', 'toString'])
    await expect(rates.choose(currency)).rejects.toMatchObject({ code: 'RATE_CURRENCY_UNKNOWN' })
  expect(shownBy(rates)).toBe('0.79992 GBP')
  const elsewhere = await openRates({ feeds: undefined })
  expect(elsewhere.view()).toEqual({ chosen: null, available: [], rate: null, problem: null })
  await expect(elsewhere.choose('GBP')).rejects.toMatchObject({ code: 'RATE_CURRENCY_UNKNOWN' })
})

const lies: readonly [string, string, Partial<FeedWords>][] = [
  ['nothing', 'RATE_WRONG', { answer: 0n }],
  ['less than nothing', 'RATE_WRONG', { answer: -108_500_000n }],
  ['a billion dollars', 'RATE_WRONG', { answer: 10n ** 17n }],
  ['a millionth of a cent', 'RATE_WRONG', { answer: 1n, decimals: 18 }],
  ['numbers beyond all decimals', 'RATE_WRONG', { answer: 2n ** 200n, decimals: 255 }],
  ['a round that has not ended', 'RATE_WRONG', { updatedAt: 0 }],
  ['a round that was answered in an earlier one', 'RATE_WRONG', { round: 8n, answeredInRound: 7n }],
  ['no round', 'RATE_WRONG', { round: 0n }],
  ['another currency', 'RATE_WRONG', { description: 'GBP / USD' }],
  ['another direction', 'RATE_WRONG', { description: 'USD / EUR' }],
  ['very many words', 'RATE_WRONG', { description: 'EUR '.repeat(5000) }],
]
test.each(lies)('a feed that says %s is not believed', async (_says, code, words) => {
  await euro(words)
  const rates = await openRates()
  await rates.choose('EUR')
  expect(shownBy(rates)).toBe(code)
  expect(rates.view().problem?.message.length).toBeLessThan(300)
  expect(rates.rateAt((await chainSeconds()) * 1000)).toBeUndefined()
})

test('an old price is none, nor is one of tomorrow, and a new one is', async () => {
  const now = await chainSeconds()
  const rates = await openRates()
  const shownWith = async (write: () => Promise<void>) => {
    await write()
    await rates.choose('EUR')
    return shownBy(rates)
  }
  expect(await shownWith(() => dai({ updatedAt: now - 26 * hour }))).toBe('RATE_STALE')
  expect(await shownWith(() => dai({ updatedAt: now + 24 * hour }))).toBe('RATE_WRONG')
  expect(await shownWith(() => dai({ updatedAt: now - 24 * hour }))).toBe('0.921566820276 EUR')
  // Currencies are not traded over a weekend.
  expect(await shownWith(() => euro({ updatedAt: now - 72 * hour }))).toBe('0.921566820276 EUR')
  expect(await shownWith(() => euro({ updatedAt: now - 74 * hour }))).toBe('RATE_STALE')
})

test('where a profile names what is no feed, no rate is made of it', async () => {
  const { token } = testChain.chain.contracts
  const nowhere = toAddress(`0x${'9'.repeat(40)}`)
  for (const place of [token, nowhere]) {
    const wrong: Feeds = { token: place, currencies: feeds.currencies }
    const rates = await openRates({ feeds: wrong })
    await rates.choose('EUR')
    expect(shownBy(rates)).toBe('RATE_WRONG')
  }
})

test('an endpoint that hangs holds nobody up: the choice is there at once, and the others are believed', async () => {
  const never = new Promise<never>(() => undefined)
  const hanging = await startEndpoint(async () => never)
  const alone = await openRates({ rpcUrls: [hanging] })
  const choosing = alone.choose('EUR')
  expect(alone.view()).toMatchObject({ chosen: 'EUR', rate: null, problem: null })
  expect(onChange).toHaveBeenCalledOnce()
  await choosing
  expect(shownBy(alone)).toBe('RAIDEN_CHAIN_UNREACHABLE')
  const both = await openRates({ rpcUrls: [hanging, testChain.chain.rpcUrl] })
  await both.choose('EUR')
  expect(shownBy(both)).toBe('0.921566820276 EUR')
}, 30_000)

test('of endpoints that contradict each other none is believed', async () => {
  const lie = await startEndpoint(async (call, forward) => {
    const body = await forward()
    if (call.method !== 'eth_call') return body
    return body.replace(Number(99_990_000).toString(16), Number(199_980_000).toString(16))
  })
  const rates = await openRates({ rpcUrls: [testChain.chain.rpcUrl, lie] })
  await rates.choose('EUR')
  expect(shownBy(rates)).toBe('RATE_CONTRADICTED')
})

test('a rate counts for an hour after it was read, also while the chain is silent, and at once no more when it is wrong', async () => {
  let isSilent = false
  const rpcUrl = await startEndpoint(async (_call, forward) => {
    if (isSilent) throw new Error('The chain is away.')
    return forward()
  })
  let now = (await chainSeconds()) * 1000
  const readAt = now
  const rates = await openRates({
    rpcUrls: [rpcUrl],
    chainTime: async () => now,
    intervals: { goodMs: 20, badMs: 20 },
  })
  await rates.choose('EUR')
  const euros = { currency: 'EUR', perToken: toAmount(921_566_820_276n) }
  expect(rates.rateAt(readAt + hour * 1000)).toEqual(euros)
  expect(rates.rateAt(readAt - hour * 1000)).toEqual(euros)
  expect(rates.rateAt(readAt + hour * 1000 + 1)).toBeUndefined()
  isSilent = true
  await expect.poll(() => rates.view().problem?.code).toBe('RAIDEN_CHAIN_UNREACHABLE')
  expect(rates.view().rate).toEqual(euros)
  now += hour * 1000 + 1
  await expect.poll(() => rates.view().rate).toBeNull()
  isSilent = false
  await expect.poll(() => rates.view()).toMatchObject({ rate: euros, problem: null })
  await euro({ answer: 0n })
  await expect.poll(() => shownBy(rates)).toBe('RATE_WRONG')
})

test('after sleep it is read at once, whenever it would have been read next', async () => {
  const rates = await openRates()
  await rates.choose('EUR')
  await euro({ answer: 0n })
  rates.wake()
  await expect.poll(() => shownBy(rates)).toBe('RATE_WRONG')
})

test('who chooses twice gets what they chose last, whichever is read first', async () => {
  const rates = await openRates()
  await Promise.all([rates.choose('EUR'), rates.choose('GBP'), rates.choose('USD'), rates.choose('GBP')])
  expect(shownBy(rates)).toBe('0.79992 GBP')
  await Promise.all([rates.choose('EUR'), rates.choose(null)])
  expect(rates.view()).toMatchObject({ chosen: null, rate: null })
})
