import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SignedRequest } from '../../protocol/purchase.ts'
import type { TransferLookup } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { peerIdText, secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Market, type MarketOptions } from './market.ts'
import type { Sale } from './sales.ts'
import { chain, lockMs, revealTimeoutMs } from './testing/marketFixtures.ts'
import { createOrder, createRequest, invoiceMs, orderTime } from './testing/orderFixture.ts'
import { PlainMailbox } from './testing/plainMailbox.ts'
import { randomHex } from './testing/randomHex.ts'
import { addDebts, createWares } from './testing/sellerFixture.ts'

const wares = await createWares()
const { people, work, policy, request, order } = wares
const { artist, listener } = people
const hub = peerIdText.parse(`12D3KooW${'z'.repeat(44)}`)
const dayMs = 24 * 3600_000

let store: Store
let lookUp: (hash: string) => TransferLookup
let canReceive: boolean
let isTimeKnown: boolean
let mailbox: PlainMailbox
const onFailure = vi.fn<(error: unknown) => void>()
const listeners = { incoming: new Set(), secret: new Set(), ready: new Set(), channels: new Set() } as Record<
  'incoming' | 'secret' | 'ready' | 'channels',
  Set<(fact: unknown) => void>
>

beforeEach(() => {
  store = openStore(':memory:', { keys: artist })
  lookUp = () => ({ state: 'unknown' })
  canReceive = true
  isTimeKnown = true
  mailbox = new PlainMailbox()
  onFailure.mockReset()
  return () => store.close()
})

const subscribe = (kind: keyof typeof listeners) => (listener: (fact: unknown) => void) => {
  listeners[kind].add(listener)
  return () => listeners[kind].delete(listener)
}
const tell = (kind: keyof typeof listeners, fact?: unknown) => {
  for (const listener of listeners[kind]) listener(fact)
}

/** The artist's market; only its hub and its Raiden are not there. */
function createMarket(): Market {
  const call = async (
    _to: string,
    _protocol: unknown,
    op: keyof PlainMailbox['operations'],
    body: never,
    options?: { signal: AbortSignal },
  ) => mailbox.operations[op](body, options?.signal ?? new AbortController().signal)
  return new Market({
    store,
    keys: artist,
    calls: { call, handle: async () => undefined } as unknown as MarketOptions['calls'],
    payments: {
      lookup: async (hash: string) => lookUp(hash),
      canReceive: async () => canReceive,
      receivable: async () => toAmount(1_000n),
      release: async () => undefined,
      outcomesAfter: async () => [],
      onOutcome: () => () => undefined,
      onIncoming: subscribe('incoming'),
      onSecret: subscribe('secret'),
      onReady: subscribe('ready'),
      onChannels: subscribe('channels'),
    } as unknown as MarketOptions['payments'],
    registry: { findSecret: async () => null } as unknown as MarketOptions['registry'],
    access: {} as MarketOptions['access'],
    grants: {
      make: async () => policy,
      record: () => undefined,
      list: () => [],
    } as unknown as MarketOptions['grants'],
    works: {
      onSale: () => work,
      artist: () => artist.identity,
      isKnown: () => true,
      published: () => undefined,
    } as unknown as MarketOptions['works'],
    valueOfGas: toAmount,
    chain,
    terms: { threshold: 2, shares: 3, accessMs: 90 * dayMs },
    invoiceMs,
    requestMs: dayMs,
    lockMs,
    revealTimeoutMs,
    hub,
    catalogue: { manifest: () => undefined, onChange: () => () => undefined },
    letterSeal: { seal: async (_key, letter) => letter, open: async (letter) => letter },
    now: () => orderTime,
    isTimeKnown: () => isTimeKnown,
    onFailure,
  })
}
async function running(
  prepare: (market: Market) => void,
  run: (market: Market) => Promise<void>,
): Promise<void> {
  const market = createMarket()
  prepare(market)
  await market.start()
  try {
    await run(market)
  } finally {
    await market.stop()
  }
}
const nothing = () => undefined
const addSale = (change: Partial<Sale>) => (market: Market) =>
  market.seller.sales.insert({ ...order.sale, ...change })
const owedThrice = ({ seller }: Market) => addDebts(seller.sales, order.sale)
const asking = (body: SignedRequest = request) => ({ kind: 'purchase', body }) as const

describe('a request in the mailbox', () => {
  test('is answered with an offer, under the ticket that it names, and taken out', async () => {
    await running(nothing, async ({ seller }) => {
      const ticket = mailbox.receive(asking())
      await expect.poll(() => mailbox.removed).toEqual([ticket])
      const [sale] = seller.sales.list()
      expect(mailbox.sent).toMatchObject([
        { to: request.request.buyer, ticket: request.request.ticket, expiry: request.request.expiry },
      ])
      expect(mailbox.sent[0]?.letter).toEqual({
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
        const ticket = mailbox.receive(asking(gift))
        await expect.poll(() => mailbox.removed).toEqual([ticket])
        expect(mailbox.sent).toMatchObject([
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
    canReceive = false
    await running(nothing, async ({ seller }) => {
      const ticket = mailbox.receive(asking())
      await expect.poll(() => mailbox.removed).toEqual([ticket])
      expect([mailbox.sent, seller.held.has(request)]).toEqual([[], true])
      canReceive = true
      tell('channels')
      await expect.poll(() => mailbox.kindsSent()).toEqual(['offer'])
      await expect.poll(() => seller.held.has(request)).toBe(false)
    })
  })

  test('that cannot be kept here stays in the mailbox', async () => {
    canReceive = false
    await running(
      ({ seller }) => {
        vi.spyOn(seller.held, 'hold').mockReturnValue(false)
      },
      async ({ seller }) => {
        const answering = vi.spyOn(seller, 'answer')
        mailbox.receive(asking())
        await expect.poll(() => answering.mock.settledResults.length).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        expect([mailbox.removed, mailbox.sent]).toEqual([[], []])
      },
    )
  })

  test('stays there, and is told of, while the time is unknown', async () => {
    isTimeKnown = false
    await running(nothing, async () => {
      mailbox.receive(asking())
      await expect
        .poll(() => onFailure.mock.calls)
        .toEqual([[expect.objectContaining({ code: 'CLOCK_UNKNOWN' })]])
      expect([mailbox.removed, mailbox.sent]).toEqual([[], []])
    })
  })
})

describe('another letter', () => {
  test('that says what was delivered ends the sale', async () => {
    await running(addSale({ state: 'paid' }), async ({ seller }) => {
      const { id, secret } = order.sale
      mailbox.receive({ kind: 'delivered', order: id, secret })
      await expect.poll(() => seller.sales.get(id)?.state).toBe('delivered')
    })
  })

  test('that says so before the money is here is read again later', async () => {
    await running(addSale({ state: 'releasing', deadline: orderTime + dayMs }), async ({ seller }) => {
      const { id, secret } = order.sale
      lookUp = () => {
        throw new BuskerError('PROCESS_NOT_RUNNING', 'Not now.')
      }
      mailbox.receive({ kind: 'delivered', order: id, secret })
      await expect
        .poll(() => onFailure.mock.calls)
        .toEqual([[expect.objectContaining({ code: 'ORDER_UNSETTLED' })]])
      expect([mailbox.removed, seller.sales.get(id)?.state]).toEqual([[], 'releasing'])
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
        mailbox.receive({ kind: 'offer', body: offer }, ticket)
        await expect.poll(() => mailbox.removed).toEqual([ticket])
        expect(offers).toHaveBeenCalledExactlyOnceWith(ticket, offer)
        mailbox.receive({ kind: 'declined', code: 'ORDER_NOT_ON_SALE', message: 'No.' }, ticket)
        await expect.poll(() => buyer.purchases.get(purchase.id)?.state).toBe('declined')
        const gifts = vi.spyOn(buyer.inbox, 'receive')
        mailbox.receive({ kind: 'gift', receipt: order.receipt, sealedPolicy: order.sale.sealedPolicy })
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
    lookUp = looked(seen)
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
      const ticket = mailbox.receive(asking())
      await expect.poll(() => mailbox.removed).toEqual([ticket])
      expect([seller.held.has(request), seller.debts.total()]).toEqual([true, 300n])
      const late = seller.sales.list()[0]?.secretHash
      lookUp = (hash) => ({ state: hash === late ? 'paid' : 'unknown' }) as TransferLookup
      tell('incoming', { secretHash: late })
      await expect.poll(() => mailbox.kindsSent()).toEqual(['offer'])
      expect(seller.debts.total()).toBe(200n)
    })
  })

  test('is not heard after the stop, and once only however often it is started', async () => {
    const counts = () => Object.values(listeners).map(({ size }) => size)
    const market = createMarket()
    await market.start()
    await market.start()
    expect(counts()).toEqual([1, 1, 2, 1])
    await market.stop()
    expect(counts()).toEqual([0, 0, 0, 0])
  })
})

test('a debt that the artist gives up frees what waited for it', async () => {
  await running(owedThrice, async (market) => {
    const ticket = mailbox.receive(asking())
    await expect.poll(() => mailbox.removed).toEqual([ticket])
    expect(() => market.waiveDebt(randomHex())).toThrow(expect.objectContaining({ code: 'ORDER_UNKNOWN' }))
    const id = market.seller.sales.list()[0]?.id ?? ''
    expect(market.waiveDebt(id)).toMatchObject({ id, debtWaivedAt: orderTime })
    await expect.poll(() => mailbox.kindsSent()).toEqual(['offer'])
  })
})

test('at the start what is owed is looked for, and what waits is answered', async () => {
  await running(
    (market) => {
      market.seller.held.hold(request, work.price.amount)
    },
    async ({ seller }) => {
      await expect.poll(() => mailbox.kindsSent()).toEqual(['offer'])
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
