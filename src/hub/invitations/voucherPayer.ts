import type { Logger } from 'pino'
import { hashSecret } from '../../protocol/purchase.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { BackOff } from '../../shared/backOff.ts'
import type { Address, Hex32 } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Funding } from '../funding/funding.ts'
import type { ClaimedVoucher, Vouchers } from './vouchers.ts'

export interface VoucherPayerParts {
  readonly vouchers: Vouchers
  readonly funding: Pick<Funding, 'open'>
  readonly raiden: Pick<RaidenNode, 'pay' | 'lookup' | 'onReady' | 'onOutcome'>
  /** What the credit is in. */
  readonly token: Address
  readonly log: Logger
}

/** Between two tries for one voucher: who redeems it may be offline for as long as they like. */
const retryLimits = { initialMs: 1_000, maxMs: 5 * 60_000 }

interface Attempt {
  readonly backOff: BackOff
  timer: NodeJS.Timeout | null
  /** Something happened while it was looked at. */
  isWoken: boolean
}

/**
 * Pays what vouchers promise: opens and funds the account's channel, then pays the credit over it. The payment's secret is
 * written before it is sent, so that it is sent once, whatever crashes; one that came back unpaid is made anew.
 */
export class VoucherPayer implements Startable {
  readonly #parts: VoucherPayerParts
  readonly #attempts = new Map<Hex32, Attempt>()
  readonly #running = new Map<Hex32, Promise<void>>()
  #unsubscribe: (() => void)[] = []

  constructor(parts: VoucherPayerParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { raiden } = this.#parts
    this.#unsubscribe = [
      raiden.onReady(() => void this.#wakeAll()),
      raiden.onOutcome(() => void this.#wakeAll()),
    ]
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
    for (const { timer } of this.#attempts.values()) if (timer !== null) clearTimeout(timer)
    this.#attempts.clear()
    await Promise.all(this.#running.values())
  }

  /** Goes on with a voucher now. */
  wake(hash: Hex32): void {
    if (this.#unsubscribe.length === 0) return
    const attempt = this.#attempts.get(hash) ?? {
      backOff: new BackOff(retryLimits),
      timer: null,
      isWoken: false,
    }
    this.#attempts.set(hash, attempt)
    attempt.isWoken = this.#running.has(hash)
    if (attempt.isWoken) return
    if (attempt.timer !== null) clearTimeout(attempt.timer)
    attempt.timer = null
    this.#running.set(
      hash,
      this.#advance(hash, attempt).finally(() => {
        this.#running.delete(hash)
        if (attempt.isWoken) this.wake(hash)
      }),
    )
  }

  async #wakeAll(): Promise<void> {
    const { vouchers, log } = this.#parts
    try {
      for (const { hash } of await vouchers.claimed()) this.wake(hash)
    } catch (error) {
      log.warn({ err: error }, 'the credit of vouchers is paid later')
    }
  }

  async #advance(hash: Hex32, attempt: Attempt): Promise<void> {
    const { vouchers, log } = this.#parts
    try {
      const voucher = await vouchers.find(hash)
      if (voucher === null || (await this.#isPaid(voucher))) {
        this.#attempts.delete(hash)
        return
      }
    } catch (error) {
      log.warn({ err: error, voucher: hash }, 'the credit of a voucher is paid later')
    }
    if (this.#unsubscribe.length === 0) return
    attempt.timer = setTimeout(() => this.wake(hash), attempt.backOff.next()).unref()
  }

  /** @returns false: it is to be looked at again */
  async #isPaid(voucher: ClaimedVoucher): Promise<boolean> {
    const { vouchers, funding, raiden, token } = this.#parts
    const { hash, account, credit, secret, paymentId } = voucher
    const secretHash = hashSecret(secret)
    const sent = await raiden.lookup(secretHash, 'sent')
    if (sent.state === 'paid') {
      await vouchers.markPaid(hash)
      return true
    }
    if (sent.state === 'failed') await vouchers.renewPayment(hash)
    if (sent.state === 'unknown') {
      await funding.open(account)
      const intent = {
        secretHash,
        target: account,
        token,
        amount: credit,
        paymentId,
        maximumFee: toAmount(0n),
        lockTimeoutSeconds: null,
      }
      await raiden.pay(intent, secret)
    }
    return false
  }
}
