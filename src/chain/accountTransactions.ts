import PQueue from 'p-queue'
import { type Abi, encodeFunctionData, type Hex, type LocalAccount, type PublicClient } from 'viem'
import { BuskerError } from '../shared/errors.ts'
import { type Address, toAddress } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'

/** One call of a contract, as viem takes it. */
export interface ContractCall {
  readonly address: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
}

/** Sends the transactions of one account. */
export type TransactionSender = Pick<AccountTransactions, 'address' | 'send'>

/** Sends an account's transactions to every endpoint, one after the other, so that none of them can withhold one. */
export class AccountTransactions {
  readonly #endpoints: ChainEndpoints
  readonly #account: LocalAccount
  readonly #queue = new PQueue({ concurrency: 1 })

  constructor(endpoints: ChainEndpoints, account: LocalAccount) {
    this.#endpoints = endpoints
    this.#account = account
  }

  get address(): Address {
    return toAddress(this.#account.address)
  }

  /** What sending this now would cost, wei. @throws the contract's refusal, errors of the chain */
  async cost(call: ContractCall): Promise<Amount> {
    const data = encodeFunctionData(call)
    const account = this.#account.address
    return this.#endpoints.readAny(async (client) => {
      const [gas, price] = await Promise.all([
        client.estimateGas({ account, to: call.address, data }),
        client.getGasPrice(),
      ])
      return toAmount(gas * price)
    })
  }

  /** What the account has for gas, wei. @throws as {@link ChainEndpoints.gasBalance} */
  gasBalance(): Promise<Amount> {
    return this.#endpoints.gasBalance(this.address)
  }

  /**
   * Sends a call and resolves when it is mined. A call that the contract would refuse is not sent.
   *
   * @throws BuskerError `RAIDEN_FAILED` where the chain refused it; the contract's refusal, errors of the chain
   */
  send(call: ContractCall): Promise<Hex> {
    return this.#queue.add(() => this.#send(call))
  }

  /** Each endpoint gets the transaction that follows from what it knows; honest ones get the same. */
  async #send(call: ContractCall): Promise<Hex> {
    const endpoints = this.#endpoints
    const sent = await endpoints.readAll(async (client) => {
      await client.simulateContract({ ...call, account: this.#account })
      return client.sendRawTransaction({ serializedTransaction: await this.#sign(client, call) })
    })
    const { status, transactionHash } = await endpoints.receiptOf(sent)
    if (status !== 'success') {
      throw new BuskerError(
        'RAIDEN_FAILED',
        `The chain refused transaction ${transactionHash}. It is tried again.`,
      )
    }
    return transactionHash
  }

  async #sign(client: PublicClient, call: ContractCall): Promise<Hex> {
    const account = this.#account
    const { account: _sender, ...transaction } = await client.prepareTransactionRequest({
      account,
      chain: null,
      chainId: this.#endpoints.chainId,
      to: call.address,
      data: encodeFunctionData(call),
    })
    return account.signTransaction(transaction as Parameters<LocalAccount['signTransaction']>[0])
  }
}
