import { afterEach, beforeEach, expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { fee, startBalance, type WorkFixture } from '../market/testing/marketFixtures.ts'
import { Purchases } from '../market/purchases.ts'
import { MarketHarness } from '../market/testing/marketHarness.ts'
import { SimulatedCrash, type Trader } from '../market/testing/trader.ts'
import { Basket, type BasketOptions, maxBasket } from './basket.ts'

const price = 10n
let harness: MarketHarness
let artist: Trader
let listener: Trader
let works: WorkFixture[]
const opened: Basket[] = []
const never = new Promise<never>(() => {})

beforeEach(async () => {
  harness = await MarketHarness.open()
  ;[artist, listener] = await Promise.all([harness.addTrader(), harness.addTrader()])
  await Promise.all([artist.start(), listener.start()])
  works = await Promise.all(Array.from({ length: 4 }, () => harness.addWork(artist, price)))
})
afterEach(async () => {
  for (const basket of opened.splice(0)) await basket.stop()
  await harness.closeConserved()
})

/** The basket of the listener's node, which a market that was restarted finds again. */
async function openBasket(instead: Partial<BasketOptions> = {}): Promise<Basket> {
  const buyer = () => listener.runningMarket().buyer
  const purchases = new Purchases(listener.store, listener.keys)
  const basket = new Basket({
    store: listener.store,
    keys: listener.keys,
    order: async ({ label, artist: seller, recipient: to, ...cost }) => {
      const manifest = [...harness.works.values()].findLast((work) => work.label === label)?.manifest
      if (manifest === undefined) throw new Error('There is no such work.')
      // A process that was killed goes on with nothing.
      if (listener.market === undefined) return never
      return buyer()
        .buy({ work: { label, manifest, artist: seller }, ...cost, ...cardOf(to) })
        .catch((error: unknown) => {
          if (error instanceof SimulatedCrash) return never
          throw error
        })
    },
    purchase: (id) => purchases.get(id),
    cancel: (id) => buyer().cancel(id),
    isAway: (seller) => buyer().contacts.absence(seller) !== undefined,
    onChange: () => listener.notifyChange(),
    onFailure: (error) => listener.failures.push(error),
    ...instead,
  })
  opened.push(basket)
  listener.onChange(() => basket.advance())
  await basket.start()
  return basket
}

/** The card of whom it is for, as a contact has it. */
function cardOf(to: Address | null) {
  if (to === null) return {}
  const recipient = harness.identities.get(to)
  if (recipient === undefined) throw new BuskerError('CONTACT_WITHOUT_CARD', 'There is no card.')
  return { recipient }
}

const chosen = ({ work }: WorkFixture, recipient: Address | null = null) => ({
  label: work.label,
  artist: work.artist,
  recipient,
})
const agreedTo = (of: WorkFixture, cost = price, maximumFee = fee) => ({
  ...chosen(of),
  price: toAmount(cost),
  fee: toAmount(maximumFee),
})
const isDecided = (basket: Basket) => basket.list().every(({ agreed }) => agreed === null)
const labelsIn = (basket: Basket) => basket.list().map(({ label }) => label)
const owned = () =>
  listener
    .purchases()
    .filter(({ state }) => state === 'owned')
    .map(({ label }) => label)
/** How many works of one price were paid for, by what is left of the balance, which is what the artist was paid for. */
const paidFor = () => {
  const spent = startBalance - listener.balance()
  expect(spent % (price + fee)).toBe(0n)
  const count = Number(spent / (price + fee))
  expect(harness.raiden.countPaid(artist.account)).toBe(count)
  return count
}

test('all of a basket is bought, each by an order of its own, and leaves it', async () => {
  const basket = await openBasket()
  basket.add(works.map((work) => chosen(work)))
  expect(labelsIn(basket)).toEqual(works.map(({ work }) => work.label))
  basket.buy(works.map((work) => agreedTo(work)))
  await listener.waitUntil(() => owned().length === works.length && basket.list().length === 0)
  expect(owned().toSorted()).toEqual(works.map(({ work }) => work.label).toSorted())
  expect(paidFor()).toBe(4)
})

test('what is put in twice is there once, and what is taken out is not bought', async () => {
  const basket = await openBasket()
  basket.add([...works, ...works].map((work) => chosen(work)))
  basket.add(works.map((work) => chosen(work)))
  expect(basket.list()).toHaveLength(4)
  basket.remove(works.slice(1).map((work) => chosen(work)))
  basket.buy(works.slice(0, 1).map((work) => agreedTo(work)))
  await listener.waitUntil(() => basket.list().length === 0)
  expect(paidFor()).toBe(1)
})

test('one that fails is in the basket with the reason, and the others are bought', async () => {
  const [gone, dearer] = works as [WorkFixture, WorkFixture]
  harness.withdrawFromSale(artist, gone)
  harness.reprice(dearer, { amount: toAmount(price * 2n) })
  const basket = await openBasket()
  basket.buy(works.map((work) => agreedTo(work)))
  await listener.waitUntil(() => isDecided(basket) && owned().length === 2)
  expect(basket.list().map(({ label, problem }) => [label, problem?.code])).toEqual([
    [gone.work.label, 'ORDER_NOT_ON_SALE'],
    [dearer.work.label, 'ORDER_COSTS_MORE'],
  ])
  expect(paidFor()).toBe(2)
})

test('a fee that has risen is not paid: all of it stays in the basket', async () => {
  harness.raiden.fee = fee + 1n
  const basket = await openBasket()
  basket.buy(works.map((work) => agreedTo(work)))
  await listener.waitUntil(() => isDecided(basket))
  expect(basket.list().map(({ problem }) => problem?.code)).toEqual(works.map(() => 'RAIDEN_FEE_ABOVE_CAP'))
  expect(listener.balance()).toBe(startBalance)
})

test('where the balance ends in the middle, what it reached for is bought', async () => {
  const dear = await Promise.all([0, 1].map(() => harness.addWork(artist, 600n)))
  const basket = await openBasket()
  basket.buy(dear.map((work) => agreedTo(work, 600n)))
  await listener.waitUntil(() => isDecided(basket) && owned().length === 1)
  expect(basket.list().map(({ problem }) => problem?.code)).toEqual(['RAIDEN_BALANCE_TOO_LOW'])
  expect(listener.balance()).toBe(startBalance - 600n - fee)
})

test('whoever is away holds nobody else up, and few of their works are asked for at once', async () => {
  const away = await (await harness.addTrader()).start()
  const theirs = await Promise.all(Array.from({ length: 14 }, () => harness.addWork(away, 1n)))
  await away.stop()
  const basket = await openBasket()
  basket.buy([...theirs.map((work) => agreedTo(work, 1n)), ...works.map((work) => agreedTo(work))])
  await listener.waitUntil(() => owned().length === 4 && basket.list().length === 14)
  await listener.waitUntil(() => basket.list().filter(({ order }) => order !== null).length === 12)
  expect(() => basket.remove(theirs.map((work) => chosen(work)))).toThrow(
    expect.objectContaining({ code: 'BASKET_UNDER_WAY' }),
  )
  await away.start()
  await harness.waitUntil(() => basket.list().length === 0)
  expect(away.balance()).toBe(startBalance + 14n)
})

test('stopped, nothing more is ordered or paid, and what is not bought is still there', async () => {
  await artist.stop()
  const basket = await openBasket()
  basket.buy(works.map((work) => agreedTo(work)))
  await listener.waitUntil(() => basket.list().some(({ order }) => order !== null))
  basket.stopBuying()
  expect(basket.list().map(({ agreed, order }) => [agreed, order])).toEqual(works.map(() => [null, null]))
  await artist.start()
  await listener.waitUntil(() => listener.purchases().every(({ state }) => state === 'cancelled'))
  expect(basket.list()).toHaveLength(4)
  expect(listener.balance()).toBe(startBalance)
})

test('an order that was under way while it was stopped is taken back', async () => {
  await artist.stop()
  const ordering = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const basket: Basket = await openBasket({
    order: async ({ label, artist: seller, recipient: _to, ...cost }) => {
      const [{ work }] = works as [WorkFixture]
      const { manifest } = work
      const order = await listener
        .runningMarket()
        .buyer.buy({ work: { label, manifest, artist: seller }, ...cost })
      ordering.resolve()
      await goOn.promise
      return order
    },
  })
  basket.buy(works.slice(0, 1).map((work) => agreedTo(work)))
  await ordering.promise
  basket.stopBuying()
  goOn.resolve()
  await listener.waitUntil(() => listener.purchases().some(({ state }) => state === 'cancelled'))
  expect(basket.list().map(({ agreed }) => agreed)).toEqual([null])
})

test('killed after what was agreed to is written, each is bought once', async () => {
  const before = await openBasket({ order: () => never })
  before.buy(works.map((work) => agreedTo(work)))
  opened.splice(0)
  const basket = await openBasket()
  await listener.waitUntil(() => basket.list().length === 0 && owned().length === 4)
  expect(paidFor()).toBe(4)
})

test.each([1, 2, 3, 4])('killed between order %i and its note, each is bought once', async (at) => {
  let ordered = 0
  const placed = Promise.withResolvers<void>()
  const before = await openBasket({
    async order({ label, artist: seller, recipient: to, ...cost }) {
      const manifest = [...harness.works.values()].find((work) => work.label === label)?.manifest
      if (manifest === undefined) throw new Error('There is no such work.')
      const order = await listener
        .runningMarket()
        .buyer.buy({ work: { label, manifest, artist: seller }, ...cost, ...cardOf(to) })
      ordered += 1
      if (ordered < at) return order
      placed.resolve()
      return never
    },
  })
  before.buy(works.map((work) => agreedTo(work)))
  await placed.promise
  // Killed: it neither notes nor stops.
  opened.splice(0)
  await listener.stop()
  await listener.start()
  const basket = await openBasket()
  await listener.waitUntil(() => basket.list().length === 0 && owned().length === 4)
  expect(paidFor()).toBe(4)
})

test.each(['requested', 'invoiced', 'paying', 'paid', 'joined'])(
  'killed when the first order is %s, each is bought once',
  async (state) => {
    const before = await openBasket()
    const killed = Promise.withResolvers<void>()
    listener.crashAt((machine, { to }, step) => {
      const isHere = machine === 'purchase' && to === state && step === 'after-write'
      if (isHere) killed.resolve()
      return isHere
    })
    before.buy(works.map((work) => agreedTo(work)))
    await killed.promise
    opened.splice(0)
    await listener.waitUntilRestarted()
    const basket = await openBasket()
    await harness.waitUntil(() => basket.list().length === 0 && owned().length === 4)
    expect(paidFor()).toBe(4)
  },
)

test('what is ordered or owned already is not bought again', async () => {
  const [one, other] = works as [WorkFixture, WorkFixture]
  await listener.buy(one)
  await listener.waitUntil(() => owned().length === 1)
  const basket = await openBasket()
  basket.buy([agreedTo(one), agreedTo(other)])
  await listener.waitUntil(() => basket.list().length === 0)
  basket.buy([agreedTo(one)])
  await listener.waitUntil(() => basket.list().length === 0)
  expect(paidFor()).toBe(2)
})

test('no more than so many works fit, and then none is put in or bought', async () => {
  const [one] = works as [WorkFixture]
  const { label, artist: seller } = chosen(one)
  const many = Array.from({ length: maxBasket + 1 }, (_, index) => ({
    label: label.replace(/[0-9a-f]{4}\/1$/, `${index.toString(16).padStart(4, '0')}/1`) as typeof label,
    artist: seller,
    recipient: null,
  }))
  const basket = await openBasket()
  const full = expect.objectContaining({ code: 'BASKET_FULL' })
  expect(() => basket.add(many)).toThrow(full)
  const cost = { price: toAmount(1n), fee: toAmount(0n) }
  expect(() => basket.buy(many.map((work) => ({ ...work, ...cost })))).toThrow(full)
  expect(basket.list()).toEqual([])
})

/** A work for oneself and for a friend. */
async function forTwo() {
  const friend = await (await harness.addTrader()).start()
  const [one] = works as [WorkFixture]
  const cost = { price: toAmount(price), fee: toAmount(fee) }
  const both = [chosen(one), chosen(one, friend.account)]
  return { friend, one, both, agreed: both.map((work) => ({ ...work, ...cost })) }
}
const isOver = () => listener.purchases().every(({ state }) => ['owned', 'handedOver'].includes(state))
const recipients = () => listener.purchases().map(({ recipient }) => recipient)

test('a work is bought for oneself and for a contact, each by an order of its own', async () => {
  const { friend, both, agreed } = await forTwo()
  const basket = await openBasket()
  basket.add([...both, ...both])
  expect(basket.list().map(({ recipient }) => recipient)).toEqual([null, friend.account])
  basket.buy(agreed)
  await harness.waitUntil(() => basket.list().length === 0 && isOver())
  expect(recipients().toSorted()).toEqual([friend.account, listener.account].toSorted())
  await harness.waitUntil(() => friend.gifts().length === 1)
  expect(paidFor()).toBe(2)
})

test.each([1, 2])('killed between order %i and its note, a present is paid once', async (at) => {
  const { friend, agreed } = await forTwo()
  let ordered = 0
  const placed = Promise.withResolvers<void>()
  const before = await openBasket({
    async order({ label, artist: seller, recipient: to, ...cost }) {
      const manifest = [...harness.works.values()].find((work) => work.label === label)?.manifest
      if (manifest === undefined) throw new Error('There is no such work.')
      const work = { label, manifest, artist: seller }
      const order = await listener.runningMarket().buyer.buy({ work, ...cost, ...cardOf(to) })
      ordered += 1
      if (ordered < at) return order
      placed.resolve()
      return never
    },
  })
  before.buy(agreed)
  await placed.promise
  opened.splice(0)
  await listener.stop()
  await listener.start()
  const basket = await openBasket()
  await harness.waitUntil(() => basket.list().length === 0 && isOver())
  await harness.waitUntil(() => friend.gifts().length === 1)
  expect(recipients()).toHaveLength(2)
  expect(paidFor()).toBe(2)
})

test('a present to somebody whose card is gone is not paid, and says so; nobody else’s waits for it', async () => {
  const { agreed } = await forTwo()
  const nobody = toAddress(`0x${'99'.repeat(20)}`)
  const basket = await openBasket()
  basket.buy([...agreed, ...agreed.slice(0, 1).map((work) => ({ ...work, recipient: nobody }))])
  await harness.waitUntil(() => isDecided(basket) && isOver())
  expect(basket.list().map(({ recipient, problem }) => [recipient, problem?.code])).toEqual([
    [nobody, 'CONTACT_WITHOUT_CARD'],
  ])
  expect(paidFor()).toBe(2)
})

test('whom a work is for is changed in its place; for one person it is there once, and not while it is bought', async () => {
  const { friend, one, both, agreed } = await forTwo()
  const basket = await openBasket({ order: () => never })
  basket.add([chosen(one), ...works.slice(1).map((work) => chosen(work))])
  basket.readdress(chosen(one), friend.account)
  expect(basket.list()[0]?.recipient).toBe(friend.account)
  basket.readdress(chosen(one, friend.account), friend.account)
  basket.add(both)
  basket.readdress(chosen(one), friend.account)
  expect(basket.list().filter(({ label }) => label === one.work.label)).toHaveLength(1)
  basket.buy(agreed)
  expect(() => basket.readdress(chosen(one), friend.account)).toThrow(
    expect.objectContaining({ code: 'BASKET_UNDER_WAY' }),
  )
  opened.splice(0)
})

const dedication = { name: 'Ana', note: 'For the night train.' }

test('a note goes with the gift it was written for, sealed until then, and with nothing else', async () => {
  const { friend, one, agreed } = await forTwo()
  const basket = await openBasket()
  basket.add([chosen(one), chosen(one, friend.account)])
  basket.dedicate(chosen(one, friend.account), dedication)
  basket.dedicate(chosen(one), dedication)
  expect(basket.list().map((entry) => entry.dedication)).toEqual([null, dedication])
  const kept = listener.store.prepare<[], Buffer>('SELECT sealed_dedication FROM basket').pluck().all()
  expect(Buffer.concat(kept.filter(Boolean)).includes('night train')).toBe(false)
  basket.buy(agreed)
  await harness.waitUntil(() => basket.list().length === 0 && isOver())
  await harness.waitUntil(() => friend.gifts()[0]?.dedication?.note === dedication.note)
  const { purchases } = listener.runningMarket().buyer
  for (const order of purchases.list())
    expect(order.dedication).toEqual(order.recipient === friend.account ? dedication : null)
})

test('a note is not for somebody else, is not changed while its gift is bought, and stays where that is not', async () => {
  const { friend, one, agreed } = await forTwo()
  const gift = chosen(one, friend.account)
  const order = () => Promise.reject(new BuskerError('CONTACT_WITHOUT_CARD', 'There is no card.'))
  const basket = await openBasket({ order })
  basket.add([gift])
  for (const written of [dedication, null, dedication]) basket.dedicate(gift, written)
  basket.readdress(gift, null)
  basket.readdress(chosen(one), friend.account)
  expect(basket.list()[0]?.dedication).toBeNull()
  basket.dedicate(gift, dedication)
  basket.buy(agreed.filter(({ recipient }) => recipient === friend.account))
  expect(() => basket.dedicate(gift, null)).toThrow(expect.objectContaining({ code: 'BASKET_UNDER_WAY' }))
  await harness.waitUntil(() => isDecided(basket))
  expect(basket.get(gift)?.dedication).toEqual(dedication)
})
