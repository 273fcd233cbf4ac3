import {
  BaseError,
  ContractFunctionRevertedError,
  encodeFunctionData,
  type Hex,
  type LocalAccount,
  type PublicClient,
} from 'viem'
import { BuskerError } from '../shared/errors.ts'
import { toAddress } from '../shared/ids.ts'
import type { Amount } from '../shared/money.ts'
import type { ContractCall } from './contractCall.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'

/** What became of a call that was sent. */
export type UrgentOutcome =
  | { readonly state: 'mined'; /** Wei. */ readonly cost: bigint }
  /** No endpoint has seen it in a block yet: it can be sent again, for more. The reason says why it could not even be sent. */
  | { readonly state: 'pending'; readonly reason?: Error }
  /** The contract refused it, before it was sent or in a block. */
  | { readonly state: 'refused'; readonly reason: Error; readonly cost: bigint }

export interface UrgentTransactionsOptions {
  readonly endpoints: ChainEndpoints
  /** What else it sends takes, and loses, its place among these: see `nonceAt`. */
  readonly account: LocalAccount
  /** How long a round waits for its blocks, ms. */
  readonly waitMs: number
}

/** Wei: what is asked for over what the chain says. */
const gasMargin = { numerator: 12n, denominator: 10n }

/**
 * Sends an account's calls in rounds, each round replacing what of the last is not mined yet. Nothing can get stuck behind
 * a transaction that pays too little, and an endpoint that swallows or denies one does not matter while another is honest.
 */
export class UrgentTransactions {
  readonly #options: UrgentTransactionsOptions

  constructor(options: UrgentTransactionsOptions) {
    this.#options = options
  }

  /** What the account has for gas, wei. @throws as {@link ChainEndpoints.gasBalance} */
  gasBalance(): Promise<Amount> {
    const { endpoints, account } = this.#options
    return endpoints.gasBalance(toAddress(account.address))
  }

  /** What a unit of gas costs now, wei. The lowest answer: too little is raised in the next round, too much is not given back. */
  async gasPrice(): Promise<bigint> {
    const prices = await this.#options.endpoints.readAll((client) => client.getGasPrice())
    return prices.reduce((least, price) => (price < least ? price : least))
  }

  /** How much gas a call takes. @throws the contract's refusal, errors of the chain */
  async gasOf(call: ContractCall): Promise<bigint> {
    return this.#options.endpoints.readAny((client) => this.#estimate(client, call))
  }

  /**
   * Sends calls, in this order, and waits a while for them to be mined.
   *
   * @param gasPrice wei; for calls that were sent before, at least a tenth more than then
   * @param nonceAt the first call's nonce; left out: the place of whatever of the account is not mined yet
   * @returns an outcome for each call
   * @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
   */
  async sendRound(
    calls: readonly ContractCall[],
    gasPrice: bigint,
    nonceAt = (client: PublicClient) => this.#minedCount(client),
  ): Promise<UrgentOutcome[]> {
    const { endpoints } = this.#options
    const answers = await endpoints.readAll(async (client) =>
      this.#sendTo(client, calls, { gasPrice, nonce: await nonceAt(client) }),
    )
    return Promise.all(calls.map((_call, index) => this.#outcomeOf(answers.map((answer) => answer[index]))))
  }

  /** Each endpoint gets what follows from what it knows; honest ones get the same. */
  async #sendTo(
    client: PublicClient,
    calls: readonly ContractCall[],
    { gasPrice, nonce: first }: { readonly gasPrice: bigint; readonly nonce: number },
  ): Promise<SendAnswer[]> {
    let nonce = first
    const answers: SendAnswer[] = []
    for (const call of calls) {
      const answer = await this.#sendCall(client, call, { nonce, gasPrice })
      if ('hash' in answer) nonce += 1
      answers.push(answer)
    }
    return answers
  }

  #minedCount(client: PublicClient): Promise<number> {
    return client.getTransactionCount({ address: this.#options.account.address, blockTag: 'latest' })
  }

  async #sendCall(
    client: PublicClient,
    call: ContractCall,
    terms: { readonly nonce: number; readonly gasPrice: bigint },
  ): Promise<SendAnswer> {
    const { account, endpoints } = this.#options
    try {
      const gas = await this.#estimate(client, call)
      const target = { to: call.address, data: encodeFunctionData(call) }
      const transaction = { type: 'legacy', chainId: endpoints.chainId, gas, ...target, ...terms } as const
      const serializedTransaction = await account.signTransaction(transaction)
      return { hash: await client.sendRawTransaction({ serializedTransaction }) }
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error))
      return isRefusal(reason) ? { refusal: reason } : { unsent: reason }
    }
  }

  async #outcomeOf(all: readonly (SendAnswer | undefined)[]): Promise<UrgentOutcome> {
    const answers = all.filter((answer) => answer !== undefined)
    const hashes = new Set(answers.flatMap((answer) => ('hash' in answer ? [answer.hash] : [])))
    if (hashes.size === 0) {
      const unsent = answers.find((answer) => 'unsent' in answer)
      if (unsent !== undefined) return { state: 'pending', reason: unsent.unsent }
      const refused = answers.find((answer) => 'refusal' in answer)
      return refused === undefined
        ? { state: 'pending' }
        : { state: 'refused', cost: 0n, reason: refused.refusal }
    }
    const { endpoints, waitMs } = this.#options
    // Not mined in the time of a round.
    const receipt = await endpoints.receiptOf(hashes, waitMs).catch(() => null)
    if (receipt === null) return { state: 'pending' }
    const cost = receipt.gasUsed * receipt.effectiveGasPrice
    if (receipt.status === 'success') return { state: 'mined', cost }
    return { state: 'refused', cost, reason: refusedInBlock(receipt.transactionHash) }
  }

  /** As of the newest block: after what is only waiting, the contract would refuse the same call again. */
  async #estimate(client: PublicClient, call: ContractCall): Promise<bigint> {
    const { account } = this.#options
    const gas = await client.estimateContractGas({ ...call, account, blockTag: 'latest' })
    return (gas * gasMargin.numerator) / gasMargin.denominator
  }
}

type SendAnswer = { readonly hash: Hex } | { readonly refusal: Error } | { readonly unsent: Error }

function refusedInBlock(hash: Hex): BuskerError {
  return new BuskerError('RAIDEN_FAILED', `The chain refused transaction ${hash}. It is tried again.`)
}

/** Whether the contract said no, as opposed to an endpoint that did not take the transaction. */
function isRefusal(reason: Error): boolean {
  return (
    reason instanceof BaseError &&
    reason.walk((cause) => cause instanceof ContractFunctionRevertedError) !== null
  )
}
