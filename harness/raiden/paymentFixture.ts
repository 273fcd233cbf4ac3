import { createHash, randomBytes } from 'node:crypto'
import type { RaidenNode } from '../../src/raiden/raidenNode.ts'
import type { Outcome, PaymentIntent, Transfer } from '../../src/raiden/payments.ts'
import {
  secret as secretSchema,
  secretHash as hashSchema,
  type Address,
  type Secret,
  type SecretHash,
} from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'
import { oneToken } from './raidenHarness.ts'

/** One purchase's terms, and the secret that only the seller has. */
export interface PaymentFixture {
  readonly intent: PaymentIntent
  readonly secret: Secret
  readonly secretHash: SecretHash
}

export function createPayment(
  target: Address,
  token: Address,
  changes: Partial<PaymentIntent> = {},
): PaymentFixture {
  const bytes = randomBytes(32)
  const secretHash = hashSchema.parse(`0x${createHash('sha256').update(bytes).digest('hex')}`)
  return {
    secret: secretSchema.parse(`0x${bytes.toString('hex')}`),
    secretHash,
    intent: {
      secretHash,
      target,
      token,
      amount: toAmount(oneToken),
      paymentId: randomBytes(8).readBigUInt64BE() || 1n,
      maximumFee: toAmount(10n),
      lockTimeoutSeconds: null,
      ...changes,
    },
  }
}

/** Resolves when the seller's node has the lock. */
export async function waitForIncoming(seller: RaidenNode, secretHash: SecretHash): Promise<Transfer> {
  return firstMatching<Transfer>(
    (listener) => seller.onIncoming(listener),
    (transfer) => transfer.secretHash === secretHash,
  )
}

export async function waitForOutcome(node: RaidenNode, secretHash: SecretHash): Promise<Outcome> {
  return firstMatching<Outcome>(
    (listener) => node.onOutcome(listener),
    ({ transfer }) => transfer.secretHash === secretHash,
  )
}

export async function waitForSecret(buyer: RaidenNode, secretHash: SecretHash): Promise<Secret> {
  const transfer = await firstMatching<Transfer & { secret: Secret }>(
    (listener) => buyer.onSecret(listener),
    (candidate) => candidate.secretHash === secretHash,
  )
  return transfer.secret
}

/** Pays and releases it; resolves when both nodes have its outcome. */
export async function completePayment(
  buyer: RaidenNode,
  seller: RaidenNode,
  { intent, secretHash, secret }: PaymentFixture,
): Promise<void> {
  const done = Promise.all([waitForOutcome(buyer, secretHash), waitForOutcome(seller, secretHash)])
  const locked = waitForIncoming(seller, secretHash)
  await buyer.pay(intent)
  await locked
  await seller.release(secretHash, secret)
  await done
}

/** Releases like a seller's node does: when the lock is there, and after each restart of its child. */
export function releaseIncoming(seller: RaidenNode, sold: readonly PaymentFixture[]): () => void {
  const release = (transfer: Transfer): void => {
    const match = sold.find(({ secretHash }) => secretHash === transfer.secretHash)
    // A child killed meanwhile cannot answer; its restart brings us here again.
    if (match) void seller.release(match.secretHash, match.secret).catch(() => undefined)
  }
  const releaseAll = (): void =>
    void seller
      .incomingPending()
      .then((transfers) => transfers.forEach(release))
      .catch(() => undefined)
  const stops = [seller.onIncoming(release), seller.onReady(releaseAll)]
  if (seller.state.state === 'running') releaseAll()
  return () => stops.forEach((stop) => stop())
}

/** Resolves with the first value that fits. */
export function firstMatching<T>(
  subscribe: (listener: (value: T) => void) => () => void,
  fits: (value: T) => boolean,
): Promise<T> {
  return new Promise((resolve) => {
    const stop = subscribe((value) => {
      if (!fits(value)) return
      queueMicrotask(() => stop())
      resolve(value)
    })
  })
}
