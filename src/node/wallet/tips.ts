import { randomBytes } from 'node:crypto'
import { bytesToHex } from 'viem'
import { hashSecret } from '../../protocol/purchase.ts'
import type { Outcome, Payments, Transfer, TransferLookup } from '../../raiden/payments.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { type Address, secret as secretSchema, type SecretHash } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'

export interface TipsOptions {
  readonly payments: Payments
  /** One's own account. */
  readonly account: Address
  readonly token: Address
  /** The most the hub may take on top. */
  readonly maximumFee: Amount
}

/** What a payer may choose of a tip; see `PaymentIntent`. */
export interface TipTerms {
  /** Left out: a random one. */
  readonly paymentId?: bigint
  readonly lockTimeoutSeconds?: number
  /** The most the hub may take of this one; left out: that of {@link TipsOptions}. */
  readonly maximumFee?: Amount | undefined
}

/** A tip that has come to its end. */
export type SettledTip = Outcome['transfer']

/**
 * Pays people who have sold nothing. The payer makes the secret, so whoever is paid need do nothing. Nothing is noted
 * here: Raiden's child writes the intent before it sends, and what became of it is read from there, after a crash too.
 */
export class Tips {
  readonly #options: TipsOptions

  constructor(options: TipsOptions) {
    this.#options = options
  }

  /**
   * Resolves with the transfer as it is stored once it is final.
   *
   * @param signal ends the waiting, not the payment
   * @param terms what the payer wants of the payment beside its amount
   * @throws BuskerError `WALLET_TIP_SELF`, `WALLET_TIP_NOTHING`, `WALLET_TIP_NOT_SENT`, `CONTROL_CANCELLED`; what
   *   `Payments.pay` throws. With every one but the last nothing was paid.
   */
  async send(to: Address, amount: Amount, signal: AbortSignal, terms: TipTerms = {}): Promise<SettledTip> {
    const { payments, account, token, maximumFee } = this.#options
    if (to === account)
      throw new BuskerError('WALLET_TIP_SELF', 'This is your own account. Nothing was paid.')
    if (amount === 0n) throw new BuskerError('WALLET_TIP_NOTHING', 'Choose an amount above zero.')
    const secret = secretSchema.parse(bytesToHex(randomBytes(32)))
    const secretHash = hashSecret(secret)
    const paymentId = terms.paymentId ?? (randomBytes(8).readBigUInt64BE() || 1n)
    const waiter = new TransferWaiter(payments, secretHash, signal)
    try {
      const intent = {
        secretHash,
        target: to,
        token,
        amount,
        paymentId,
        maximumFee: terms.maximumFee ?? maximumFee,
        lockTimeoutSeconds: terms.lockTimeoutSeconds ?? null,
      }
      await payments.pay(intent, secret).catch((error: unknown) => {
        // The child ended during the call; after its restart the transfer is looked up.
        if (!isInterruption(error) || isBuskerError(error, 'PROCESS_NOT_RUNNING')) throw error
      })
      waiter.check()
      return await waiter.done
    } finally {
      waiter.stop()
    }
  }
}

/** Waits for the end of one transfer. */
class TransferWaiter {
  readonly done: Promise<SettledTip>
  readonly check: () => void
  readonly stop: () => void

  constructor(payments: Payments, hash: SecretHash, signal: AbortSignal) {
    const { promise, resolve, reject } = Promise.withResolvers<SettledTip>()
    this.done = promise
    promise.catch(() => undefined)
    const settle = (found: TransferLookup): void => {
      if (isSettledTip(found)) return resolve(found)
      if (found.state !== 'unknown') return
      reject(
        new BuskerError(
          'WALLET_TIP_NOT_SENT',
          'Raiden stopped before it was sent. Nothing was paid. Try again.',
        ),
      )
    }
    this.check = () => {
      payments.lookup(hash, 'sent').then(settle, (error: unknown) => {
        // Where Raiden does not run it is asked when it is ready again.
        if (!isInterruption(error)) reject(error)
      })
    }
    const abandon = () =>
      reject(
        new BuskerError('CONTROL_CANCELLED', 'Nobody waits for this payment any more. It goes on by itself.'),
      )
    const stops = [
      payments.onOutcome(({ transfer }) => transfer.secretHash === hash && resolve(transfer)),
      payments.onReady(this.check),
      () => signal.removeEventListener('abort', abandon),
    ]
    this.stop = () => stops.forEach((stop) => stop())
    if (signal.aborted) abandon()
    else signal.addEventListener('abort', abandon, { once: true })
  }
}

function isInterruption(error: unknown): boolean {
  return isBuskerError(error) && error.code.startsWith('PROCESS_')
}

function isSettledTip(found: TransferLookup): found is Transfer & SettledTip {
  return found.state === 'paid' || found.state === 'failed'
}
