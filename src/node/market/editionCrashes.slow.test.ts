import { expect, test } from 'vitest'
import type { SagaPhase } from '../saga/saga.ts'
import { fee, startBalance } from './testing/marketFixtures.ts'
import { openTrade } from './testing/openTrade.ts'

const price = 100n
const steps: readonly SagaPhase[] = ['before-write', 'after-write', 'after-effect']
/** Every row that the order of a new edition goes through. */
const rows = [
  'purchase new begun',
  'purchase requested givenFree',
  'purchase paid opened',
  'purchase joined acknowledged',
  'sale new givenFree',
  'sale paid acknowledged',
]
/** Into a settled state no effect follows the write. */
const settling = ['purchase joined acknowledged', 'sale paid acknowledged', 'sale new givenFree']

const killPoints = rows.flatMap((row) =>
  steps.filter((step) => step !== 'after-effect' || !settling.includes(row)).map((step) => ({ row, step })),
)

test.each(killPoints)('a crash $step of “$row” costs nobody a new edition', async ({ row, step }) => {
  const { harness, artist, listener, offered } = await openTrade(price)
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  await artist.waitUntil(() => artist.sales()[0]?.state === 'delivered')
  let deaths = 0
  for (const trader of [artist, listener]) {
    trader.crashAt((machine, { from, on }, at) => {
      const isHere = deaths === 0 && at === step && `${machine} ${from ?? 'new'} ${on}` === row
      if (isHere) deaths += 1
      return isHere
    })
  }
  const newer = await harness.replace(artist, offered)
  harness.announce(artist)
  const ofNewer = ({ label }: { label: string }) => label === newer.work.label
  await listener.waitUntil(
    () => listener.market !== undefined && listener.purchases().find(ofNewer)?.state === 'owned',
  )
  await artist.waitUntil(
    () => artist.market !== undefined && artist.sales().find(ofNewer)?.state === 'delivered',
  )
  await Promise.all([artist, listener].map((trader) => trader.waitUntilRestarted()))
  expect(deaths).toBe(1)
  expect(listener.purchases().filter(ofNewer)).toHaveLength(1)
  expect(artist.sales().filter(ofNewer)).toHaveLength(1)
  expect(artist.grants?.list()).toHaveLength(2)
  expect([listener.keyOf(newer), listener.keyOf(offered)]).toEqual([newer.key, offered.key])
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(artist.balance()).toBe(startBalance + price)
  await harness.closeConserved()
})
