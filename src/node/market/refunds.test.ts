import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { newAttempt, refundPaymentId } from './refundIdentity.ts'
import { crashableRows } from './testing/crashableRows.ts'
import { refundMachine } from './refundMachine.ts'
import {
  fee,
  lockMs,
  revealTimeoutMs,
  startBalance,
  token,
  type WorkFixture,
} from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 30n
const dayMs = 24 * 3600_000
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})
afterEach(() => harness.closeConserved())

const refunder = () => artist.runningMarket().seller.refunder
const refund = () => refunder().refunds.get(artist.newestSale().id)
const cameBack = (who = listener) =>
  who.runningMarket().buyer.purchases.refunds.of(who.newestPurchase().orderId)?.amount
async function sell(work = offered, who = listener): Promise<void> {
  const { id } = await who.buy(work)
  await who.waitForPurchase(id, 'owned')
  await harness.waitUntil(() => artist.sales().every(({ state }) => state === 'delivered'))
}
const all = { amount: toAmount(price), left: toAmount(price), endsAccess: false }
const begin = (endsAccess = false) => refunder().begin(artist.newestSale().id, { ...all, endsAccess })
const waitFor = (state: string) => harness.waitUntil(() => refund()?.state === state)
const paid = startBalance - price - fee

describe('a refund', () => {
  test('gives back what was paid, once, however often it is asked for', async () => {
    await sell()
    begin()
    begin()
    await waitFor('refunded')
    begin()
    expect([listener.balance(), artist.balance()]).toEqual([paid + price, startBalance - fee])
    expect(harness.raiden.countSent(artist.account, listener.account)).toBe(1)
    await harness.waitUntil(() => cameBack() === price)
    expect(refund()).toMatchObject({ fee, code: null, deadline: null, paidAt: harness.now })
  })

  test('is known by its payment to the buyer, among their purchases', async () => {
    await sell()
    const { id } = listener.newestPurchase()
    const purchases = listener.runningMarket().buyer.purchases.refunds.purchases()
    expect(purchases.get(refundPaymentId(artist.newestSale().id))).toBe(id)
    expect(purchases.size).toBe(1)
  })

  test('leaves access where the artist does not end it', async () => {
    await sell()
    begin()
    await waitFor('refunded')
    expect(artist.grants?.list().filter(({ revocation }) => revocation !== null)).toEqual([])
    expect(listener.keyOf(offered)).toEqual(offered.key)
  })

  test('ends access after it was paid, for good, where the artist says so; what was opened stays', async () => {
    await sell()
    begin(true)
    await waitFor('refunded')
    expect(artist.grants?.list().every(({ revocation }) => revocation !== null)).toBe(true)
    expect(listener.keyOf(offered)).toEqual(offered.key)
    const { signedRequest } = listener.newestPurchase()
    await expect(artist.runningMarket().seller.answer(signedRequest)).rejects.toMatchObject({
      code: 'ORDER_REVOKED',
    })
  })

  test('of a present goes to whoever paid', async () => {
    const friend = await (await harness.addTrader()).start()
    friend.runningMarket().acceptGiftsFrom(listener.account, true)
    await listener.buy(offered, { recipient: friend.keys.identity })
    await harness.waitUntil(() => artist.sales()[0]?.state === 'delivered')
    begin()
    await waitFor('refunded')
    expect([listener.balance(), friend.balance()]).toEqual([paid + price, startBalance])
    await harness.waitUntil(() => cameBack() === price)
    expect(cameBack(friend)).toBeUndefined()
  })
})

describe('what hinders it is said, and it goes on by itself', () => {
  test('once the buyer can be paid again', async () => {
    await sell()
    harness.raiden.setOpen(listener.account, false)
    begin()
    await harness.waitUntil(() => refund()?.code === 'REFUND_BUYER_AWAY')
    expect(artist.balance()).toBe(startBalance + price)
    harness.raiden.setOpen(listener.account, true)
    artist.runningMarket().wake()
    await waitFor('refunded')
    expect(listener.balance()).toBe(paid + price)
  })

  test('once there is enough to spend', async () => {
    await sell()
    const [before, spare] = [artist.balance(), harness.raiden.balances]
    spare.set(artist.account, 10n)
    begin()
    await harness.waitUntil(() => refund()?.code === 'REFUND_BALANCE_TOO_LOW')
    spare.set(artist.account, before)
    artist.runningMarket().wake()
    await waitFor('refunded')
    expect(listener.balance()).toBe(paid + price)
  })

  test('once the hub is there', async () => {
    await sell()
    harness.raiden.isHubUp = false
    begin()
    await harness.waitUntil(() => refund()?.code === 'RAIDEN_HUB_UNREACHABLE')
    harness.raiden.isHubUp = true
    artist.runningMarket().wake()
    await waitFor('refunded')
    expect(refund()?.code).toBeNull()
  })

  test('with a new secret once a lock has run out', async () => {
    await sell()
    harness.raiden.isForwarding = false
    const { secretHash, paymentId } = begin()
    await harness.waitUntil(() => (refund()?.lockExpiration ?? null) !== null)
    expect(artist.balance()).toBe(startBalance + price - price - fee)
    harness.raiden.isForwarding = true
    harness.advanceClock(lockMs + revealTimeoutMs)
    await waitFor('refunded')
    expect(refund()).toMatchObject({ paymentId })
    expect(refund()?.secretHash).not.toBe(secretHash)
    expect(listener.balance()).toBe(paid + price)
    expect(harness.raiden.countPaid(listener.account)).toBe(1)
  })

  test('and never a second time while the hub does not say what became of the first', async () => {
    await sell()
    harness.raiden.isHubTalking = false
    harness.raiden.isForwarding = false
    begin()
    await harness.waitUntil(() => (refund()?.lockExpiration ?? null) !== null)
    harness.advanceClock(lockMs + revealTimeoutMs)
    await harness.waitUntil(() => refund()?.code === 'REFUND_LOCK_PENDING')
    harness.advanceClock(31 * dayMs)
    await harness.waitUntil(() => refund()?.code === 'REFUND_HUB_SILENT')
    expect(refund()?.state).toBe('unpaid')
    begin()
    await harness.waitUntil(() => refund()?.code === 'REFUND_LOCK_PENDING')
    expect(harness.raiden.countSent(artist.account, listener.account)).toBe(1)
    harness.raiden.isHubTalking = true
    harness.raiden.isForwarding = true
    harness.advanceClock(0)
    await waitFor('refunded')
    expect(listener.balance()).toBe(paid + price)
  })
})

describe('a refund that is not paid', () => {
  beforeEach(async () => {
    await sell()
    harness.raiden.setOpen(listener.account, false)
    begin()
    await harness.waitUntil(() => refund()?.code === 'REFUND_BUYER_AWAY')
  })

  test('can be taken back, and begun again', async () => {
    refunder().takeBack(artist.newestSale().id)
    await harness.waitUntil(() => refund()?.code === 'REFUND_TAKEN_BACK')
    expect(refund()?.state).toBe('unpaid')
    harness.raiden.setOpen(listener.account, true)
    begin()
    await waitFor('refunded')
    expect(harness.raiden.countSent(artist.account, listener.account)).toBe(1)
    expect(() => refunder().takeBack(artist.newestSale().id)).toThrow(
      expect.objectContaining({ code: 'REFUND_DONE' }),
    )
  })

  test('ends after a month', async () => {
    harness.advanceClock(31 * dayMs)
    await harness.waitUntil(() => refund()?.code === 'REFUND_RAN_OUT')
    expect(artist.balance()).toBe(startBalance + price)
  })

  test('is not sent by another machine, which can’t know whether this one has', async () => {
    await artist.stop()
    artist.store.prepare("UPDATE refunds SET state = 'unpaid', code = 'REFUND_UNSURE'").run()
    harness.raiden.setOpen(listener.account, true)
    await artist.start()
    expect(() => begin()).toThrow(expect.objectContaining({ code: 'REFUND_UNSURE' }))
    expect(refunder().refunds.givenBack(artist.newestSale().id)).toBe(price)
    expect(harness.raiden.countSent(artist.account, listener.account)).toBe(0)
  })
})

test('a lock that Raiden has forgotten is not paid again', async () => {
  await sell()
  harness.raiden.isForwarding = false
  begin()
  await harness.waitUntil(() => (refund()?.lockExpiration ?? null) !== null)
  await artist.stop()
  artist.store.prepare('UPDATE refunds SET secret_hash = ?').run(`0x${'f'.repeat(64)}`)
  await artist.start()
  await harness.waitUntil(() => refund()?.code === 'REFUND_UNSURE')
  expect(harness.raiden.countSent(artist.account, listener.account)).toBe(1)
})

describe('nobody gets', () => {
  test('back what was free, what is not paid, or what the hub has not passed on', async () => {
    await sell(await harness.addWork(artist, 0n))
    expect(() => begin()).toThrow(expect.objectContaining({ code: 'REFUND_NOTHING_PAID' }))
    expect(() => refunder().begin('none', all)).toThrow(expect.objectContaining({ code: 'ORDER_UNKNOWN' }))
    const { id } = await listener.buy(offered, { confirmed: null })
    await listener.waitForPurchase(id, 'invoiced')
    const sale = artist.sales().find(({ state }) => state === 'invoiced')
    expect(() => refunder().begin(sale?.id ?? '', all)).toThrow(
      expect.objectContaining({ code: 'REFUND_NOTHING_PAID' }),
    )
    artist.runningMarket().seller.sales.update(sale?.id ?? '', { state: 'paid', debt: toAmount(price) })
    expect(() => refunder().begin(sale?.id ?? '', all)).toThrow(
      expect.objectContaining({ code: 'REFUND_NOT_EARNED' }),
    )
    artist.runningMarket().seller.sales.update(sale?.id ?? '', { state: 'invoiced', debt: null })
  })

  test('a release for less by a track that was paid back, on either side, by an open invoice or by a forged request', async () => {
    const tracks = [offered, await harness.addWork(artist, price)] as const
    const release = await harness.addRelease(artist, [...tracks], 50n)
    await sell()
    const early = await listener.buy(release, { confirmed: null })
    await listener.waitForPurchase(early.id, 'invoiced')
    expect(listener.runningMarket().buyer.purchases.get(early.id)?.price).toBe(20n)
    const trackSale = artist.sales().find(({ label }) => label === offered.work.label)
    refunder().begin(trackSale?.id ?? '', all)
    await harness.waitUntil(() => refunder().refunds.get(trackSale?.id ?? '')?.state === 'refunded')
    await harness.waitUntil(() => listener.runningMarket().buyer.credit.of(release.work) === 0n)
    // The cheaper invoice is out; its lock is never taken.
    listener.runningMarket().buyer.confirm(early.id, toAmount(20n))
    await listener.waitForPurchase(early.id, 'paying')
    harness.advanceClock(lockMs + revealTimeoutMs)
    await listener.waitForPurchase(early.id, 'failed')
    await expect(artist.runningMarket().seller.answer(early.signedRequest)).rejects.toMatchObject({
      code: 'ORDER_CREDIT_UNKNOWN',
    })
    const { id } = await listener.buy(release, { confirmed: 50n })
    await listener.waitForPurchase(id, 'owned')
  })
})

test('a buyer takes no other payment for a refund, of the same artist either', async () => {
  await sell()
  const { secret, secretHash } = newAttempt()
  const terms = { token, secretHash, amount: toAmount(5n), paymentId: 7n, maximumFee: toAmount(fee) }
  const intent = { ...terms, target: listener.account, lockTimeoutSeconds: null }
  await harness.raiden.connect(artist.account).pay(intent, secret)
  await harness.waitUntil(() => listener.runningMarket().ledger.list(9).length === 2)
  expect(cameBack()).toBeUndefined()
})

test('the identifier of a refund follows from the order, and fits Raiden’s sixty-four bits', async () => {
  await sell()
  const { id } = artist.newestSale()
  expect(refundPaymentId(id)).toBe(refundPaymentId(id))
  expect(refundPaymentId(id)).toBeGreaterThan(0n)
  expect(refundPaymentId(id)).toBeLessThan(2n ** 64n)
})

/** What the artist does so that a refund goes through a row, and how it ends. */
const ways: readonly [rows: RegExp, run: () => Promise<void>][] = [
  [/begun|paying paid$/, async () => again(() => begin())],
  [/paidAndEnds|accessEnded/, async () => again(() => begin(true))],
  [
    /lockRanOut/,
    async () => {
      harness.raiden.isForwarding = false
      await again(() => begin())
      await harness.waitUntil(() => (refund()?.lockExpiration ?? null) !== null)
      harness.raiden.isForwarding = true
      harness.advanceClock(lockMs + revealTimeoutMs)
    },
  ],
  [
    /ended|triedAgain/,
    async () => {
      harness.raiden.setOpen(listener.account, false)
      await again(() => begin())
      await again(() => refunder().takeBack(artist.newestSale().id))
      await harness.waitUntil(() => refund()?.state === 'unpaid')
      harness.raiden.setOpen(listener.account, true)
      await again(() => begin())
    },
  ],
]
const again = async (action: () => unknown): Promise<void> => {
  await artist.retryThroughCrash(async () => void action())
}

for (const { row, steps } of crashableRows(refundMachine)) {
  for (const step of steps) {
    test(`killed ${step} of “${row}” the buyer is paid back once`, async () => {
      await sell()
      let deaths = 0
      artist.crashAt((machine, { from, on }, at) => {
        const isHere = deaths === 0 && at === step && `${machine} ${from ?? 'new'} ${on}` === row
        if (isHere) deaths += 1
        return isHere
      })
      await ways.find(([rows]) => rows.test(row))?.[1]()
      await waitFor('refunded')
      await artist.waitUntilRestarted()
      expect(deaths).toBe(1)
      expect(listener.balance()).toBe(paid + price)
      expect(harness.raiden.countPaid(listener.account)).toBe(1)
    })
  }
}
