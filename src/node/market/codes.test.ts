import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { codeHash } from '../../protocol/codeHash.ts'
import { requestTypedData } from '../../protocol/purchaseTypedData.ts'
import { signRequest, verifyRequest } from '../../protocol/purchase.ts'
import { fromLabel } from '../../shared/ids.ts'
import { newRequest } from './newRequest.ts'
import { receiptOf } from './purchases.ts'
import { chain, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const hourMs = 3600_000
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(30n))
})

afterEach(() => harness.closeConserved())

const codes = () => artist.runningMarket().seller.codes
const make = (count = 1, endsAt: number | null = null, work = offered) =>
  codes().make(fromLabel(work.work.label), count, endsAt, harness.now)
function makeOne(endsAt: number | null = null): string {
  const [made] = make(1, endsAt)
  assert.ok(made)
  return made.code
}
const redeem = (code: string, who = listener, { work } = offered) => {
  const { label, manifest, artist: seller } = work
  return who.runningMarket().buyer.redeem({ label, manifest, artist: seller }, codeHash(code))
}
const used = () =>
  codes()
    .list(fromLabel(offered.work.label))
    .filter(({ order }) => order !== null)
/** What somebody asks whose node keeps to no rule. */
async function ask(code: string, who = listener) {
  const { keys } = who
  const input = { buyer: keys, work: offered.work, chain, expiry: harness.now + 24 * hourMs }
  return artist.runningMarket().seller.answer(await newRequest({ ...input, code: codeHash(code) }))
}

test('a code gives the work for nothing, once, with a receipt as any other', async () => {
  const code = makeOne()
  const { id } = await redeem(code)
  const purchase = await listener.waitForPurchase(id, 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect([listener.balance(), artist.balance()]).toEqual([startBalance, startBalance])
  expect(receiptOf(purchase)).toMatchObject({ invoice: { invoice: { amount: 0n } } })
  expect(used()).toMatchObject([{ code, order: purchase.orderId }])
  expect((await redeem(code)).id).toBe(id)
})

test('the sale that a code got is told from one that was paid', async () => {
  const code = makeOne()
  const other = await (await harness.addTrader()).start()
  await other.waitForPurchase((await other.buy(offered)).id, 'owned')
  await listener.waitForPurchase((await redeem(code)).id, 'owned')
  const byCode = artist.sales().filter(({ id }) => codes().hasRedeemed(id))
  expect(byCode.map(({ buyer }) => buyer)).toEqual([listener.account])
})

test('somebody else gets nothing for it, and is told', async () => {
  const code = makeOne()
  await listener.waitForPurchase((await redeem(code)).id, 'owned')
  const other = await (await harness.addTrader()).start()
  const { id } = await redeem(code, other)
  expect(await other.waitForPurchase(id, 'declined')).toMatchObject({ code: 'ORDER_CODE_USED' })
  expect(other.balance()).toBe(startBalance)
})

test('of many who show one code at once, one has the work', async () => {
  const code = makeOne()
  const others = await Promise.all([1, 2, 3].map(async () => (await harness.addTrader()).start()))
  const answers = await Promise.allSettled([listener, ...others].map((who) => ask(code, who)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refusals = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason as unknown] : [],
  )
  expect(refusals).toMatchObject(Array.from({ length: 3 }, () => ({ code: 'ORDER_CODE_USED' })))
  expect(artist.sales()).toHaveLength(1)
})

test('somebody without a channel redeems one too', async () => {
  const stranger = await (await harness.addStranger()).start()
  await stranger.waitForPurchase((await redeem(makeOne(), stranger)).id, 'owned')
  expect(stranger.keyOf(offered)).toEqual(offered.key)
})

test('who owns the work does not use the code up', async () => {
  const code = makeOne()
  await listener.waitForPurchase((await listener.buy(offered)).id, 'owned')
  await expect(redeem(code)).rejects.toMatchObject({ code: 'ORDER_ALREADY_OWNED' })
  // Nor where a node asks all the same.
  expect((await ask(code)).signed.invoice.amount).toBe(30n)
  expect(used()).toEqual([])
})

test('an order that is under way is taken back before a code is shown', async () => {
  const code = makeOne()
  const { id } = await listener.buy(offered, { confirmed: null })
  await listener.waitForPurchase(id, 'invoiced')
  await expect(redeem(code)).rejects.toMatchObject({ code: 'ORDER_UNDER_WAY' })
  listener.runningMarket().buyer.cancel(id)
  await listener.waitForPurchase((await redeem(code)).id, 'owned')
  expect(listener.balance()).toBe(startBalance)
})

test('a code of a sleeping artist waits as any order does, and ends by the artist’s clock', async () => {
  const [inTime, late] = [makeOne(harness.now + 2 * hourMs), makeOne(harness.now + hourMs)]
  const other = await (await harness.addTrader()).start()
  await artist.stop()
  const orders = [await redeem(inTime), await redeem(late, other)] as const
  harness.advanceClock(hourMs)
  await artist.start()
  await listener.waitForPurchase(orders[0].id, 'owned')
  expect(await other.waitForPurchase(orders[1].id, 'declined')).toMatchObject({ code: 'ORDER_CODE_OVER' })
})

describe('an artist’s node', () => {
  test('gives nothing for a code of another work, nor for one that was ended', async () => {
    const other = await harness.addWork(artist, 30n)
    const [of] = make(1, null, other)
    assert.ok(of)
    await expect(ask(of.code)).rejects.toMatchObject({ code: 'ORDER_CODE_UNKNOWN' })
    const ended = makeOne()
    expect(codes().end(fromLabel(offered.work.label))).toBe(1)
    await expect(ask(ended)).rejects.toMatchObject({ code: 'ORDER_CODE_UNKNOWN' })
    expect(artist.sales()).toEqual([])
  })

  test('lets an account try ten in an hour, right ones too after that, and others meanwhile', async () => {
    for (let index = 0; index < 10; index += 1)
      await expect(ask(`guess ${index}`)).rejects.toMatchObject({ code: 'ORDER_CODE_UNKNOWN' })
    const code = makeOne()
    await expect(ask(code)).rejects.toMatchObject({ code: 'ORDER_CODE_TRIES' })
    const other = await (await harness.addTrader()).start()
    await expect(ask(code, other)).resolves.toMatchObject({ signed: { invoice: { amount: 0n } } })
    harness.advanceClock(hourMs)
    await expect(ask(makeOne())).resolves.toMatchObject({ signed: { invoice: { amount: 0n } } })
  })

  test('gives the same answer to the same request, and uses up one code for one recipient', async () => {
    const [first, second] = [makeOne(), makeOne()]
    const before = await ask(first)
    expect((await ask(first)).secret).toBe(before.secret)
    expect((await ask(second)).secret).toBe(before.secret)
    expect(used()).toMatchObject([{ code: first }])
  })

  test('makes no more codes than its snapshots can hold, none in the past, and no two that are the same', () => {
    expect(new Set(make(1_000).map(({ code }) => code)).size).toBe(1_000)
    for (let index = 0; index < 9; index += 1) make(1_000)
    expect(() => make(1)).toThrow(expect.objectContaining({ code: 'CODES_TOO_MANY' }) as Error)
    expect(() => make(1, harness.now)).toThrow(expect.objectContaining({ code: 'CODES_END' }) as Error)
  })

  test('keeps no code in the clear', () => {
    const code = makeOne()
    const rows = artist.store.prepare('SELECT * FROM work_codes').all() as Record<string, unknown>[]
    const kept = rows
      .flatMap((row) => Object.values(row))
      .map((value) => Buffer.from(String(value)).toString('latin1'))
    expect(kept.some((value) => value.includes(code))).toBe(false)
  })
})

test('a code can neither be added to a signed request, nor changed, nor taken away', async () => {
  const { keys } = listener
  const identities = { recipient: keys.identity, buyer: keys.identity }
  const input = { buyer: keys, work: offered.work, chain, expiry: harness.now + hourMs }
  const without = await newRequest(input)
  const signed = await newRequest({ ...input, code: codeHash('one') })
  await expect(verifyRequest(signed)).resolves.toBeUndefined()
  const { code: _, ...stripped } = signed.request
  for (const request of [
    { ...without, request: { ...without.request, code: codeHash('one') } },
    { ...signed, request: { ...signed.request, code: codeHash('other') } },
    { ...signed, request: stripped },
  ])
    await expect(verifyRequest(request)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  expect(requestTypedData(signed.request).types.PurchaseRequest.at(-1)?.name).toBe('code')
  await expect(signRequest(signed.request, identities, keys.account)).resolves.toEqual(signed)
})

test.each(['requested', 'paid', 'joined'] as const)(
  'a listener’s node killed as an order becomes %s has the work by one code',
  async (state) => {
    const code = makeOne()
    let deaths = 0
    listener.crashAt((machine, { to }, at) => {
      const isHere = deaths === 0 && machine === 'purchase' && to === state && at !== undefined
      if (isHere) deaths += 1
      return isHere
    })
    await listener.retryThroughCrash(() => redeem(code))
    await harness.waitUntil(() => listener.purchases()[0]?.state === 'owned')
    expect(deaths).toBe(1)
    expect(used()).toHaveLength(1)
    await listener.waitUntilRestarted()
  },
)

test.each(['before-write', 'after-write', 'after-effect'] as const)(
  'an artist’s node killed %s of a redeemed code gives the work once',
  async (at) => {
    const code = makeOne()
    let deaths = 0
    artist.crashAt((machine, { to }, phase) => {
      const isHere = deaths === 0 && machine === 'sale' && to === 'paid' && phase === at
      if (isHere) deaths += 1
      return isHere
    })
    await redeem(code)
    await harness.waitUntil(() => listener.purchases()[0]?.state === 'owned')
    await artist.waitUntilRestarted()
    expect(used()).toHaveLength(1)
    expect(artist.sales()).toHaveLength(1)
  },
)
