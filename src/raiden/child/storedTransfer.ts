import { z } from 'zod'
import { secret, secretHash, toAddress, type SecretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Transfer, TransferState } from '../payments.ts'

/** A number as raiden-ts stores it: ethers' BigNumber as JSON, or decimal text. */
const bigNumber = z
  .union([z.object({ hex: z.string() }).transform(({ hex }) => hex), z.string(), z.int()])
  .transform((value) =>
    typeof value === 'string' && value.startsWith('-') ? -BigInt(value.slice(1)) : BigInt(value),
  )
const timed = z.object({ ts: z.number() })
const address = z.string().transform(toAddress)

/** A transfer as it lies in raiden-ts's database: the messages exchanged so far. Only what is used here is read. */
export const storedTransfer = z.object({
  direction: z.enum(['sent', 'received']),
  secrethash: secretHash,
  expiration: z.number(),
  fee: bigNumber,
  partner: address,
  transfer: timed.extend({
    token: address,
    payment_identifier: bigNumber,
    initiator: address,
    target: address,
    lock: z.object({ amount: bigNumber }),
  }),
  secret: secret.optional(),
  secretRegistered: timed.optional(),
  secretReveal: timed.optional(),
  unlock: timed.optional(),
  unlockProcessed: timed.optional(),
  expired: timed.optional(),
  expiredProcessed: timed.optional(),
  channelClosed: timed.optional(),
  channelSettled: timed.optional(),
})
export type StoredTransfer = z.output<typeof storedTransfer>

/**
 * The state by what is stored, never by raiden-ts's own `success` or its promises: those say true on transfers that
 * expired later, and reject on payments that arrive.
 *
 * @param registeredAt asks the SecretRegistry (seconds; null for never before `expiration`; undefined while that is not
 *   confirmed); only for transfers whose lock is gone
 */
export async function stateOf(
  stored: StoredTransfer,
  registeredAt: (secretHash: SecretHash, expiration: number) => Promise<number | null | undefined>,
): Promise<TransferState> {
  if (stored.unlock || (stored.secret && stored.secretRegistered)) return 'paid'
  if (isOver(stored)) {
    const registered = await registeredAt(stored.secrethash, stored.expiration)
    if (registered !== undefined)
      return registered !== null && registered < stored.expiration ? 'paid' : 'failed'
  }
  return stored.secret ? 'revealed' : 'pending'
}

/** The lock is gone: the chain alone says what became of the money. */
export function isOver({ expiredProcessed, channelSettled }: StoredTransfer): boolean {
  return expiredProcessed !== undefined || channelSettled !== undefined
}

/** A received transfer of ours that waits for its secret. */
export function waitsForSecret(stored: StoredTransfer): boolean {
  const over =
    stored.secret ?? stored.unlock ?? stored.expired ?? stored.channelClosed ?? stored.secretRegistered
  return stored.direction === 'received' && over === undefined
}

export function toTransfer<S extends TransferState>(
  stored: StoredTransfer,
  state: S,
): Transfer & { readonly state: S } {
  const { transfer, fee } = stored
  const times = [stored.transfer, stored.secretReveal, stored.unlock, stored.expired, stored.expiredProcessed]
  return {
    secretHash: stored.secrethash,
    direction: stored.direction,
    state,
    secret: stored.secret ?? null,
    token: transfer.token,
    amount: toAmount(transfer.lock.amount - fee),
    fee,
    paymentId: transfer.payment_identifier,
    initiator: transfer.initiator,
    target: transfer.target,
    partner: stored.partner,
    expiration: stored.expiration * 1_000,
    startedAt: transfer.ts,
    changedAt: Math.max(...times.map((time) => time?.ts ?? 0)),
  }
}
