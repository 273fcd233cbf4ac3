import { beforeAll, beforeEach, expect, test } from 'vitest'
import { giftStateNames } from '../../shared/giftStates.ts'
import { toAddress } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { giftedPurchase } from './giftedPurchase.ts'
import { type Gift, Gifts } from './gifts.ts'
import { giftToReplace } from './giftRoom.ts'
import { createGift, createPeople, createWork, type OrderPeople, orderTime } from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'

const dayMs = 24 * 3600_000
let people: OrderPeople
let given: Gift
let store: Store
let gifts: Gifts

beforeAll(async () => {
  people = await createPeople()
  given = await createGift(people, await createWork(people.artist))
})
beforeEach(() => {
  store = openStore(':memory:', { keys: people.listener })
  gifts = new Gifts(store, people.listener)
  return () => store.close()
})

const idsOf = (some: readonly Gift[]) => some.map(({ id }) => id)

test('a gift comes back as it was written, until it is removed', () => {
  const full: Gift = {
    ...given,
    isVouched: true,
    dedication: { name: 'Ana' },
    code: 'POLICY_REVOKED',
    message: 'Ended.',
  }
  gifts.insert(full)
  gifts.insert({ ...given, id: randomHex() })
  expect(gifts.get(full.id)).toEqual(full)
  gifts.remove(full.id)
  expect([gifts.get(full.id), gifts.list().length]).toEqual([undefined, 1])
})

test('a change changes what it names, and when it was made', () => {
  gifts.insert(given)
  gifts.update(given.id, { state: 'accepted' })
  const changed = gifts.get(given.id)
  expect(changed).toEqual({ ...given, state: 'accepted', changedAt: changed?.changedAt })
  expect(changed?.changedAt).not.toBe(given.changedAt)
})

test('what is over is neither listed nor found, and is forgotten', () => {
  for (const state of giftStateNames) gifts.insert({ ...given, id: randomHex(), state })
  const open = ['waiting', 'accepted']
  expect(gifts.list().map(({ state }) => state)).toEqual(open)
  expect(gifts.idsFor(given.label)).toEqual(idsOf(gifts.list()))
  expect(gifts.idsFor('track/other' as Gift['label'])).toEqual([])
  expect(gifts.idsIn(['taken', 'lapsed'])).toHaveLength(2)
  gifts.removeSettled()
  expect(store.prepare('SELECT count(*) FROM gifts').pluck().get()).toBe(2)
})

test('gifts are listed oldest first', () => {
  const ages = [2, 3, 1].map((age) => ({ ...given, id: randomHex(), receivedAt: orderTime + age }))
  for (const gift of ages) gifts.insert(gift)
  expect(idsOf(gifts.list())).toEqual(idsOf([ages[2], ages[0], ages[1]].filter((each) => each !== undefined)))
})

test('a gift that has opened is a purchase that nothing was agreed to and nothing paid for', () => {
  const { invoice } = given.receipt.invoice
  expect(giftedPurchase(given, orderTime + 5)).toEqual({
    id: given.id,
    state: 'joined',
    label: given.label,
    manifest: given.manifest,
    seller: given.seller,
    recipient: people.listener.identity.body.account,
    price: invoice.amount,
    confirmed: null,
    maximumFee: 0n,
    signedRequest: given.receipt.request,
    invoice: given.receipt.invoice,
    sealedPolicy: given.sealedPolicy,
    greeting: null,
    thanks: null,
    dedication: null,
    orderId: invoice.order,
    secretHash: invoice.secretHash,
    secret: given.receipt.secret,
    fee: null,
    lockExpiration: null,
    deadline: orderTime + 5 + 29 * dayMs,
    code: null,
    message: null,
    createdAt: orderTime + 5,
    changedAt: orderTime + 5,
  })
})

const giverOf = (n: number) => toAddress(`0x${n.toString(16).padStart(40, '0')}`)
/** So many gifts of one giver, oldest first. */
const from = (giver: number, count: number, change: Partial<Gift> = {}): Gift[] =>
  Array.from({ length: count }, () => ({
    ...given,
    id: randomHex(),
    giver: giverOf(giver),
    isVouched: true,
    ...change,
  }))
const newcomer = (change: Partial<Gift> = {}, giver = 9_999): Gift => from(giver, 1, change)[0] ?? given
const tooMany = expect.objectContaining({ code: 'GIFT_TOO_MANY' }) as Error
/** Sixty-four of vouched givers who have given one each, but for those given. */
const full = (some: readonly Gift[]) => [
  ...some,
  ...Array.from({ length: 64 - some.length }, (_, n) => from(n + 1, 1)[0] ?? given),
]

test('there is room for sixty-four gifts, eight of each giver', () => {
  expect(giftToReplace(full([]).slice(1), newcomer())).toBeUndefined()
  expect(giftToReplace(from(7, 7), newcomer({}, 7))).toBeUndefined()
  expect(() => giftToReplace(from(7, 8), newcomer({}, 7))).toThrow(tooMany)
})

test('the oldest of an unvouched giver goes first, of whoever has given most of them', () => {
  const [one] = from(100, 1, { isVouched: false })
  const two = from(101, 2, { isVouched: false })
  if (one === undefined) throw new Error('There is one.')
  const waiting = full([...from(102, 5), one, ...two])
  expect(giftToReplace(waiting, newcomer())?.id).toBe(two[0]?.id)
  expect(giftToReplace(waiting, newcomer({ isVouched: false }))?.id).toBe(two[0]?.id)
})

test('where all have a channel, a newcomer who has one takes a place of whoever has two more', () => {
  const many = from(100, 3)
  expect(giftToReplace(full(many), newcomer())?.id).toBe(many[0]?.id)
  expect(giftToReplace(full(from(100, 2)), newcomer())?.id).toBeDefined()
  expect(() => giftToReplace(full([]), newcomer())).toThrow(tooMany)
  expect(() => giftToReplace(full(many), newcomer({ isVouched: false }))).toThrow(tooMany)
  const own = from(104, 2)
  expect(() => giftToReplace(full([...many, ...own]), newcomer({}, 104))).toThrow(tooMany)
})

test('what is accepted stays', () => {
  const accepted = from(100, 8, { state: 'accepted', isVouched: false })
  const many = from(101, 3)
  expect(giftToReplace(full([...accepted, ...many]), newcomer())?.id).toBe(many[0]?.id)
  const all = full([]).map((gift) => ({ ...gift, state: 'accepted' as const }))
  expect(() => giftToReplace(all, newcomer())).toThrow(tooMany)
})
