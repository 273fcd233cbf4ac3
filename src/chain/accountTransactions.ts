import PQueue from 'p-queue'
import { type Abi, encodeFunctionData, type Hex, type LocalAccount, type PublicClient } from 'viem'
import { BuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'

/** One call of a contract, as viem takes it. */
export interface ContractCall {
  readonly address: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
}

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
    return this.#account.address.toLowerCase() as Address
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

  /** What the account has for gas, wei; of several answers the least. */
  async gasBalance(): Promise<Amount> {
    const balances = await this.#endpoints.readAll((client) =>
      client.getBalance({ address: this.#account.address }),
    )
    return toAmount(balances.reduce((least, balance) => (balance < least ? balance : least)))
  }

  /**
   * Sends a call and resolves when it is mined. A call that the contract would refuse is not sent.
   *
   * @throws BuskerError `RAIDEN_FAILED` where the chain refused it; the contract's refusal, errors of the chain
   */
  send(call: ContractCall): Promise<Hex> {
    return this.#queue.add(() => this.#send(call))
  }

  async #send(call: ContractCall): Promise<Hex> {
    const account = this.#account
    const endpoints = this.#endpoints
    await endpoints.readAny((client) => client.simulateContract({ ...call, account }))
    const signed = await endpoints.readAny((client) => this.#sign(client, call))
    const [hash] = await endpoints.readAll((client) =>
      client.sendRawTransaction({ serializedTransaction: signed }),
    )
    if (hash === undefined) throw refused('it')
    const { status } = await endpoints.readAny((client) => client.waitForTransactionReceipt({ hash }))
    if (status !== 'success') throw refused(hash)
    return hash
  }

  async #sign(client: PublicClient, call: ContractCall): Promise<Hex> {
    const account = this.#account
    const request = await client.prepareTransactionRequest({
      account,
      chain: null,
      chainId: this.#endpoints.chainId,
      to: call.address,
      data: encodeFunctionData(call),
    })
    const {
      account: _account,
      chain: _chain,
      kzg: _kzg,
      ...transaction
    } = request as typeof request & { kzg?: unknown }
    return account.signTransaction(transaction as Parameters<LocalAccount['signTransaction']>[0])
  }
}

function refused(what: string): BuskerError {
  return new BuskerError('RAIDEN_FAILED', `The chain refused transaction ${what}. It is tried again.`)
}
