import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openTrade, type Trade } from '../market/testing/openTrade.ts'
import { hubAddress, chain, startBalance, fee, lockMs } from '../market/testing/marketFixtures.ts'
import { waitForPurchase } from '../market/testing/scenario.ts'
import { checksummed } from './raidenInput.ts'
import { RaidenApiFixture } from './testing/raidenApiFixture.ts'

const price = 100n
const { token } = chain
let trade: Trade
let api: RaidenApiFixture
beforeEach(async () => {
  trade = await openTrade(price)
  api = await RaidenApiFixture.open(trade.harness, trade.listener)
})
afterEach(async () => {
  await api.close()
  await trade.harness.closeConserved()
})

const pay = (body: unknown, target: string = trade.artist.account) =>
  api.ask('POST', `/payments/${token}/${target}`, { body })
/** An order that waits to be paid elsewhere, and the identifier of its payment. */
async function order() {
  const { id } = await trade.listener.buy(trade.offered, { confirmed: null })
  await waitForPurchase(trade.listener, 'invoiced')
  const invoice = trade.listener.purchases().find((each) => each.id === id)?.invoice?.invoice
  if (invoice === undefined) throw new Error('There is an invoice.')
  return { id, identifier: String(invoice.paymentId) }
}
const stateOf = (id: string) => trade.listener.purchases().find((each) => each.id === id)?.state

describe('a payment', () => {
  test('arrives, is answered once it is final, and stands among the events', async () => {
    const paid = await pay({ amount: '5', identifier: 77 })
    const [listener, artist] = [trade.listener, trade.artist].map(({ account }) => checksummed(account))
    expect(paid).toMatchObject({
      status: 200,
      body: {
        initiator_address: listener,
        target_address: artist,
        token_address: checksummed(token),
        amount: '5',
        identifier: '77',
        secret_hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      },
    })
    expect(Object.keys(paid.body)).not.toContain('secret')
    expect(trade.artist.balance()).toBe(startBalance + 5n)
    const event = {
      event: 'EventPaymentSentSuccess',
      amount: '5',
      target: artist,
      identifier: '77',
      log_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/),
    }
    await vi.waitFor(async () => expect((await api.ask('GET', '/payments')).body).toMatchObject([event]))
    expect((await api.ask('GET', `/payments/${token}/${artist}?limit=1`)).body).toMatchObject([event])
    expect((await api.ask('GET', `/payments/${token}/${artist}?offset=1`)).body).toEqual([])
    expect((await api.ask('GET', `/payments/${token}/${hubAddress}`)).body).toEqual([])
  })

  test('is made once under one identifier, also when it is asked for at the same time', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => pay({ amount: 5, identifier: '9' })))
    expect(asked.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409])
    expect((await pay({ amount: 5, identifier: 9 })).status).toBe(409)
    expect((await pay({ amount: 6, identifier: 9 })).status).toBe(409)
    expect(trade.listener.balance()).toBe(startBalance - 5n - fee)
    expect((await pay({ amount: 5, identifier: 10 })).status).toBe(200)
  })

  test('that is under way is shown, and one that came back may be made again under its identifier', async () => {
    trade.harness.raiden.isReleasing = false
    const paying = pay({ amount: 5, identifier: 9 })
    await vi.waitFor(async () =>
      expect((await api.ask('GET', '/pending_transfers')).body).toMatchObject([
        {
          role: 'initiator',
          payment_identifier: '9',
          target: checksummed(trade.artist.account),
          locked_amount: String(5n + fee),
        },
      ]),
    )
    expect((await pay({ amount: 5, identifier: 9 })).status).toBe(409)
    trade.harness.advanceClock(2 * lockMs)
    expect((await paying).status).toBe(409)
    expect(trade.listener.balance()).toBe(startBalance)
    trade.harness.raiden.isReleasing = true
    expect((await pay({ amount: 5, identifier: 9 })).status).toBe(200)
  })

  test.each([
    [{ amount: 2_000 }, 402],
    [{ amount: 0 }, 400],
    [{ amount: '-5' }, 400],
    [{ amount: 5, identifier: 0 }, 400],
    [{ amount: 5, identifier: String(2n ** 64n) }, 400],
    [{}, 400],
    [{ amount: 5, secret: `0x${'1'.repeat(64)}` }, 501],
    [{ amount: 5, paths: [] }, 501],
    [{ amount: 5, secret_hash: `0x${'1'.repeat(64)}` }, 409],
    [{ amount: 5, secret_hash: 'x' }, 400],
    [{ amount: 5, to: hubAddress }, 400],
  ])('of %o is answered with %i, and nothing is paid', async (body, status) => {
    expect((await pay(body)).status).toBe(status)
    expect(trade.listener.balance()).toBe(startBalance)
  })

  test('to oneself, to nobody or in another token is refused', async () => {
    expect((await pay({ amount: 5 }, trade.listener.account)).status).toBe(409)
    expect((await pay({ amount: 5 }, '0x12')).status).toBe(400)
    expect((await pay({ amount: 5 }, token)).status).toBe(409)
    const elsewhere = `/payments/${hubAddress}/${trade.artist.account}`
    expect((await api.ask('POST', elsewhere, { body: { amount: 5 } })).status).toBe(404)
  })

  test('whatever the body says, pays no more than it says, and fails in words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), async (text) => {
        const { status } = await pay(text)
        expect(status).toBe(400)
      }),
      { numRuns: 60 },
    )
    expect(trade.listener.balance()).toBe(startBalance)
    expect(api.failures).toEqual([])
  })
})

describe('a payment for an open order', () => {
  test('completes the order: its secret is the seller’s, and what was bought opens', async () => {
    const { id, identifier } = await order()
    const paid = await pay({ amount: String(price), identifier })
    expect(paid).toMatchObject({ status: 200, body: { amount: '100', identifier } })
    await waitForPurchase(trade.listener, 'owned')
    expect(stateOf(id)).toBe('owned')
    expect(trade.listener.keyOf(trade.offered)).toEqual(trade.offered.key)
    expect(trade.artist.sales()).toMatchObject([{ state: 'delivered' }])
    expect(trade.listener.balance()).toBe(startBalance - price - fee)
    expect(paid.body.secret_hash).toBe(trade.artist.sales()[0]?.secretHash)
  })

  test('is made once, however often it is asked for', async () => {
    const { identifier } = await order()
    const body = { amount: 100, identifier }
    const statuses = (await Promise.all([pay(body), pay(body)])).map(({ status }) => status)
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409])
    expect((await pay(body)).status).toBe(409)
    await waitForPurchase(trade.listener, 'owned')
    expect(trade.listener.balance()).toBe(startBalance - price - fee)
  })

  test('of another amount, or under no or another identifier, is refused, and the order waits on', async () => {
    const { id, identifier } = await order()
    for (const body of [
      { amount: 99, identifier },
      { amount: 101, identifier },
      { amount: 100 },
      { amount: 100, identifier: '5' },
      { amount: 100, identifier, secret_hash: `0x${'1'.repeat(64)}` },
    ])
      expect((await pay(body)).status).toBe(409)
    expect((await pay({ amount: 100 })).body.errors).toContain(identifier)
    expect(stateOf(id)).toBe('invoiced')
    expect(trade.listener.balance()).toBe(startBalance)
    expect((await pay({ amount: 7 })).status).toBe(200)
    expect(stateOf(id)).toBe('invoiced')
  })

  test('that was taken back, or ran out, is refused', async () => {
    const first = await order()
    trade.listener.runningMarket().buyer.cancel(first.id)
    expect((await pay({ amount: 100, identifier: first.identifier })).status).toBe(409)
    const second = await order()
    trade.harness.advanceClock(3_600_000)
    const late = await pay({ amount: 100, identifier: second.identifier })
    expect([late.status, stateOf(second.id)]).toEqual([409, 'expired'])
    expect(trade.listener.balance()).toBe(startBalance)
  })

  test('that the seller never takes comes back, and says so', async () => {
    const { id, identifier } = await order()
    trade.harness.raiden.isForwarding = false
    const paying = pay({ amount: 100, identifier })
    await vi.waitFor(() => expect(trade.harness.raiden.locked()).toBe(price + fee))
    trade.harness.advanceClock(2 * lockMs)
    expect(await paying).toMatchObject({ status: 409, body: { errors: expect.any(String) } })
    expect([stateOf(id), trade.listener.balance()]).toEqual(['failed', startBalance])
  })
})
