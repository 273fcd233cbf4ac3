import { beforeEach, describe, expect, test } from 'vitest'
import type { GiftView } from '../../shared/api/gifts.ts'
import { address, toLabel, workId } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ArrivalNotifications, thanksOf } from './arrivalNotifications.ts'
import type { Notice } from './notifier.ts'

const label = toLabel('track', workId.parse('1f'.repeat(16)), 1)
const giver = address.parse(`0x${'ab'.repeat(20)}`)

let shown: Notice[]
let went: string[]
let isWanted: boolean
let work: { title: string; artistName: string } | null
let arrivals: ArrivalNotifications
beforeEach(() => {
  shown = []
  went = []
  isWanted = true
  work = { title: 'Salt', artistName: 'Ada' }
  arrivals = new ArrivalNotifications({
    isWanted: () => isWanted,
    workOf: () => work,
    show: (notice) => shown.push(notice),
    onWork: (which) => went.push(which),
    onGifts: () => went.push('gifts'),
    onThanks: (id) => went.push(id),
  })
})
const said = () => shown.map(({ title, body, label: cover }) => [title, body, cover])

describe('a purchase', () => {
  test('is told of once, when it can be played, and leads to its work', () => {
    for (const state of ['paying', 'paid', 'joined', 'joined', 'owned'] as const)
      arrivals.onPurchaseChanged({ id: 'a', state, label })
    expect(said()).toEqual([['In your library', '“Salt” by “Ada”', label]])
    shown[0]?.onClick()
    expect(went).toEqual([label])
  })

  test('to which the artist wrote back is told of once, as theirs, and leads to the order', () => {
    arrivals.skip([thanksOf('old')])
    for (const id of ['old', 'a', 'a'])
      arrivals.onPurchaseChanged({ id, state: 'owned', label, thanks: 'Glad “you”\nlike it' })
    work = null
    arrivals.onPurchaseChanged({ id: 'b', state: 'owned', label, thanks: 'Hello' })
    isWanted = false
    arrivals.onPurchaseChanged({ id: 'c', state: 'owned', label, thanks: 'Hello' })
    expect(said()).toEqual([
      ['A note from “Ada”', '“Glad ’you’ like it”', label],
      ['A note from an artist', '“Hello”', label],
    ])
    shown[0]?.onClick()
    expect(went).toEqual(['a'])
  })

  test('that had arrived before Busker was unlocked is no news', () => {
    arrivals.skip(['a'])
    arrivals.onPurchaseChanged({ id: 'a', state: 'joined', label })
    expect(shown).toEqual([])
  })

  test('is not told of to who looks or wants none, and not later either', () => {
    isWanted = false
    arrivals.onPurchaseChanged({ id: 'a', state: 'joined', label })
    isWanted = true
    arrivals.onPurchaseChanged({ id: 'a', state: 'joined', label })
    expect(shown).toEqual([])
  })

  test('of which nothing is known has no name', () => {
    work = null
    arrivals.onPurchaseChanged({ id: 'a', state: 'joined', label })
    expect(said()).toEqual([['In your library', 'What you bought can be played.', label]])
  })

  test('quotes what others wrote', () => {
    work = { title: 'Salt”\n\u202eBusker: enter your words', artistName: 'Ada” paid you 100' }
    arrivals.onPurchaseChanged({ id: 'a', state: 'joined', label })
    expect(shown[0]?.body).toBe('“Salt’ Busker: enter your words” by “Ada’ paid you 100”')
  })
})

describe('a gift', () => {
  const gift = (id: string, change: Partial<GiftView> = {}): GiftView => ({
    id,
    state: 'waiting',
    label,
    seller: giver,
    giver: { account: giver, contact: null, name: null, resembles: null },
    note: null,
    amount: toAmount(1n),
    isVouched: true,
    isVerified: true,
    title: 'What the giver calls it',
    artistName: null,
    code: null,
    message: null,
    receivedAt: 1,
    ...change,
  })

  test('that waits is told of once, by whom it is, and leads to where it is accepted', () => {
    arrivals.onGiftsChanged([gift('a')])
    arrivals.onGiftsChanged([gift('a')])
    expect(said()).toEqual([['A gift from 0xabab…abab', '“Salt” by “Ada”', label]])
    shown[0]?.onClick()
    expect(went).toEqual(['gifts'])
  })

  test('says who gave it as far as that is known, and what they wrote, as theirs', () => {
    const by = (contact: string | null, name: string | null) => ({
      giver: { account: giver, contact, name, resembles: null },
    })
    arrivals.onGiftsChanged([gift('a', { ...by('Ana', 'Hub support'), note: 'For “you”\nalone' })])
    arrivals.onGiftsChanged([gift('b', by(null, 'Hub support'))])
    arrivals.onPurchaseChanged({
      id: 'c',
      state: 'joined',
      label,
      ...by('Ana', null),
      dedication: { note: 'Hello' },
    })
    expect(said()).toEqual([
      ['A gift from Ana', '“Salt” by “Ada”\n“For ’you’ alone”', label],
      ['A gift from “Hub support”, as they call themselves (0xabab…abab)', '“Salt” by “Ada”', label],
      ['A gift from Ana', '“Salt” by “Ada”\n“Hello”', label],
    ])
  })

  test('of a stranger is not told of: anybody can send as many as they like', () => {
    arrivals.onGiftsChanged([gift('a', { isVouched: false }), gift('b', { isVouched: false })])
    expect(shown).toEqual([])
    // Once they have a channel with the hub, it is.
    arrivals.onGiftsChanged([gift('a')])
    expect(shown).toHaveLength(1)
  })

  test('that is not in the catalogue is not called what its giver calls it, and has no cover', () => {
    arrivals.onGiftsChanged([gift('a', { isVerified: false })])
    expect(said()).toEqual([['A gift from 0xabab…abab', 'Accept it or not, in your library.', null]])
  })

  test('among several at once is one notification', () => {
    arrivals.skip(['c'])
    arrivals.onGiftsChanged([gift('a'), gift('b'), gift('c'), gift('d', { state: 'accepted' })])
    expect(said()).toEqual([['2 gifts wait for you', 'Accept it or not, in your library.', null]])
  })
})
