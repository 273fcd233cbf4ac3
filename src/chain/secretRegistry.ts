import PQueue from 'p-queue'
import { parseAbi, sha256 } from 'viem'
import {
  type Address,
  secret as secretSchema,
  type Secret,
  secretHash,
  type SecretHash,
} from '../shared/ids.ts'
import type { TransactionSender } from './accountTransactions.ts'
import type { ContractCall } from './contractCall.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'

const abi = parseAbi([
  'function registerSecret(bytes32 secret) returns (bool)',
  'event SecretRevealed(bytes32 indexed secrethash, bytes32 secret)',
  'function getSecretRevealBlockTime(bytes32 secrethash) view returns (uint256)',
])

/** Raiden's SecretRegistry: a secret registered before a lock runs out takes the lock's money, whatever the partner does. */
export class SecretRegistry {
  readonly #endpoints: ChainEndpoints
  readonly #address: Address
  readonly #firstBlock: bigint
  readonly #registrations = new PQueue({ concurrency: 1 })

  /** @param firstBlock where it was deployed: its events are read from there */
  constructor(endpoints: ChainEndpoints, address: Address, firstBlock = 0n) {
    this.#endpoints = endpoints
    this.#address = address
    this.#firstBlock = firstBlock
  }

  /**
   * When the secret was registered, ms; null when no endpoint knows of it.
   *
   * @param confirmations blocks that have to follow it before it counts
   */
  async registeredAt(hash: SecretHash, confirmations = 0): Promise<number | null> {
    const times = await this.#endpoints.readAll(async (client) => {
      const newest = await client.getBlockNumber()
      const blockNumber = newest > BigInt(confirmations) ? newest - BigInt(confirmations) : 0n
      const call = {
        address: this.#address,
        abi,
        functionName: 'getSecretRevealBlockTime',
        args: [hash],
      } as const
      return client.readContract({ ...call, ...(confirmations > 0 && { blockNumber }) })
    })
    const registered = times.find((time) => time > 0n)
    return registered === undefined ? null : Number(registered) * 1000
  }

  /**
   * A registered secret, and when it was registered, ms; null when no endpoint knows of it.
   *
   * @param confirmations blocks that have to follow it before it counts
   */
  async find(
    hash: SecretHash,
    confirmations: number,
  ): Promise<{ readonly secret: Secret; readonly registeredAt: number } | null> {
    const registeredAt = await this.registeredAt(hash, confirmations)
    if (registeredAt === null) return null
    const events = await this.#endpoints.readAll((client) =>
      client.getContractEvents({
        address: this.#address,
        abi,
        eventName: 'SecretRevealed',
        args: { secrethash: hash },
        fromBlock: this.#firstBlock,
      }),
    )
    // An endpoint could say anything: what opens the hash is the secret.
    const secret = events
      .flat()
      .map(({ args }) => args.secret)
      .find((shown) => shown !== undefined && sha256(shown) === hash)
    return secret === undefined ? null : { secret: secretSchema.parse(secret), registeredAt }
  }

  /** The call that registers a secret: see {@link AccountTransactions}. */
  registration(secret: Secret): ContractCall {
    return { address: this.#address, abi, functionName: 'registerSecret', args: [secret] }
  }

  /**
   * Registers a secret. Costs gas, unless it is registered already: orders and the channel watch may both ask for it.
   *
   * @throws as {@link AccountTransactions.send}, and {@link ChainEndpoints.readAll}
   */
  register(secret: Secret, transactions: TransactionSender): Promise<void> {
    return this.#registrations.add(async () => {
      const isRegistered = (await this.registeredAt(secretHash.parse(sha256(secret)))) !== null
      if (!isRegistered) await transactions.send(this.registration(secret))
    })
  }
}
