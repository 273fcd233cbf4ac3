import { expect, test } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { GiftGivers } from './giftGivers.ts'

const [one, other] = ['1', '2'].map((digit) => toAddress(`0x${digit.repeat(40)}`)) as [
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
]

test('each giver is remembered by itself, once, and across a restart', () => {
  const store = openStore(':memory:')
  const givers = new GiftGivers(new Settings(store))
  expect([givers.list(), givers.has(one)]).toEqual([[], false])
  for (const giver of [one, other, one]) givers.set(giver, true)
  const restarted = new GiftGivers(new Settings(store))
  expect(restarted.list()).toEqual([other, one])
  restarted.set(one, false)
  expect([givers.has(one), givers.has(other)]).toEqual([false, true])
  store.close()
})
