import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { leftToPayBack } from '../../shared/soldWorks.ts'
import { refundMachine } from './refundMachine.ts'
import { refundId } from './refundIdentity.ts'
import { crashableRows } from './testing/crashableRows.ts'
import { fee, lockMs, revealTimeoutMs, startBalance } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade, type Trade } from './testing/openTrade.ts'

const price = 30n
const dayMs = 24 * 3600_000

/** A sale of which parts are paid back. */
class PartlyRefundedSale {
  readonly trade: Trade
  readonly harness: MarketHarness

  private constructor(trade: Trade) {
    this.trade = trade
    this.harness = trade.harness
  }

  static async open(): Promise<PartlyRefundedSale> {
    const sold = new PartlyRefundedSale(await openTrade(price))
    const { artist, listener, offered } = sold.trade
    const { id } = await listener.buy(offered)
    await listener.waitForPurchase(id, 'owned')
    await sold.harness.waitUntil(() => artist.newestSale().state === 'delivered')
    return sold
  }

  get refunder() {
    return this.trade.artist.runningMarket().seller.refunder
  }
  get sale() {
    return this.trade.artist.newestSale()
  }
  get parts() {
    return this.refunder.refunds.of(this.sale.id)
  }
  get left(): bigint {
    return leftToPayBack({ amount: this.sale.amount, refunds: this.parts })
  }
  /** What the buyer got back. */
  get received(): bigint {
    return this.trade.listener.balance() - (startBalance - price - fee)
  }
  begin(amount: bigint, left = this.left, endsAccess = false) {
    return this.refunder.begin(this.sale.id, { amount: toAmount(amount), left: toAmount(left), endsAccess })
  }
  settled(): Promise<void> {
    return this.harness.waitUntil(() => this.refunder.refunds.underWay(this.sale.id) === undefined)
  }
  async payBack(amount: bigint): Promise<void> {
    this.begin(amount)
    await this.settled()
  }
}

const refused = (code: string) => expect.objectContaining({ code })
let sold: PartlyRefundedSale
beforeEach(async () => {
  sold = await PartlyRefundedSale.open()
})
afterEach(() => sold.harness.closeConserved())

describe('parts of a sale', () => {
  test('are paid back one after the other, to the last unit of what was paid and no further', async () => {
    for (const [amount, left] of [
      [7n, 23n],
      [1n, 22n],
      [22n, 0n],
    ] as const) {
      await sold.payBack(amount)
      expect([sold.left, sold.received]).toEqual([left, price - left])
    }
    expect(() => sold.begin(1n)).toThrow(refused('REFUND_TOO_MUCH'))
    expect(sold.parts.map(({ id, number, state }) => [id, number, state])).toEqual(
      [0, 1, 2].map((number) => [refundId(sold.sale.id, number), number, 'refunded']),
    )
    const { listener } = sold.trade
    const { purchases } = listener.runningMarket().buyer
    await sold.harness.waitUntil(
      () => purchases.refunds.of(listener.newestPurchase().orderId)?.amount === price,
    )
  })

  test('may be no more than is left, and something', () => {
    expect(() => sold.begin(price + 1n)).toThrow(refused('REFUND_TOO_MUCH'))
    expect(() => sold.begin(0n)).toThrow(refused('REFUND_TOO_MUCH'))
    expect(sold.parts).toEqual([])
  })

  test('leave access where it is, until the artist ends it with one of them', async () => {
    const { artist } = sold.trade
    const revoked = () => artist.grants?.list().map(({ revocation }) => revocation !== null)
    await sold.payBack(10n)
    expect(revoked()).toEqual([false])
    sold.begin(5n, sold.left, true)
    await sold.harness.waitUntil(() => sold.parts.at(-1)?.state === 'refunded')
    expect([revoked(), sold.received]).toEqual([[true], 15n])
  })
})

describe('a wish', () => {
  test('that comes twice is one refund, while it is paid and after it was', async () => {
    const [first, second] = [sold.begin(10n, price), sold.begin(10n, price)]
    expect(second).toEqual(first)
    await sold.settled()
    sold.begin(10n, price)
    expect([sold.parts.length, sold.received]).toEqual([1, 10n])
  })

  test('of somebody who has not seen that something was paid back since is refused', async () => {
    await sold.payBack(10n)
    expect(() => sold.begin(5n, price)).toThrow(refused('REFUND_CHANGED'))
    expect(() => sold.begin(price, price)).toThrow(refused('REFUND_CHANGED'))
    expect([sold.left, sold.received]).toEqual([20n, 10n])
  })

  test('for another amount waits until the one before has ended, by itself or taken back', async () => {
    sold.harness.raiden.setOpen(sold.trade.listener.account, false)
    sold.begin(10n)
    await sold.harness.waitUntil(() => sold.parts[0]?.code === 'REFUND_BUYER_AWAY')
    for (const [amount, left] of [
      [20n, 20n],
      [5n, price],
      [price, price],
    ] as const)
      expect(() => sold.begin(amount, left)).toThrow(refused('REFUND_UNDER_WAY'))
    sold.refunder.takeBack(sold.sale.id)
    await sold.settled()
    sold.harness.raiden.setOpen(sold.trade.listener.account, true)
    await sold.payBack(12n)
    expect(sold.parts).toMatchObject([{ amount: 12n, state: 'refunded', code: null }])
    expect(sold.received).toBe(12n)
  })

  test('can’t be for another amount while the hub does not say what became of a lock', async () => {
    const { raiden } = sold.harness
    raiden.isHubTalking = false
    raiden.isForwarding = false
    sold.begin(10n)
    await sold.harness.waitUntil(() => (sold.parts[0]?.lockExpiration ?? null) !== null)
    sold.harness.advanceClock(lockMs + revealTimeoutMs)
    await sold.harness.waitUntil(() => sold.parts[0]?.code === 'REFUND_LOCK_PENDING')
    sold.harness.advanceClock(31 * dayMs)
    await sold.harness.waitUntil(() => sold.parts[0]?.code === 'REFUND_HUB_SILENT')
    expect(() => sold.begin(30n)).toThrow(refused('REFUND_UNDER_WAY'))
    sold.begin(10n)
    raiden.isHubTalking = true
    raiden.isForwarding = true
    sold.harness.advanceClock(0)
    await sold.settled()
    expect([sold.received, sold.left]).toEqual([10n, 20n])
    await sold.payBack(20n)
    expect(sold.received).toBe(price)
  })
})

test('of a part that another machine may have paid only the rest is left', async () => {
  await sold.payBack(10n)
  const { artist } = sold.trade
  await artist.stop()
  artist.store.prepare("UPDATE refunds SET state = 'unpaid', code = 'REFUND_UNSURE'").run()
  await artist.start()
  expect(() => sold.begin(10n, price)).toThrow(refused('REFUND_UNSURE'))
  expect(sold.left).toBe(20n)
  await sold.payBack(20n)
  expect(() => sold.begin(20n, 20n)).not.toThrow()
  expect([sold.received, sold.parts.length]).toEqual([price, 2])
})

test('no two of a sale are on their way, whatever the code above does', () => {
  const { store } = sold.trade.artist
  sold.harness.raiden.setOpen(sold.trade.listener.account, false)
  sold.begin(10n)
  expect(() =>
    store.exec(`INSERT INTO refunds SELECT 'other' AS id, state, buyer, amount, payment_id, sealed_secret,
      'other' AS secret_hash, lock_expiration, ends_access, is_taken_back, fee, paid_at, deadline, code, message,
      created_at, changed_at, sale, 1 AS number FROM refunds`),
  ).toThrow(/UNIQUE/)
  sold.harness.raiden.setOpen(sold.trade.listener.account, true)
})

test('a track counts towards its release with what was not paid back of it, on both sides', async () => {
  const { artist, listener, offered } = sold.trade
  const release = await sold.harness.addRelease(
    artist,
    [offered, await sold.harness.addWork(artist, price)],
    50n,
  )
  await sold.payBack(10n)
  const { buyer } = listener.runningMarket()
  await sold.harness.waitUntil(() => buyer.credit.of(release.work) === 20n)
  const { id } = await listener.buy(release, { confirmed: 30n })
  await listener.waitForPurchase(id, 'owned')
  expect(buyer.purchases.get(id)?.price).toBe(30n)
})

test('whatever is asked, taken back and lost on the way, the buyer gets no more than they paid, and all that was told', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('begin' as const),
      amount: fc.bigInt(0n, 35n),
      seen: fc.constantFrom('now', 'first'),
    }),
    fc.record({ do: fc.constantFrom('takeBack', 'away', 'back', 'hubDown', 'hubUp', 'lockLost', 'restart') }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const one = await PartlyRefundedSale.open()
      const { harness, trade } = one
      const { raiden } = harness
      const attempt = (act: () => unknown) => {
        try {
          act()
        } catch (error) {
          if (!/^REFUND_|ORDER_UNKNOWN/.test((error as { code?: string }).code ?? '')) throw error
        }
      }
      for (const each of steps) {
        if ('amount' in each) attempt(() => one.begin(each.amount, each.seen === 'first' ? price : one.left))
        else if (each.do === 'takeBack') attempt(() => one.refunder.takeBack(one.sale.id))
        else if (each.do === 'away' || each.do === 'back')
          raiden.setOpen(trade.listener.account, each.do === 'back')
        else if (each.do === 'hubDown' || each.do === 'hubUp') raiden.isHubUp = each.do === 'hubUp'
        else if (each.do === 'restart') {
          await trade.artist.stop()
          await trade.artist.start()
        } else {
          raiden.isForwarding = !raiden.isForwarding
          harness.advanceClock(lockMs + revealTimeoutMs)
        }
        await new Promise((resolve) => setImmediate(resolve))
        expect(one.received).toBeLessThanOrEqual(price)
      }
      raiden.isHubUp = true
      raiden.isForwarding = true
      harness.advanceClock(lockMs + revealTimeoutMs)
      raiden.setOpen(trade.listener.account, true)
      trade.artist.runningMarket().wake()
      await one.settled()
      expect(one.received).toBe(one.refunder.refunds.givenBack(one.sale.id))
      expect(one.received).toBeLessThanOrEqual(price)
      await harness.closeConserved()
    }),
    { numRuns: 15 },
  )
})

/** What the artist does so that the second part goes through a row. */
const ways: readonly [rows: RegExp, run: () => Promise<void>][] = [
  [/begun|paying paid$/, async () => again(() => sold.begin(12n, 20n))],
  [/paidAndEnds|accessEnded/, async () => again(() => sold.begin(12n, 20n, true))],
  [
    /lockRanOut/,
    async () => {
      sold.harness.raiden.isForwarding = false
      await again(() => sold.begin(12n, 20n))
      await sold.harness.waitUntil(() => (sold.parts[1]?.lockExpiration ?? null) !== null)
      sold.harness.raiden.isForwarding = true
      sold.harness.advanceClock(lockMs + revealTimeoutMs)
    },
  ],
  [
    /ended|triedAgain/,
    async () => {
      sold.harness.raiden.setOpen(sold.trade.listener.account, false)
      await again(() => sold.begin(15n, 20n))
      await again(() => sold.refunder.takeBack(sold.sale.id))
      await sold.harness.waitUntil(() => sold.parts[1]?.state === 'unpaid')
      sold.harness.raiden.setOpen(sold.trade.listener.account, true)
      await again(() => sold.begin(12n, 20n))
    },
  ],
]
const again = async (action: () => unknown): Promise<void> => {
  await sold.trade.artist.retryThroughCrash(async () => void action())
}

for (const { row, steps } of crashableRows(refundMachine)) {
  for (const at of steps) {
    test(`killed ${at} of “${row}” the second part comes once, with its own amount`, async () => {
      await sold.payBack(10n)
      const { artist } = sold.trade
      let deaths = 0
      artist.crashAt((machine, { from, on }, step) => {
        const isHere = deaths === 0 && step === at && `${machine} ${from ?? 'new'} ${on}` === row
        if (isHere) deaths += 1
        return isHere
      })
      await ways.find(([rows]) => rows.test(row))?.[1]()
      await sold.harness.waitUntil(() => sold.parts[1]?.state === 'refunded')
      await artist.waitUntilRestarted()
      expect(deaths).toBe(1)
      expect([sold.received, sold.left]).toEqual([22n, 8n])
      expect(sold.parts.map(({ amount }) => amount)).toEqual([10n, 12n])
    })
  }
}
