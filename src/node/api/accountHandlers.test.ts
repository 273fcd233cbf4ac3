import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountHandlers } from './accountHandlers.ts'
import { Tips } from '../wallet/tips.ts'
import { toAmount } from '../../shared/money.ts'
import { fee, startBalance, token } from '../market/testing/marketFixtures.ts'
import { MarketHarness } from '../market/testing/marketHarness.ts'
import type { Trader } from '../market/testing/trader.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
let harness: MarketHarness
let artist: Trader
let listener: Trader

beforeEach(async () => {
  harness = await MarketHarness.open()
  ;[artist, listener] = [await (await harness.addTrader()).start(), await (await harness.addTrader()).start()]
})
afterEach(() => harness.close())

function handlersOf(trader: Trader) {
  const payments = harness.raiden.connect(trader.account)
  return accountHandlers({
    account: trader.account,
    purchases: trader.runningMarket().buyer.purchases,
    tips: new Tips({ payments, account: trader.account, token, maximumFee: toAmount(fee) }),
  })
}

test('a tip is in the receiver’s ledger, belongs to no order, and moves nothing else', async () => {
  const total = harness.totalMoney()
  const sent = await handlersOf(listener).send({ to: artist.account, amount: toAmount(30n) }, context)
  expect(sent).toMatchObject({ outcome: 'paid', fee })
  expect([listener.balance(), artist.balance()]).toEqual([startBalance - 30n - fee, startBalance + 30n])
  const { ledger, seller } = artist.runningMarket()
  await expect
    .poll(() => ledger.list(10))
    .toMatchObject([{ direction: 'received', outcome: 'paid', amount: '30' }])
  expect(seller.sales.list()).toEqual([])
  expect(harness.totalMoney()).toBe(total)
})

test('what was bought shows as a policy that was joined', async () => {
  const offered = await harness.addWork(artist, 10n)
  expect(await handlersOf(listener).joinedPolicies({}, context)).toEqual([])
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  const [purchase] = listener.purchases()
  const [grant] = artist.grants?.list() ?? []
  expect(await handlersOf(listener).joinedPolicies({}, context)).toEqual([
    {
      id: grant?.id,
      label: offered.work.label,
      publisher: artist.account,
      threshold: 2,
      shares: 3,
      end: grant?.end,
      joinedAt: purchase?.changedAt,
    },
  ])
})
