import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { signInvoice } from '../../protocol/purchase.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import type { PurchaseState } from '../../shared/orderStates.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { giftedPurchase } from './giftedPurchase.ts'
import { GiftInbox, type GiftInboxOptions } from './giftInbox.ts'
import type { Gift } from './gifts.ts'
import type { Purchase } from './purchases.ts'
import { chain } from './testing/marketFixtures.ts'
import { createGift, createPeople, createWork, type OrderPeople, orderTime } from './testing/orderFixture.ts'
import type { Work } from './workResolver.ts'

const dayMs = 24 * 3600_000
const letterMs = 29 * dayMs
let people: OrderPeople
let work: Work
let gift: Gift
let store: Store
let now: number
let isTimeKnown: boolean

beforeAll(async () => {
  people = await createPeople()
  work = await createWork(people.artist)
  gift = await createGift(people, work)
})
beforeEach(() => {
  now = orderTime
  isTimeKnown = true
  store = openStore(':memory:', { keys: people.listener })
})
afterEach(() => store.close())

type Standing = Awaited<ReturnType<GiftInboxOptions['customers']['standing']>>

/** The listener's inbox, and what it asks of others. */
function createInbox() {
  const parts = {
    join: vi.fn<GiftInboxOptions['access']['join']>().mockResolvedValue(),
    byManifest: vi.fn<GiftInboxOptions['works']['byManifest']>(async () => work),
    isKnown: vi.fn<GiftInboxOptions['works']['isKnown']>().mockReturnValue(true),
    call: vi.fn<(...given: unknown[]) => Promise<unknown>>(),
    findLive: vi.fn<GiftInboxOptions['purchases']['findLive']>(),
    get: vi.fn<GiftInboxOptions['purchases']['get']>(),
    standing: vi.fn<(of: string) => Promise<Standing>>().mockResolvedValue('connected'),
    has: vi.fn<GiftInboxOptions['givers']['has']>().mockReturnValue(false),
    take: vi.fn<GiftInboxOptions['take']>(),
    onChange: vi.fn<(id: string) => void>(),
    onRetry: vi.fn<(id: string, error: unknown) => void>(),
  }
  const { join, byManifest, isKnown, call, findLive, get, standing, has, take } = parts
  const artist = () => people.artist.identity
  const inbox = new GiftInbox({
    store,
    keys: people.listener,
    calls: { call } as unknown as GiftInboxOptions['calls'],
    access: { join } as unknown as GiftInboxOptions['access'],
    works: { byManifest, isKnown, artist } as unknown as GiftInboxOptions['works'],
    contacts: { answered: () => false },
    purchases: { findLive, get } as unknown as GiftInboxOptions['purchases'],
    customers: { standing },
    givers: { has },
    chain,
    now: () => now,
    isTimeKnown: () => isTimeKnown,
    take,
    onTakenChange: () => undefined,
    onChange: parts.onChange,
    onRetry: parts.onRetry,
  })
  const add = (change: Partial<Gift> = {}) => inbox.gifts.insert({ ...gift, ...change })
  const current = () => inbox.gifts.get(gift.id)
  /** Until the gift is as it says. */
  const until = (state: Gift['state']) => expect.poll(() => current()?.state).toBe(state)
  return { ...parts, inbox, add, current, until }
}
const no = (code: ErrorCode) => new BuskerError(code, 'No.')
const ownOrder = (state: PurchaseState) => ({ state }) as unknown as Purchase

describe('a gift that comes', () => {
  test('waits as it was given, for as long as a letter lives', async () => {
    const { inbox, standing, take } = createInbox()
    await inbox.receive(gift.receipt, gift.sealedPolicy)
    expect(inbox.gifts.list()).toEqual([{ ...gift, isVouched: true, deadline: now + letterMs }])
    expect(standing).toHaveBeenCalledExactlyOnceWith(gift.giver)
    expect(take).not.toHaveBeenCalled()
  })

  test.each<[Standing, boolean]>([
    ['connected', true],
    ['stranger', false],
    ['unknown', false],
  ])('is vouched for where the hub says so: %s', async (said, isVouched) => {
    const { inbox, standing, current } = createInbox()
    standing.mockResolvedValue(said)
    await inbox.receive(gift.receipt, gift.sealedPolicy)
    expect(current()?.isVouched).toBe(isVouched)
  })

  test('again, or when it is owned, changes nothing', async () => {
    const { inbox, add, current, get } = createInbox()
    add({ message: 'kept' })
    await inbox.receive(gift.receipt, gift.sealedPolicy)
    expect(current()?.message).toBe('kept')
    inbox.gifts.remove(gift.id)
    get.mockReturnValue(ownOrder('owned'))
    await inbox.receive(gift.receipt, gift.sealedPolicy)
    expect(inbox.gifts.list()).toEqual([])
    expect(get).toHaveBeenCalledExactlyOnceWith(gift.id)
  })

  test('takes the place of another where sixty-four wait', async () => {
    const { inbox, add } = createInbox()
    for (let n = 0; n < 64; n += 1) {
      const giver = toAddress(`0x${n.toString(16).padStart(40, '0')}`)
      add({ id: hex32.parse(`0x${n.toString(16).padStart(64, '0')}`), giver })
    }
    const oldest = inbox.gifts.list()[0]?.id ?? ''
    await inbox.receive(gift.receipt, gift.sealedPolicy)
    const ids = inbox.gifts.list().map(({ id }) => id)
    expect([ids.length, ids.includes(oldest), ids.includes(gift.id)]).toEqual([64, false, true])
  })

  test('is not kept where it was not paid', async () => {
    const { inbox } = createInbox()
    await expect(inbox.receive(gift.receipt, new Uint8Array(40))).rejects.toMatchObject({
      code: 'PROTOCOL_FORGED',
    })
    expect(inbox.gifts.list()).toEqual([])
  })
})

describe('a gift that waits', () => {
  const wakened = async ({ inbox, onChange, current }: ReturnType<typeof createInbox>) => {
    await inbox.start()
    await inbox.stop()
    return [current(), onChange.mock.calls.length] as const
  }

  test.each<[string, Partial<Gift>, { has: boolean; known: boolean }]>([
    ['of a giver who was not chosen', {}, { has: false, known: true }],
    ['of what is not in the catalogue here', {}, { has: true, known: false }],
    ['that could not be opened', { code: 'POLICY_REVOKED', message: 'Ended.' }, { has: true, known: true }],
  ])('%s waits for the person', async (_, change, { has, known }) => {
    const made = createInbox()
    made.has.mockReturnValue(has)
    made.isKnown.mockReturnValue(known)
    made.add(change)
    const [kept, changes] = await wakened(made)
    expect([kept?.state, changes]).toEqual(['waiting', 0])
  })

  test('of a chosen giver, for what is known here, is accepted by itself', async () => {
    const made = createInbox()
    made.has.mockReturnValue(true)
    made.join.mockImplementation(() => new Promise(() => undefined))
    made.add()
    await made.inbox.start()
    await made.until('accepted')
    expect(made.current()?.deadline).toBe(gift.receipt.invoice.invoice.accessUntil)
    expect(made.has).toHaveBeenCalledWith(gift.giver)
    expect(made.isKnown).toHaveBeenCalledWith({
      manifest: gift.manifest,
      label: gift.label,
      artist: gift.seller,
    })
  })

  test('is over with its time, and not while that is unknown, nor without one', async () => {
    const made = createInbox()
    made.add({ deadline: now })
    isTimeKnown = false
    expect((await wakened(made))[0]?.state).toBe('waiting')
    isTimeKnown = true
    now -= 1
    expect((await wakened(made))[0]?.state).toBe('waiting')
    now += 1
    await made.inbox.start()
    await made.until('lapsed')
    expect(made.current()?.deadline).toBeNull()
    await made.inbox.stop()
    await made.inbox.start()
    expect(made.current()).toBeUndefined()
    await made.inbox.stop()
    made.add({ deadline: null })
    now += letterMs * 2
    expect((await wakened(made))[0]?.state).toBe('waiting')
  })

  test('is accepted, or declined, by the person', () => {
    const { inbox, add, current, onChange } = createInbox()
    add({ code: 'POLICY_REVOKED', message: 'Ended.' })
    inbox.accept(gift.id)
    expect(current()).toMatchObject({
      state: 'accepted',
      code: null,
      message: null,
      deadline: gift.receipt.invoice.invoice.accessUntil,
    })
    onChange.mockClear()
    inbox.decline(gift.id)
    expect(current()).toBeUndefined()
    expect(onChange).toHaveBeenLastCalledWith(gift.id)
    const unknown = expect.objectContaining({ code: 'GIFT_UNKNOWN' }) as Error
    add({ id: hex32.parse(`0x${'01'.repeat(32)}`) })
    expect(() => inbox.accept(gift.id)).toThrow(unknown)
    expect(() => inbox.decline(gift.id)).toThrow(unknown)
  })
})

describe('a gift that is accepted', () => {
  const accepted = { state: 'accepted', deadline: orderTime + dayMs } as const

  test('is joined with the policy that was sold, and is one’s own then', async () => {
    const { inbox, add, until, current, join, byManifest, take } = createInbox()
    add(accepted)
    await inbox.start()
    await until('taken')
    expect(current()).toMatchObject({ code: null, message: null, deadline: null })
    expect(byManifest).toHaveBeenCalledExactlyOnceWith({
      label: gift.label,
      manifest: gift.manifest,
      artist: gift.seller,
    })
    const { capsule, tracks } = work
    expect(join.mock.lastCall?.[0]).toMatchObject({ capsule, tracks })
    expect(take.mock.calls).toEqual([[giftedPurchase({ ...gift, ...accepted }, now)]])
    await inbox.stop()
  })

  test('and owned already needs nothing', async () => {
    const { inbox, add, until, join, take, get } = createInbox()
    get.mockReturnValue(ownOrder('owned'))
    add(accepted)
    await inbox.start()
    await until('taken')
    expect([join.mock.calls.length, take.mock.calls.length]).toEqual([0, 0])
    await inbox.stop()
  })

  test.each<[PurchaseState, Gift['state']]>([
    ['requested', 'taken'],
    ['invoiced', 'taken'],
    ['owned', 'declined'],
    ['paid', 'declined'],
  ])('beside an own order that is %s is %s', async (state, becomes) => {
    const { inbox, add, until, findLive } = createInbox()
    findLive.mockReturnValue(ownOrder(state))
    add(accepted)
    await inbox.start()
    await until(becomes)
    expect(findLive).toHaveBeenLastCalledWith(gift.label, people.listener.identity.body.account)
    await inbox.stop()
  })

  test('waits while the own order is being paid, and is looked at when that has changed', async () => {
    const { inbox, add, until, findLive, join } = createInbox()
    findLive.mockReturnValue(ownOrder('paying'))
    add(accepted)
    await inbox.start()
    await expect.poll(() => findLive.mock.calls.length).toBe(1)
    findLive.mockReturnValue(undefined)
    inbox.wake('track/other' as Gift['label'])
    expect(join).not.toHaveBeenCalled()
    inbox.wake(gift.label)
    await until('taken')
    await inbox.stop()
  })

  test('of other keys than were sold is not opened', async () => {
    const { inbox, add, until, current, byManifest, join } = createInbox()
    const commitment = hex32.parse(`0x${'00'.repeat(32)}`)
    byManifest.mockResolvedValue({ ...work, tracks: work.tracks.map((one) => ({ ...one, commitment })) })
    add(accepted)
    await inbox.start()
    await until('waiting')
    expect(current()).toMatchObject({ code: 'ORDER_MANIFEST_WRONG', deadline: now + letterMs })
    expect(join).not.toHaveBeenCalled()
    await inbox.stop()
  })

  test.each<ErrorCode>(['POLICY_WRONG_KEY', 'POLICY_REVOKED', 'POLICY_FORGED'])(
    'waits for the person again, with the reason, after what asking again does not change: %s',
    async (code) => {
      const { inbox, add, until, current, join } = createInbox()
      join.mockRejectedValue(no(code))
      add(accepted)
      await inbox.start()
      await until('waiting')
      expect(current()).toMatchObject({ code, message: 'No.', deadline: now + letterMs })
      await inbox.stop()
    },
  )

  test('is tried again after anything else until its time is over; why is noted and told', async () => {
    const { inbox, add, until, current, join, onRetry, onChange } = createInbox()
    const failure = no('POLICY_TOO_FEW_ANSWERS')
    join.mockRejectedValue(failure)
    add(accepted)
    await inbox.start()
    await expect.poll(() => onRetry.mock.calls).toEqual([[gift.id, failure]])
    expect(current()).toMatchObject({ state: 'accepted', code: failure.code, message: 'No.' })
    expect(onChange).toHaveBeenCalledExactlyOnceWith(gift.id)
    now = accepted.deadline - 1
    inbox.wakeAll()
    await expect.poll(() => onRetry.mock.calls.length).toBeGreaterThan(1)
    isTimeKnown = false
    now = accepted.deadline
    const tried = onRetry.mock.calls.length
    inbox.wakeAll()
    await expect.poll(() => onRetry.mock.calls.length).toBeGreaterThan(tried)
    isTimeKnown = true
    inbox.wakeAll()
    await until('waiting')
    expect(current()).toMatchObject({ code: failure.code, deadline: now + letterMs })
    await inbox.stop()
  })

  test('is tried again for ever where it has no time', async () => {
    const { inbox, add, current, join, onRetry } = createInbox()
    join.mockRejectedValue(no('POLICY_TOO_FEW_ANSWERS'))
    add({ ...accepted, deadline: null })
    await inbox.start()
    await expect.poll(() => onRetry.mock.calls.length).toBe(1)
    expect(current()?.state).toBe('accepted')
    await inbox.stop()
  })

  test('stays accepted when it is stopped while it opens', async () => {
    const { inbox, add, current, join, onRetry } = createInbox()
    const began = Promise.withResolvers<void>()
    join.mockImplementation(
      (_input, signal) =>
        new Promise((_, reject) => {
          began.resolve()
          signal?.addEventListener('abort', () => reject(no('POLICY_REVOKED')))
        }),
    )
    add(accepted)
    await inbox.start()
    await began.promise
    await inbox.stop()
    expect([current()?.state, onRetry.mock.calls.length]).toEqual(['accepted', 0])
  })

  test('whose policy came too late is renewed with its receipt, and opened with that', async () => {
    const { inbox, add, until, current, join, call, onRetry, take } = createInbox()
    const renewed = await signInvoice(
      { ...gift.receipt.invoice.invoice, accessUntil: now + 200 * dayMs },
      people.artist.account,
    )
    const fresh = { signed: renewed, sealedPolicy: gift.sealedPolicy }
    join.mockRejectedValueOnce(no('POLICY_EXPIRED'))
    call.mockResolvedValue(fresh)
    add({ ...accepted, sealedPolicy: gift.sealedPolicy })
    await inbox.start()
    await expect.poll(() => onRetry.mock.calls.length).toBe(1)
    expect(call.mock.lastCall?.slice(2, 4)).toEqual(['renew', gift.receipt])
    expect(current()).toMatchObject({ state: 'accepted', receipt: { ...gift.receipt, invoice: renewed } })
    inbox.wakeAll()
    await until('taken')
    expect(take).toHaveBeenCalledOnce()
    await inbox.stop()
  })

  test('takes no policy for its receipt that the artist did not sell', async () => {
    const { inbox, add, until, current, join, call } = createInbox()
    join.mockRejectedValue(no('POLICY_EXPIRED'))
    const sealedPolicy = new Uint8Array(40)
    call.mockResolvedValue({ signed: gift.receipt.invoice, sealedPolicy })
    add(accepted)
    await inbox.start()
    await until('waiting')
    expect(current()).toMatchObject({ code: 'ORDER_INVOICE_WRONG', sealedPolicy: gift.sealedPolicy })
    await inbox.stop()
  })
})
