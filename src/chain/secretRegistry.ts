import { parseAbi } from 'viem'
import type { Address, Secret, SecretHash } from '../shared/ids.ts'
import type { ContractCall, TransactionSender } from './accountTransactions.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'

const abi = parseAbi([
  'function registerSecret(bytes32 secret) returns (bool)',
  'function getSecretRevealBlockTime(bytes32 secrethash) view returns (uint256)',
])

/** Raiden's SecretRegistry: a secret registered before a lock runs out takes the lock's money, whatever the partner does. */
export class SecretRegistry {
  readonly #endpoints: ChainEndpoints
  readonly #address: Address

  constructor(endpoints: ChainEndpoints, address: Address) {
    this.#endpoints = endpoints
    this.#address = address
  }

  /**
   * When the secret was registered, ms; null when no endpoint knows of it.
   *
   * @param confirmations blocks that have to follow it before it counts
   */
  async registeredAt(secretHash: SecretHash, confirmations = 0): Promise<number | null> {
    const times = await this.#endpoints.readAll(async (client) => {
      const newest = await client.getBlockNumber()
      const blockNumber = newest > BigInt(confirmations) ? newest - BigInt(confirmations) : 0n
      const call = {
        address: this.#address,
        abi,
        functionName: 'getSecretRevealBlockTime',
        args: [secretHash],
      } as const
      return client.readContract({ ...call, ...(confirmations > 0 && { blockNumber }) })
    })
    const registered = times.find((time) => time > 0n)
    return registered === undefined ? null : Number(registered) * 1000
  }

  /** The call that registers a secret: see {@link AccountTransactions}. */
  registration(secret: Secret): ContractCall {
    return { address: this.#address, abi, functionName: 'registerSecret', args: [secret] }
  }

  /** Registers a secret. Costs gas. Repeating it does no harm. @throws as {@link AccountTransactions.send} */
  async register(secret: Secret, transactions: TransactionSender): Promise<void> {
    await transactions.send(this.registration(secret))
  }
}
