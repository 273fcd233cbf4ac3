import { type Hex, keccak256, type LocalAccount } from 'viem'
import type { Address } from '../shared/ids.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'
import { nextBlockFees } from './nextBlockFees.ts'

/** What a transaction does. */
export interface TransactionContent {
  readonly to: Address
  /** Wei. */
  readonly value: bigint
  readonly data: Hex
}

/** What it may cost. */
export interface TransactionTerms {
  readonly gas: bigint
  /** Of a unit of gas, wei; the tip is null on a chain without a base fee. */
  readonly maxFeePerGas: bigint
  /** What the next block asks for, wei: for less it would wait. */
  readonly leastFeePerGas: bigint
  readonly tip: bigint | null
}

export interface SignedTransaction {
  readonly nonce: number
  readonly hash: Hex
  readonly serialized: Hex
}

export type TransactionOutcome =
  | { readonly state: 'waiting' }
  | { readonly state: 'mined' | 'reverted'; /** Wei. */ readonly fee: bigint }
  /** Another transaction of the account has its nonce: it can never be mined. */
  | { readonly state: 'displaced' }

/** Hundredths: what is asked for over what the chain estimates. */
const gasMargin = 120n

/**
 * Transactions of an account that are written down before they are sent. Each is signed once; as long as it has no outcome it
 * may be sent again, to every endpoint, any number of times: it is one transaction.
 */
export class KeptTransactions {
  readonly #endpoints: ChainEndpoints
  readonly #account: LocalAccount

  constructor(endpoints: ChainEndpoints, account: LocalAccount) {
    this.#endpoints = endpoints
    this.#account = account
  }

  /**
   * What it takes now, with room for a base fee that doubles. Of several endpoints the middle one is believed.
   *
   * @throws the chain's refusal, as {@link ChainEndpoints.readAll}
   */
  async terms(content: TransactionContent): Promise<TransactionTerms> {
    const account = this.#account.address
    const answers = await this.#endpoints.readAll(async (client) => {
      const [gas, { base, tip }] = await Promise.all([
        client.estimateGas({ account, ...content }),
        nextBlockFees(client),
      ])
      const leastFeePerGas = base + (tip ?? 0n)
      return { gas, maxFeePerGas: tip === null ? base : base + leastFeePerGas, leastFeePerGas, tip }
    })
    const { gas, ...price } = middle(answers, (a, b) => a.gas * a.maxFeePerGas < b.gas * b.maxFeePerGas)
    return { gas: (gas * gasMargin) / 100n, ...price }
  }

  /** Signs it with the account's next nonce; nothing is sent. */
  async sign({ to, value, data }: TransactionContent, terms: TransactionTerms): Promise<SignedTransaction> {
    const { address } = this.#account
    const nonces = await this.#endpoints.readAll((client) =>
      client.getTransactionCount({ address, blockTag: 'pending' }),
    )
    const nonce = middle(nonces, (a, b) => a < b)
    const { gas, maxFeePerGas, tip } = terms
    const content = { chainId: this.#endpoints.chainId, nonce, to, value, data, gas }
    const serialized = await this.#account.signTransaction(
      tip === null
        ? { ...content, type: 'legacy', gasPrice: maxFeePerGas }
        : { ...content, type: 'eip1559', maxFeePerGas, maxPriorityFeePerGas: tip },
    )
    return { nonce, serialized, hash: keccak256(serialized) }
  }

  /** Hands it to every endpoint. @returns why none has taken it; null where one has */
  async broadcast({ serialized }: Pick<SignedTransaction, 'serialized'>): Promise<unknown> {
    const answers = await this.#endpoints.readEach((client) =>
      client.sendRawTransaction({ serializedTransaction: serialized }),
    )
    if (answers.some(({ status }) => status === 'fulfilled')) return null
    return answers.find((answer) => answer.status === 'rejected')?.reason ?? null
  }

  /**
   * What became of it, by most of the endpoints that answer.
   *
   * @param confirmations blocks that have to follow before it counts
   * @throws as {@link ChainEndpoints.readAll}
   */
  async outcome(
    { hash, nonce }: Pick<SignedTransaction, 'hash' | 'nonce'>,
    confirmations: number,
  ): Promise<TransactionOutcome> {
    const { address } = this.#account
    const answers = await this.#endpoints.readAll(async (client): Promise<TransactionOutcome> => {
      const newest = await client.getBlockNumber()
      const confirmed = newest > BigInt(confirmations) ? newest - BigInt(confirmations) : 0n
      const used = await client.getTransactionCount({ address, blockNumber: confirmed })
      if (used <= nonce) return { state: 'waiting' }
      const receipt = await client.getTransactionReceipt({ hash }).catch((error: unknown) => {
        if (error instanceof Error && error.name === 'TransactionReceiptNotFoundError') return null
        throw error
      })
      if (receipt === null) return { state: 'displaced' }
      const fee = receipt.gasUsed * receipt.effectiveGasPrice
      return { state: receipt.status === 'success' ? 'mined' : 'reverted', fee }
    })
    const agreed = answers.find(
      ({ state }) => answers.filter((other) => other.state === state).length * 2 > answers.length,
    )
    return agreed ?? { state: 'waiting' }
  }
}

function middle<T>(all: readonly T[], isLess: (a: T, b: T) => boolean): T {
  const sorted = all.toSorted((a, b) => (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0))
  return sorted[Math.floor((sorted.length - 1) / 2)] as T
}
