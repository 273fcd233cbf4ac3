import type { AccountTransactions } from '../../chain/accountTransactions.ts'
import type { SecretRegistry } from '../../chain/secretRegistry.ts'
import type { Lock } from '../../protocol/channels.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Secret, SecretHash } from '../../shared/ids.ts'

export interface ClaimedSecretsOptions {
  readonly registry: Pick<SecretRegistry, 'registeredAt' | 'register' | 'registration'>
  readonly transactions: Pick<AccountTransactions, 'address' | 'cost' | 'send'>
  /** The secret of a payment that this account has let out, or may have; undefined for all others. */
  readonly secretOf: (hash: SecretHash) => Secret | undefined
  /** How long before a lock's end its secret is registered where the partner has not paid by then, ms. */
  readonly revealTimeoutMs: number
  /** Whether taking `amount` base units is worth `wei` of gas. */
  readonly isWorthGas: (amount: bigint, wei: bigint) => boolean
  readonly chainTime: () => Promise<number>
  readonly onProblem: (problem: unknown) => void
}

/** Takes on chain what was locked for this account and not paid: a registered secret binds whoever locked the money. */
export class ClaimedSecrets {
  readonly #options: ClaimedSecretsOptions
  readonly #reported = new Set<SecretHash>()

  constructor(options: ClaimedSecretsOptions) {
    this.#options = options
  }

  /**
   * Registers the secrets of `locks` that are due: in a closed channel at once, in an open one shortly before their end.
   *
   * @throws errors of the chain
   */
  async register(locks: readonly Lock[], isClosed: boolean): Promise<void> {
    const { secretOf, chainTime, revealTimeoutMs } = this.#options
    const claims = locks.flatMap((lock) => {
      const secret = secretOf(lock.secretHash)
      return secret === undefined ? [] : [{ lock, secret }]
    })
    if (claims.length === 0) return
    const now = await chainTime()
    for (const { lock, secret } of claims) {
      const left = Number(lock.expiration) * 1000 - now
      if (left > 0 && (isClosed || left <= revealTimeoutMs)) await this.#registerOne(lock, secret)
    }
  }

  async #registerOne({ secretHash, amount }: Lock, secret: Secret): Promise<void> {
    const { registry, transactions, isWorthGas, onProblem } = this.#options
    if ((await registry.registeredAt(secretHash)) !== null) return
    const cost = await transactions.cost(registry.registration(secret))
    if (isWorthGas(amount, cost)) return registry.register(secret, transactions)
    if (this.#reported.has(secretHash)) return
    this.#reported.add(secretHash)
    onProblem(
      new BuskerError(
        'CHANNEL_SECRET_NOT_WORTH_GAS',
        `A payment of ${amount} base units is not claimed on chain: that would cost ${cost} wei of gas. It is if gas gets cheaper in time.`,
      ),
    )
  }
}
