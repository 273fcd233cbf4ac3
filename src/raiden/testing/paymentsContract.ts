import { randomBytes } from 'node:crypto'
import { sha256, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Address,
  secret as secretSchema,
  secretHash as hashSchema,
  type SecretHash,
} from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Direction, Payments } from '../payments.ts'

/** A buyer and a seller with a hub between them, in one of which the buyer has enough for a few payments. */
export interface PaymentsUnderTest {
  readonly buyer: Payments
  readonly seller: Payments
  readonly sellerAddress: Address
  readonly token: Address
  /** What one payment is about, base units. */
  readonly amount: bigint
  readonly maximumFee: bigint
  /** The hub, which goes on having everything, says nothing to anybody from now on. */
  silenceHub(): Promise<void>
  wakeHub(): Promise<void>
  /** Resolves when the chain's time is past this, ms. */
  passTime(until: number): Promise<void>
  stop(): Promise<void>
}

const patience = { timeout: 90_000, interval: 100 }

/** What orders rest on, whoever carries the payments: Raiden, or what stands for it in thousands of tests. */
export function paymentsContract(name: string, open: () => Promise<PaymentsUnderTest>): void {
  describe(`${name} as payments`, { timeout: 200_000 }, () => {
    let under: PaymentsUnderTest
    beforeAll(async () => {
      under = await open()
    }, 120_000)
    afterAll(() => under?.stop())

    const createOrder = () => {
      const secret = secretSchema.parse(toHex(randomBytes(32)))
      const secretHash = hashSchema.parse(sha256(secret))
      const { sellerAddress: target, token, amount, maximumFee } = under
      const intent = {
        secretHash,
        target,
        token,
        amount: toAmount(amount),
        paymentId: randomBytes(8).readBigUInt64BE() || 1n,
        maximumFee: toAmount(maximumFee),
        lockTimeoutSeconds: null,
      }
      return { secret, secretHash, intent }
    }
    const stateOf = async (side: Payments, hash: SecretHash, direction: Direction) =>
      (await side.lookup(hash, direction)).state
    const states = async (hash: SecretHash) => [
      await stateOf(under.buyer, hash, 'sent'),
      await stateOf(under.seller, hash, 'received'),
    ]
    /** Pays, and resolves with when the lock ends once the seller has it. */
    const lock = async ({ intent, secretHash }: ReturnType<typeof createOrder>): Promise<number> => {
      await under.buyer.pay(intent)
      await expect.poll(() => states(secretHash), patience).toEqual(['pending', 'pending'])
      const found = await under.seller.lookup(secretHash, 'received')
      if (found.state === 'unknown') throw new Error('The seller has no lock.')
      return found.expiration
    }

    test('a released lock is paid on both sides, and the buyer has the secret', async () => {
      const order = createOrder()
      await lock(order)
      await under.seller.release(order.secretHash, order.secret)
      await expect.poll(() => states(order.secretHash), patience).toEqual(['paid', 'paid'])
      expect(await under.buyer.lookup(order.secretHash, 'sent')).toMatchObject({ secret: order.secret })
    })

    test('what the hub takes is known before a payment, and is what is paid', async () => {
      const order = createOrder()
      const fee = await under.buyer.quoteFee(under.sellerAddress, order.intent.amount)
      await under.buyer.pay({ ...order.intent, maximumFee: fee })
      await expect.poll(() => states(order.secretHash), patience).toEqual(['pending', 'pending'])
      await under.seller.release(order.secretHash, order.secret)
      await expect.poll(() => states(order.secretHash), patience).toEqual(['paid', 'paid'])
      expect(await under.buyer.lookup(order.secretHash, 'sent')).toMatchObject({ fee })
    })

    test('the same terms again change nothing, and other terms for the same hash are refused', async () => {
      const order = createOrder()
      await lock(order)
      await under.buyer.pay(order.intent)
      const dearer = { ...order.intent, amount: toAmount(order.intent.amount * 2n) }
      await expect(under.buyer.pay(dearer)).rejects.toMatchObject({ code: 'RAIDEN_HASH_MISMATCH' })
      await under.seller.release(order.secretHash, order.secret)
      await expect.poll(() => states(order.secretHash), patience).toEqual(['paid', 'paid'])
    })

    test('what does not open a lock, or has none, releases nothing', async () => {
      const [one, other] = [createOrder(), createOrder()]
      await expect(under.seller.release(one.secretHash, one.secret)).rejects.toMatchObject({
        code: 'RAIDEN_TRANSFER_UNKNOWN',
      })
      await lock(one)
      await expect(under.seller.release(one.secretHash, other.secret)).rejects.toMatchObject({
        code: 'RAIDEN_SECRET_WRONG',
      })
      await under.seller.release(one.secretHash, one.secret)
      await expect.poll(() => states(one.secretHash), patience).toEqual(['paid', 'paid'])
    })

    test('a lock that has run out fails on neither side before the hub says so, and opens no more', async () => {
      const order = createOrder()
      const expiration = await lock(order)
      await under.silenceHub()
      await under.passTime(expiration + 2_000)
      expect(await states(order.secretHash)).toEqual(['pending', 'pending'])
      await expect(under.seller.release(order.secretHash, order.secret)).rejects.toMatchObject({
        code: 'RAIDEN_TRANSFER_EXPIRED',
      })
      expect(await states(order.secretHash)).toEqual(['pending', 'pending'])
      await under.wakeHub()
      await expect.poll(() => states(order.secretHash), patience).toEqual(['failed', 'failed'])
    })
  })
}
