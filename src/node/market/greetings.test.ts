import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signGreeting, signThanks } from '../../protocol/greeting.ts'
import { fee, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'
import { crashableRows } from './testing/crashableRows.ts'
import { thanksMachine } from './thanksMachine.ts'

const price = 30n
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})
afterEach(() => harness.closeConserved())

const said = { name: 'Ana', note: 'For the train.\nThank you!', wantsThanks: true }
const thanker = () => artist.runningMarket().seller.thanker
async function sell(greeting?: typeof said | Pick<typeof said, 'wantsThanks'>): Promise<void> {
  const { id } = await listener.buy(offered, { greeting })
  await listener.waitForPurchase(id, 'owned')
  await harness.waitUntil(() => artist.sales().every(({ state }) => state === 'delivered'))
}
const refusal = (code: string) => expect.objectContaining({ code }) as Error

describe('what a buyer says of themselves', () => {
  test('reaches the artist with the order, before the money', async () => {
    const seen: unknown[] = []
    artist.onChange(() => {
      const [sale] = artist.market?.seller.sales.list() ?? []
      if (sale?.state === 'paid') seen.push(sale.greeting)
    })
    await sell(said)
    expect(artist.newestSale().greeting).toEqual(said)
    expect(seen[0]).toEqual(said)
  })

  test('is nothing where they chose to say nothing', async () => {
    await sell()
    expect(artist.newestSale().greeting).toBeNull()
  })

  test('reaches an artist who is away by the mailbox, sealed', async () => {
    await artist.stop()
    const { id } = await listener.buy(offered, { greeting: said })
    await artist.start()
    await listener.waitForPurchase(id, 'owned')
    await harness.waitUntil(() => artist.sales()[0]?.greeting !== null)
    expect(artist.newestSale().greeting).toEqual(said)
  })

  test('comes from the giver of a present, too', async () => {
    const friend = await (await harness.addTrader()).start()
    friend.runningMarket().acceptGiftsFrom(listener.account, true)
    await listener.buy(offered, { recipient: friend.keys.identity, greeting: said })
    await harness.waitUntil(() => artist.sales()[0]?.state === 'delivered')
    expect(artist.newestSale().greeting).toEqual(said)
  })

  test('is not said by anybody else, nor a second time, nor of another order', async () => {
    await sell()
    const { seller } = artist.runningMarket()
    const { id } = artist.newestSale()
    const stranger = await harness.addStranger()
    await seller.hearGreeting(await signGreeting(id, said, stranger.keys.account))
    expect(artist.newestSale().greeting).toBeNull()
    const signed = await signGreeting(id, said, listener.keys.account)
    const forged = { ...signed, body: { ...signed.body, name: 'Another' } }
    await expect(seller.hearGreeting(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
    await seller.hearGreeting(signed)
    await seller.hearGreeting(await signGreeting(id, { wantsThanks: false }, listener.keys.account))
    expect(artist.newestSale().greeting).toEqual(said)
    await stranger.start()
  })

  test('is refused where it is too long, or holds what no text may', async () => {
    const sign = (name: string) =>
      signGreeting(artist.newestSale().id, { ...said, name }, listener.keys.account)
    await sell()
    await expect(sign('a'.repeat(61))).rejects.toThrow('at most 60 characters')
    await expect(sign('\u200b')).rejects.toThrow('something to read')
    expect((await sign('👩‍👩‍👧'.repeat(20))).body.name).toBe('👩‍👩‍👧'.repeat(20))
    expect((await sign('An\u202ea\u001b[31m')).body.name).toBe('Ana[31m')
  })
})

describe('a note back', () => {
  test('reaches the buyer, who is away, once', async () => {
    await sell(said)
    await listener.stop()
    thanker().write(artist.newestSale().id, 'Glad you like it.')
    expect(() => thanker().write(artist.newestSale().id, 'Again.')).toThrow(refusal('THANKS_WRITTEN'))
    await artist.waitUntil(() => thanker().notes.get(artist.newestSale().id)?.state === 'sent')
    await listener.start()
    await harness.waitUntil(() => listener.newestPurchase().thanks !== null)
    expect(listener.newestPurchase().thanks).toBe('Glad you like it.')
  })

  test('is not sent where the buyer wants none, and dropped where an artist sends it all the same', async () => {
    await sell({ wantsThanks: false })
    expect(() => thanker().write(artist.newestSale().id, 'Hello.')).toThrow(refusal('THANKS_NOT_WANTED'))
    const signed = await signThanks(artist.newestSale().id, 'Hello.', artist.keys.account)
    await listener.runningMarket().buyer.receiveThanks(signed)
    expect(listener.newestPurchase().thanks).toBeNull()
  })

  test('is of nobody but the artist, and of the first only', async () => {
    await sell()
    const { buyer } = listener.runningMarket()
    const stranger = await harness.addStranger()
    await buyer.receiveThanks(
      await signThanks(artist.newestSale().id, 'Give me your words.', stranger.keys.account),
    )
    expect(listener.newestPurchase().thanks).toBeNull()
    const first = await signThanks(artist.newestSale().id, 'One.', artist.keys.account)
    const forged = { ...first, body: { ...first.body, text: 'Two.' } }
    await expect(buyer.receiveThanks(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
    await buyer.receiveThanks(first)
    await buyer.receiveThanks(await signThanks(artist.newestSale().id, 'Two.', artist.keys.account))
    expect(listener.newestPurchase().thanks).toBe('One.')
    await stranger.start()
  })

  test('waits until it is bought', async () => {
    const { id } = await listener.buy(offered, { confirmed: null })
    await listener.waitForPurchase(id, 'invoiced')
    expect(() => thanker().write(artist.newestSale().id, 'Hello.')).toThrow(refusal('THANKS_UNPAID'))
    expect(() => thanker().write('none', 'Hello.')).toThrow(refusal('ORDER_UNKNOWN'))
    const signed = await signThanks(artist.newestSale().id, 'Buy now!', artist.keys.account)
    await listener.runningMarket().buyer.receiveThanks(signed)
    expect(listener.newestPurchase().thanks).toBeNull()
  })

  test('is sent by itself to everybody who pays from then on, and no more once that is ended', async () => {
    thanker().setStanding('Thank you, all.')
    await sell()
    await harness.waitUntil(() => listener.newestPurchase().thanks === 'Thank you, all.')
    thanker().setStanding(null)
    expect(thanker().standing()).toBeNull()
    offered = await harness.addWork(artist, price)
    await sell()
    expect(artist.sales().filter(({ id }) => thanker().notes.get(id) !== undefined)).toHaveLength(1)
    expect(listener.balance()).toBe(startBalance - 2n * (price + fee))
  })

  test('of everybody is caught up with after a restart, and not sent for what was free', async () => {
    thanker().setStanding('Thank you, all.')
    await sell()
    artist.store.prepare('DELETE FROM thanks').run()
    offered = await harness.addWork(artist, 0n)
    await sell()
    await artist.stop()
    await artist.start()
    await harness.waitUntil(() => artist.sales().filter(({ id }) => thanker().notes.get(id)).length === 1)
    const free = artist.sales().find(({ amount }) => amount === 0n)
    expect(thanker().notes.get(free?.id ?? '')).toBeUndefined()
  })

  for (const { row, steps } of crashableRows(thanksMachine)) {
    for (const step of steps) {
      test(`killed ${step} of “${row}” is there once`, async () => {
        await sell()
        let deaths = 0
        artist.crashAt((machine, { from, on }, at) => {
          const isHere = deaths === 0 && at === step && `${machine} ${from ?? 'new'} ${on}` === row
          if (isHere) deaths += 1
          return isHere
        })
        await artist.retryThroughCrash(async () => {
          if (thanker().notes.get(artist.newestSale().id) === undefined)
            thanker().write(artist.newestSale().id, 'Once.')
        })
        await harness.waitUntil(() => listener.newestPurchase().thanks === 'Once.')
        await artist.waitUntilRestarted()
        expect(deaths).toBe(1)
      })
    }
  }
})
