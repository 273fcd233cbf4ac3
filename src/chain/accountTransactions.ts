import PQueue from 'p-queue'
import type { LocalAccount, PublicClient } from 'viem'
import { BuskerError } from '../shared/errors.ts'
import { type Address, toAddress } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'
import type { ContractCall } from './contractCall.ts'
import { boundedGasPrice } from './raisedGasPrice.ts'
import { UrgentTransactions } from './urgentTransactions.ts'

/** Sends the transactions of one account. */
export type TransactionSender = Pick<AccountTransactions, 'address' | 'send'>

/** What was sent last and not seen in a block. */
interface Waiting {
  readonly nonce: number
  readonly gasPrice: bigint
}

/** How long a call waits for its block before it is sent again for more, ms. */
const defaultWaitMs = 30_000

/**
 * Sends an account's transactions to every endpoint, one after the other, so that none of them can withhold one. Raiden
 * sends with the same account: a call takes its place behind what Raiden has sent, and once it has waited there in vain,
 * the place before everything.
 */
export class AccountTransactions {
  readonly #endpoints: ChainEndpoints
  readonly #account: LocalAccount
  readonly #rounds: UrgentTransactions
  readonly #queue = new PQueue({ concurrency: 1 })
  #waiting: Waiting | null = null

  /** @param waitMs how long a call waits for its block before it can be sent again for more */
  constructor(endpoints: ChainEndpoints, account: LocalAccount, waitMs = defaultWaitMs) {
    this.#endpoints = endpoints
    this.#account = account
    this.#rounds = new UrgentTransactions({ endpoints, account, waitMs })
  }

  get address(): Address {
    return toAddress(this.#account.address)
  }

  /** What sending this now would cost, wei: more while something waits, which it replaces. @throws the contract's refusal, errors of the chain */
  async cost(call: ContractCall): Promise<Amount> {
    const [gas, price] = await Promise.all([this.#rounds.gasOf(call), this.#gasPrice()])
    return toAmount(gas * price)
  }

  /** What the account has for gas, wei. @throws as {@link ChainEndpoints.gasBalance} */
  gasBalance(): Promise<Amount> {
    return this.#endpoints.gasBalance(this.address)
  }

  /**
   * Sends a call and resolves when it is mined. A call that the contract would refuse is not sent. One that is in no block
   * in time goes on waiting; the next call, the same one best, takes its place for a quarter more.
   *
   * @throws BuskerError `RAIDEN_TRANSACTION_WAITING`, `RAIDEN_FAILED` where its block has refused it; the contract's
   *   refusal, errors of the chain
   */
  send(call: ContractCall): Promise<void> {
    return this.#queue.add(() => this.#send(call))
  }

  /** Runs a task while no other transaction of the account is made here, so that its nonce stays free. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.add(task)
  }

  async #send(call: ContractCall): Promise<void> {
    const gasPrice = await this.#gasPrice()
    let nonce = 0
    const [outcome] = await this.#rounds.sendRound([call], gasPrice, async (client) => {
      const chosen = await this.#nonceAt(client)
      nonce = Math.max(nonce, chosen)
      return chosen
    })
    if (outcome?.state === 'refused') throw outcome.reason
    if (outcome?.state === 'mined') {
      this.#waiting = null
      return
    }
    const unsent = outcome?.reason
    if (unsent !== undefined && !isUnderpriced(unsent)) throw unsent
    this.#waiting = { nonce, gasPrice }
    throw new BuskerError(
      'RAIDEN_TRANSACTION_WAITING',
      `A transaction that pays ${gasPrice} wei a unit of gas is in no block yet. It is sent again, for more up to four times of what the chain asks for; no money is lost by waiting.`,
      { cause: unsent },
    )
  }

  async #gasPrice(): Promise<bigint> {
    return boundedGasPrice(await this.#rounds.gasPrice(), this.#waiting?.gasPrice ?? 0n)
  }

  /** Behind all that the account has sent; where its last call waits still, before everything. */
  async #nonceAt(client: PublicClient): Promise<number> {
    const { address } = this.#account
    const [mined, sent] = await Promise.all([
      client.getTransactionCount({ address, blockTag: 'latest' }),
      client.getTransactionCount({ address, blockTag: 'pending' }),
    ])
    const isStuck = this.#waiting !== null && mined <= this.#waiting.nonce
    return isStuck ? mined : Math.max(mined, sent)
  }
}

/** Whether an endpoint took a transaction for a repetition of one that waits and pays as much; each client has its own words. */
function isUnderpriced(reason: Error): boolean {
  return /underpriced|fee ?too ?low|replacement ?not ?allowed|already (?:known|imported)/i.test(
    String(reason),
  )
}
