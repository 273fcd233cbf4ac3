import { expect, test } from 'vitest'
import { currenciesOf } from './currency.ts'
import { toAddress } from './ids.ts'
import { feedsOf, knownChain } from './knownChains.ts'
import type { NetworkProfile } from './networkProfile.ts'

const arbitrum = knownChain(42_161)
const dai = arbitrum?.tokens.find(({ symbol }) => symbol === 'DAI')
const elsewhere = toAddress(`0x${'9'.repeat(40)}`)
const theirs = { token: elsewhere, currencies: { EUR: elsewhere, XTS: elsewhere } }

const networkOf = (chainId: number, token = dai?.address ?? elsewhere) =>
  ({
    chain: { id: chainId, rpcUrl: 'http://127.0.0.1:1' },
    token: { address: token, symbol: 'DAI', name: 'Dai Stablecoin', decimals: 18 },
    feeds: theirs,
  }) satisfies Pick<NetworkProfile, 'chain' | 'token' | 'feeds'>

test('an operator names no other feed where Busker knows one, and may name more', () => {
  const feeds = feedsOf(networkOf(42_161))
  expect(feeds?.token).toBe(dai?.feed)
  expect(feeds?.currencies['EUR']).toBe(arbitrum?.currencyFeeds['EUR'])
  expect(feeds?.currencies['XTS']).toBe(elsewhere)
  expect(currenciesOf(feeds)).toContain('USD')
})

test('of another token or chain the operator names the feeds, or there are none', () => {
  expect(feedsOf(networkOf(42_161, elsewhere))?.token).toBe(elsewhere)
  expect(feedsOf(networkOf(100))).toEqual(theirs)
  const { feeds: _feeds, ...without } = networkOf(100)
  expect(feedsOf(without)).toBeUndefined()
})

test('play money is worth nothing, whatever a profile says', () => {
  for (const chain of [31_337, 1337]) expect(feedsOf(networkOf(chain))).toBeUndefined()
})
