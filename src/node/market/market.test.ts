import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SignedRequest } from '../../protocol/purchase.ts'
import type { TransferLookup } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { secretHash, toAddress } from '../../shared/ids.ts'
import type { Market } from './market.ts'
import type { Sale } from './sales.ts'
import { ArtistMarket } from './testing/artistMarket.ts'
import { createOrder, createRequest, orderTime } from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'
import { addDebts, createWares } from './testing/sellerFixture.ts'

const wares = await createWares()
const { people, work, request, order } = wares
const { artist, listener } = people
const dayMs = 24 * 3600_000

const own = new ArtistMarket(wares)
const { onFailure, listeners } = own

beforeEach(() => {
  own.open()
  return () => own.close()
})

const tell = own.tell.bind(own)
const running = own.running.bind(own)
const nothing = () => undefined
const addSale = (change: Partial<Sale>) => (market: Market) =>
  market.seller.sales.insert({ ...order.sale, ...change })
const owedThrice = ({ seller }: Market) => addDebts(seller.sales, order.sale)
const asking = (body: SignedRequest = request) => ({ kind: 'purchase', body }) as const

describe('a request in the mailbox', () => {
  test('is answered with an offer, under the ticket that it names, and taken out', async () => {
    await running(nothing, async ({ seller }) => {
      const ticket = own.mailbox.receive(asking())
      await expect.poll(() => own.mailbox.removed).toEqual([ticket])
      const [sale] = seller.sales.list()
      expect(own.mailbox.sent).toMatchObject([
        { to: request.request.buyer, ticket: request.request.ticket, expiry: request.request.expiry },
      ])
      expect(own.mailbox.sent[0]?.letter).toEqual({
        kind: 'offer',
        body: { signed: sale?.invoice, sealedPolicy: sale?.sealedPolicy },
      })
    })
  })

  test('that is refused is answered with why', async () => {
    await running(
      addSale({
        state: 'paid',
        buyer: people.friend.identity.body.account,
        recipient: request.request.recipient,
      }),
      async () => {
        const gift = await createRequest(listener, work, { seller: toAddress(`0x${'9'.repeat(40)}`) })
        const ticket = own.mailbox.receive(asking(gift))
        await expect.poll(() => own.mailbox.removed).toEqual([ticket])
        expect(own.mailbox.sent).toMatchObject([
          {
            ticket: gift.request.ticket,
            expiry: gift.request.expiry,
            letter: { kind: 'declined', code: 'ORDER_NOT_FOR_US' },
          },
        ])
      },
    )
  })

  test('that cannot be paid now is kept here, and answered once that is so', async () => {
    own.canReceive = false
    await running(nothing, async ({ seller }) => {
      const ticket = own.mailbox.receive(asking())
      await expect.poll(() => own.mailbox.removed).toEqual([ticket])
      expect([own.mailbox.sent, seller.held.has(request)]).toEqual([[], true])
      own.canReceive = true
      tell('channels')
      await expect.poll(() => own.mailbox.kindsSent()).toEqual(['offer'])
      await expect.poll(() => seller.held.has(request)).toBe(false)
    })
  })

  test('that cannot be kept here stays in the mailbox', async () => {
    own.canReceive = false
    await running(
      ({ seller }) => {
        vi.spyOn(seller.held, 'hold').mockReturnValue(false)
      },
      async ({ seller }) => {
        const answering = vi.spyOn(seller, 'answer')
        own.mailbox.receive(asking())
        await expect.poll(() => answering.mock.settledResults.length).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        expect([own.mailbox.removed, own.mailbox.sent]).toEqual([[], []])
      },
    )
  })

  test('stays there, and is told of, while the time is unknown', async () => {
    own.isTimeKnown = false
    await running(nothing, async () => {
      own.mailbox.receive(asking())
      await expect
        .poll(() => onFailure.mock.calls)
        .toEqual([[expect.objectContaining({ code: 'CLOCK_UNKNOWN' })]])
      expect([own.mailbox.removed, own.mailbox.sent]).toEqual([[], []])
    })
  })
})

describe('another letter', () => {
  test('that says what was delivered ends the sale', async () => {
    await running(addSale({ state: 'paid' }), async ({ seller }) => {
      const { id, secret } = order.sale
      own.mailbox.receive({ kind: 'delivered', order: id, secret })
      await expect.poll(() => seller.sales.get(id)?.state).toBe('delivered')
    })
  })

  test('that says so before the money is here is read again later', async () => {
    await running(addSale({ state: 'releasing', deadline: orderTime + dayMs }), async ({ seller }) => {
      const { id, secret } = order.sale
      own.lookUp = () => {
        throw new BuskerError('PROCESS_NOT_RUNNING', 'Not now.')
      }
      own.mailbox.receive({ kind: 'delivered', order: id, secret })
      await expect
        .poll(() => onFailure.mock.calls)
        .toEqual([[expect.objectContaining({ code: 'ORDER_UNSETTLED' })]])
      expect([own.mailbox.removed, seller.sales.get(id)?.state]).toEqual([[], 'releasing'])
    })
  })

  test('that answers an order of one’s own goes to that order; one that is forged is counted', async () => {
    const theirs = await createOrder(people.friend, artist, {
      ...work,
      artist: people.friend.identity.body.account,
    })
    const purchase = { ...theirs.purchase, state: 'requested' as const, deadline: orderTime + dayMs }
    await running(
      ({ buyer }) => buyer.purchases.insert(purchase),
      async ({ buyer, droppedLetters }) => {
        const { ticket } = theirs.request.request
        const offers = vi.spyOn(buyer, 'receiveOffer')
        const offer = { signed: theirs.sale.invoice, sealedPolicy: theirs.sale.sealedPolicy }
        own.mailbox.receive({ kind: 'offer', body: offer }, ticket)
        await expect.poll(() => own.mailbox.removed).toEqual([ticket])
        expect(offers).toHaveBeenCalledExactlyOnceWith(ticket, offer)
        own.mailbox.receive({ kind: 'declined', code: 'ORDER_NOT_ON_SALE', message: 'No.' }, ticket)
        await expect.poll(() => buyer.purchases.get(purchase.id)?.state).toBe('declined')
        const gifts = vi.spyOn(buyer.inbox, 'receive')
        own.mailbox.receive({ kind: 'gift', receipt: order.receipt, sealedPolicy: order.sale.sealedPolicy })
        await expect.poll(() => droppedLetters.totals()).toEqual({ ORDER_NOT_FOR_US: 1 })
        expect(gifts).toHaveBeenCalledExactlyOnceWith(order.receipt, order.sale.sealedPolicy)
        expect(onFailure).toHaveBeenCalledWith(expect.objectContaining({ code: 'ORDER_NOT_FOR_US' }))
      },
    )
  })
})

describe('what Raiden tells', () => {
  const looked = (seen: string[]) => (hash: string) => {
    seen.push(hash)
    return { state: 'unknown' } as const
  }

  test('of a payment that came wakes its sale; of one that was sent, its order', async () => {
    const seen: string[] = []
    own.lookUp = looked(seen)
    await running(addSale({}), async ({ buyer }) => {
      const { secretHash: hash } = order.sale
      await expect.poll(() => seen).toEqual([hash])
      tell('incoming', { secretHash: secretHash.parse(randomHex()) })
      tell('incoming', { secretHash: hash })
      await expect.poll(() => seen).toEqual([hash, hash])
      const woken = vi.spyOn(buyer, 'wakeBySecretHash')
      tell('secret', { secretHash: hash })
      expect(woken).toHaveBeenCalledExactlyOnceWith(hash)
      expect(seen).toEqual([hash, hash])
    })
  })

  test('that it is ready wakes all, looks for what was owed, and answers what waits', async () => {
    await running(nothing, async ({ seller, buyer }) => {
      const parts = [
        vi.spyOn(seller, 'wakeAll'),
        vi.spyOn(buyer, 'wakeAll'),
        vi.spyOn(seller.debts, 'collect'),
        vi.spyOn(seller, 'answerable'),
      ]
      tell('ready')
      await expect.poll(() => parts.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1, 1])
    })
  })

  test('of a payment that came late frees what waited for it', async () => {
    await running(owedThrice, async ({ seller }) => {
      const ticket = own.mailbox.receive(asking())
      await expect.poll(() => own.mailbox.removed).toEqual([ticket])
      expect([seller.held.has(request), seller.debts.total()]).toEqual([true, 300n])
      const late = seller.sales.list()[0]?.secretHash
      own.lookUp = (hash) => ({ state: hash === late ? 'paid' : 'unknown' }) as TransferLookup
      tell('incoming', { secretHash: late })
      await expect.poll(() => own.mailbox.kindsSent()).toEqual(['offer'])
      expect(seller.debts.total()).toBe(200n)
    })
  })

  test('is not heard after the stop, and once only however often it is started', async () => {
    const counts = () => Object.values(listeners).map(({ size }) => size)
    const market = own.create()
    await market.start()
    await market.start()
    expect(counts()).toEqual([1, 1, 2, 1])
    await market.stop()
    expect(counts()).toEqual([0, 0, 0, 0])
  })
})

test('a debt that the artist gives up frees what waited for it', async () => {
  await running(owedThrice, async (market) => {
    const ticket = own.mailbox.receive(asking())
    await expect.poll(() => own.mailbox.removed).toEqual([ticket])
    expect(() => market.waiveDebt(randomHex())).toThrow(expect.objectContaining({ code: 'ORDER_UNKNOWN' }))
    const id = market.seller.sales.list()[0]?.id ?? ''
    expect(market.waiveDebt(id)).toMatchObject({ id, debtWaivedAt: orderTime })
    await expect.poll(() => own.mailbox.kindsSent()).toEqual(['offer'])
  })
})

test('at the start what is owed is looked for, and what waits is answered', async () => {
  await running(
    (market) => {
      market.seller.held.hold(request, work.price.amount)
    },
    async ({ seller }) => {
      await expect.poll(() => own.mailbox.kindsSent()).toEqual(['offer'])
      await expect.poll(() => seller.held.has(request)).toBe(false)
    },
  )
})

test('whose gifts are accepted by themselves is remembered, and those that wait are looked at', async () => {
  await running(nothing, async (market) => {
    const giver = toAddress(`0x${'7'.repeat(40)}`)
    const woken = vi.spyOn(market.buyer.inbox, 'wakeAll')
    market.acceptGiftsFrom(giver, true)
    expect([market.giftGivers.list(), market.giftGivers.has(giver)]).toEqual([[giver], true])
    market.acceptGiftsFrom(giver, true)
    expect(market.giftGivers.list()).toEqual([giver])
    market.acceptGiftsFrom(giver, false)
    expect([market.giftGivers.list(), market.giftGivers.has(giver)]).toEqual([[], false])
    expect(woken).toHaveBeenCalledTimes(3)
  })
})

test('a person who asks for it has everything that waits tried now', async () => {
  await running(addSale({ state: 'paid' }), async (market) => {
    const parts = [
      vi.spyOn(market.seller, 'wakeAll'),
      vi.spyOn(market.buyer, 'wakeAll'),
      vi.spyOn(market.seller, 'answerable'),
    ]
    market.wake()
    await expect.poll(() => parts.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1])
  })
})
