import { expect, test } from 'vitest'
import { isAwaited, purchaseStateNames, purchaseStates } from '../../../shared/orderStates.ts'
import { pendingSentence, pendingWords } from './pendingText.ts'

const awaited = purchaseStateNames.filter((state) => isAwaited({ state }))
const sellerAway = { since: 1, lastHereAt: null, usualHours: null }

test('every state has words that fit a row', () => {
  for (const state of purchaseStateNames) {
    expect(pendingWords({ state }).length).toBeLessThan(14)
    expect(pendingSentence({ state }, 'Maren')).toMatch(/\.$/)
  }
})

test.each(awaited)('what is said of an order that is %s is what has become of its money', (state) => {
  const said = {
    untouched: /Nothing has been paid\.$/,
    underWay: /comes back by itself\.$|is back in your balance when its time runs out\.$/,
    paid: /^Paid[,.]/,
  }
  expect(pendingSentence({ state }, 'Maren')).toMatch(said[purchaseStates[state].money])
})

test('each thing that is waited for has words and a sentence of its own', () => {
  const waits = [{ state: 'requested', sellerAway } as const, ...awaited.map((state) => ({ state }))]
  expect(waits.map(pendingWords)).toEqual([
    'Artist away',
    'Asking',
    'Waits for you',
    'Paying',
    'Refunding',
    'Unlocking',
    'Not opened',
  ])
  const sentences = waits.map((order) => pendingSentence(order, 'Maren'))
  expect(new Set(sentences).size).toBe(waits.length)
  expect(sentences.filter((sentence) => sentence.startsWith('Maren '))).toHaveLength(4)
})

test('an artist who is away matters only until they have answered', () => {
  expect(pendingWords({ state: 'invoiced', sellerAway })).toBe('Waits for you')
  expect(pendingSentence({ state: 'requested', sellerAway }, 'Maren')).toMatch(
    /^Maren is away\..+Nothing has been paid\.$/,
  )
})
