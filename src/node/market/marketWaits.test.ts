import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { TransferLookup } from '../../raiden/payments.ts'
import { secretHash } from '../../shared/ids.ts'
import type { Market } from './market.ts'
import type { Sale } from './sales.ts'
import { ArtistMarket } from './testing/artistMarket.ts'
import { createOrder, createRequest, orderTime } from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'
import { addDebts, createWares } from './testing/sellerFixture.ts'

const wares = await createWares()
const { people, work, request, order } = wares
const fromFriend = await createRequest(people.friend, work)
const own = new ArtistMarket(wares)

// No time passes but what a test lets pass: what happens without it is not a retry.
beforeEach(() => {
  own.open()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return () => {
    vi.useRealTimers()
    own.close()
  }
})

const asking = (body = request) => ({ kind: 'purchase', body }) as const
const nothing = () => undefined
const owedThrice = ({ seller }: Market) => addDebts(seller.sales, order.sale)
const addSale = (change: Partial<Sale>) => (market: Market) =>
  market.seller.sales.insert({ ...order.sale, ...change })
/** Everything that needs no time is done. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
const pass = async (ms: number) => (await vi.advanceTimersByTimeAsync(ms), settled())
const sent = () => own.mailbox.kindsSent()
/** Has the artist, who can't be paid now, keep a request. */
async function keep(body = request): Promise<void> {
  own.canReceive = false
  own.mailbox.receive(asking(body))
  await settled()
}

describe('a request that can’t be paid now', () => {
  test('is told of, and tried again each second', async () => {
    const onWaitingBuyers = vi.fn<() => void>()
    await own.running(
      nothing,
      async ({ seller }) => {
        const answering = vi.spyOn(seller, 'answer')
        await keep()
        expect([onWaitingBuyers.mock.calls.length, answering.mock.calls.length]).toEqual([1, 1])
        await pass(999)
        expect(answering).toHaveBeenCalledTimes(1)
        await pass(1)
        expect(answering).toHaveBeenCalledTimes(2)
        await pass(1_000)
        expect(answering).toHaveBeenCalledTimes(3)
        own.canReceive = true
        await pass(1_000)
        expect(sent()).toEqual(['offer'])
        await pass(1_000)
        const looked = vi.spyOn(seller, 'answerable')
        await pass(60_000)
        expect([answering.mock.calls.length, looked.mock.calls.length]).toEqual([4, 0])
      },
      { onWaitingBuyers },
    )
  })

  test('is answered at once when a channel changes, and once however often that is told', async () => {
    await own.running(nothing, async () => {
      await keep()
      own.canReceive = true
      own.tell('channels')
      own.tell('channels')
      await settled()
      expect(sent()).toEqual(['offer'])
    })
  })

  test('of one buyer is answered where another’s answer can’t be sent, which is sent a second later', async () => {
    await own.running(nothing, async () => {
      await keep()
      await keep(fromFriend)
      expect(vi.getTimerCount()).toBe(1)
      own.canReceive = true
      const full = new Error('The mailbox is away.')
      const put = vi.spyOn(own.mailbox.operations, 'put').mockRejectedValueOnce(full)
      own.tell('channels')
      await settled()
      expect([sent(), put.mock.calls.length, own.onFailure.mock.calls]).toEqual([['offer'], 2, [[full]]])
      await pass(1_000)
      expect(sent()).toEqual(['offer', 'offer'])
    })
  })

  test('is not tried before the start or after the stop, and again after another start', async () => {
    own.canReceive = false
    const market = own.create()
    await expect(market.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    expect(vi.getTimerCount()).toBe(0)
    await market.start()
    await settled()
    expect(vi.getTimerCount()).toBe(1)
    await market.stop()
    await expect(market.seller.answer(fromFriend)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    expect(vi.getTimerCount()).toBe(0)
    own.canReceive = true
    await market.start()
    await settled()
    expect(sent()).toEqual(['offer', 'offer'])
    await market.stop()
  })
})

describe('a request that waits because the hub owes', () => {
  const paidLate = (hash: string) =>
    (own.lookUp = (asked) => ({ state: asked === hash ? 'paid' : 'unknown' }) as TransferLookup)

  test('is answered when a payment comes late, without a look at the clock', async () => {
    await own.running(owedThrice, async ({ seller }) => {
      own.mailbox.receive(asking())
      await settled()
      expect([seller.held.has(request), sent()]).toEqual([true, []])
      const late = seller.sales.list()[0]?.secretHash ?? ''
      paidLate(late)
      own.tell('incoming', { secretHash: late })
      await settled()
      expect([sent(), seller.debts.total()]).toEqual([['offer'], 200n])
    })
  })

  test('goes on waiting where nothing came', async () => {
    await own.running(owedThrice, async ({ seller }) => {
      await settled()
      const looked = vi.spyOn(seller, 'answerable')
      own.tell('incoming', { secretHash: seller.sales.list()[0]?.secretHash })
      await settled()
      expect(looked).not.toHaveBeenCalled()
    })
  })

  test('is answered when the artist gives the debt up', async () => {
    await own.running(owedThrice, async (market) => {
      own.mailbox.receive(asking())
      await settled()
      market.waiveDebt(market.seller.sales.list()[0]?.id ?? '')
      await settled()
      expect(sent()).toEqual(['offer'])
    })
  })

  test('what came late while the node was off is found at the start', async () => {
    await own.running(
      (market) => {
        owedThrice(market)
        paidLate(market.seller.sales.list()[0]?.secretHash ?? '')
      },
      async ({ seller }) => {
        await settled()
        expect(seller.debts.total()).toBe(200n)
      },
    )
  })
})

test('a payment for a sale that nothing is owed for is no reason to look for debts', async () => {
  await own.running(addSale({}), async ({ seller }) => {
    await settled()
    const looked = vi.spyOn(seller.debts, 'collect')
    own.tell('incoming', { secretHash: order.sale.secretHash })
    await settled()
    expect(looked).not.toHaveBeenCalled()
  })
})

test('a payment that the ledger reads wakes its sale', async () => {
  const transfer = {
    secretHash: order.sale.secretHash,
    direction: 'received' as const,
    state: 'paid' as const,
    token: order.sale.buyer,
    amount: order.sale.amount,
    fee: 0n,
    paymentId: 7n,
    initiator: order.sale.buyer,
    target: people.artist.identity.body.account,
    partner: order.sale.buyer,
    expiration: 0,
    startedAt: 0,
    changedAt: 0,
  }
  const other = { ...transfer, secretHash: secretHash.parse(randomHex()) }
  own.outcomes = [other, transfer].map((each, index) => ({ seq: index + 1, transfer: each }))
  const woken: string[] = []
  await own.running(
    (market) => {
      addSale({})(market)
      vi.spyOn(market.seller, 'wake').mockImplementation((id) => void woken.push(id))
    },
    async () => {
      await settled()
      expect(woken).toContain(order.sale.id)
    },
  )
})

test('each change of an order is told, sold or bought', async () => {
  const onSale = vi.fn<(id: string) => void>()
  const onPurchase = vi.fn<(id: string) => void>()
  const { account } = people.friend.identity.body
  const theirs = await createOrder(people.friend, people.artist, { ...work, artist: account })
  const purchase = { ...theirs.purchase, state: 'requested' as const, deadline: orderTime + 3600_000 }
  await own.running(
    ({ buyer }) => buyer.purchases.insert(purchase),
    async ({ seller }) => {
      own.mailbox.receive(asking())
      await settled()
      expect(onSale).toHaveBeenCalledWith(seller.sales.list()[0]?.id)
      const { ticket } = theirs.request.request
      own.mailbox.receive({ kind: 'declined', code: 'ORDER_NOT_ON_SALE', message: 'No.' }, ticket)
      await settled()
      expect(onPurchase).toHaveBeenCalledWith(purchase.id)
    },
    { onSale, onPurchase },
  )
})

test('a person who asks for it has the mailbox asked anew', async () => {
  await own.running(nothing, async (market) => {
    await settled()
    const taken = vi.spyOn(own.mailbox.operations, 'take')
    market.wake()
    await settled()
    expect(taken).toHaveBeenCalledOnce()
  })
})

test('a letter that is thrown away is counted with the chain’s time', async () => {
  await own.running(nothing, async () => {
    own.mailbox.receive({ kind: 'gift', receipt: order.receipt, sealedPolicy: order.sale.sealedPolicy })
    await settled()
    const row = own.store.prepare('SELECT code, last_at FROM dropped_letters').raw().get()
    expect(row).toEqual(['ORDER_NOT_FOR_US', orderTime])
  })
})
