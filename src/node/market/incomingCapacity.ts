import { isBuskerError } from '../../shared/errors.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Payments } from '../../raiden/payments.ts'

/** Whether and how much this account can be paid now. While Raiden does not run: nothing. */
export class IncomingCapacity {
  readonly #payments: Pick<Payments, 'canReceive' | 'receivable'>

  constructor(payments: Pick<Payments, 'canReceive' | 'receivable'>) {
    this.#payments = payments
  }

  async canReceive(amount: Amount): Promise<boolean> {
    try {
      return await this.#payments.canReceive(amount)
    } catch (error) {
      if (isStopped(error)) return false
      // The hub is unreachable for the buyer too, so this node's own view of its channels decides.
      if (isBuskerError(error, 'RAIDEN_HUB_UNREACHABLE')) return amount <= (await this.receivable())
      throw error
    }
  }

  /** The most one payment can bring, by this node's own view of its channels. */
  async receivable(): Promise<Amount> {
    return this.#payments.receivable().catch((error: unknown) => {
      if (isStopped(error)) return toAmount(0n)
      throw error
    })
  }
}

/** Raiden does not run: nothing can be received. */
function isStopped(error: unknown): boolean {
  return isBuskerError(error) && error.code.startsWith('PROCESS_')
}
