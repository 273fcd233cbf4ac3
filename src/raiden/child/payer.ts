import { utils } from 'ethers'
import PQueue from 'p-queue'
import pRetry from 'p-retry'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Address, Secret, SecretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import type { PaymentIntent } from '../payments.ts'
import type { Channel } from '../raidenContract.ts'
import { toChannel } from './channels.ts'
import type { ChildStore } from './childStore.ts'
import { findPath, type Path } from './pathFinding.ts'
import { toRaidenError } from './raidenErrors.ts'
import { channelsOf, type RaidenHandle } from './raidenHandle.ts'

/**
 * A hub learns of a deposit a block after whoever made it: it is asked for a way so many times more, this far apart. Together
 * shorter than the least time that an order leaves for paying.
 */
const lateHub = { retries: 4, factor: 1, minTimeout: 1_000 }

/** Sends payments: each secret hash once, whatever happens. */
export class Payer {
  readonly #handle: RaidenHandle
  readonly #store: ChildStore
  readonly #network: RaidenNetwork
  readonly #ownAddress: Address
  readonly #inFlight = new Map<SecretHash, Promise<void>>()
  /**
   * One lock at a time. raiden-ts checks a channel's capacity some steps before it signs, so that two payments at once could
   * lock more than the channel holds, which jams it; and it mixes up two searches for one target and amount.
   */
  readonly #lockQueue = new PQueue({ concurrency: 1 })

  constructor(handle: RaidenHandle, store: ChildStore, network: RaidenNetwork, own: Address) {
    this.#handle = handle
    this.#store = store
    this.#network = network
    this.#ownAddress = own
  }

  /** Resolves when the lock is in raiden-ts's database; see `Payments.pay`. */
  async pay(intent: PaymentIntent, secret: Secret | null): Promise<void> {
    if (intent.token !== this.#network.token) {
      throw new BuskerError(
        'RAIDEN_TOKEN_UNKNOWN',
        `This node has no channels in the token ${intent.token}. Nothing was paid.`,
      )
    }
    if (!this.#store.addIntent(intent)) {
      throw new BuskerError(
        'RAIDEN_HASH_MISMATCH',
        'This secret hash belongs to a payment with other terms. Nothing was paid by this one. Ask the seller for a new invoice.',
      )
    }
    const inFlight = this.#inFlight.get(intent.secretHash)
    if (inFlight !== undefined) return inFlight
    const sending = this.#sendOnce(intent, secret).finally(() => this.#inFlight.delete(intent.secretHash))
    this.#inFlight.set(intent.secretHash, sending)
    return sending
  }

  async #sendOnce(intent: PaymentIntent, secret: Secret | null): Promise<void> {
    if (!this.#isSent(intent.secretHash)) {
      await this.#assertHeld(intent.amount)
      const path = await pRetry(() => findPath(this.#network, this.#ownAddress, intent), {
        ...lateHub,
        shouldRetry: ({ error }) => isBuskerError(error, 'RAIDEN_NO_ROUTE'),
      })
      await this.#lockQueue.add(async () => this.#lock(intent, path, secret))
    }
    await this.#handle.written()
  }

  async #lock(intent: PaymentIntent, path: Path, secret: Secret | null): Promise<void> {
    await this.#checkCapacity(path, intent.amount + path.fee)
    const { token, target, amount, paymentId, secretHash, lockTimeoutSeconds } = intent
    try {
      await this.#handle.raiden.transfer(
        utils.getAddress(token),
        utils.getAddress(target),
        amount.toString(),
        {
          paymentId: paymentId.toString(),
          secrethash: secretHash,
          ...(secret === null ? {} : { secret }),
          paths: [{ path: path.hops, fee: path.fee.toString(), address_metadata: path.metadata }],
          ...(lockTimeoutSeconds === null ? {} : { lockTimeout: lockTimeoutSeconds }),
        },
      )
    } catch (error) {
      // Its promise may reject for a transfer that is on its way: only what is stored counts.
      if (!this.#isSent(secretHash)) throw lockError(error)
    }
  }

  /** Where no channel holds as much as is to be paid, a hub would only say that there is no way. */
  async #assertHeld(amount: bigint): Promise<void> {
    const capacities = (await this.#openChannels()).map(({ ownCapacity }) => ownCapacity)
    if (capacities.length === 0 || capacities.some((capacity) => capacity >= amount)) return
    const most = capacities.reduce((more, capacity) => (capacity > more ? capacity : more), toAmount(0n))
    throw balanceTooLow(most, amount)
  }

  async #openChannels(): Promise<Channel[]> {
    const channels = await channelsOf(this.#handle, utils.getAddress(this.#network.token))
    return channels.map(toChannel).filter(({ state }) => state === 'open')
  }

  async #checkCapacity({ hops }: Path, needed: bigint): Promise<void> {
    const partner = hops[1]?.toLowerCase()
    const channel = (await this.#openChannels()).find((each) => each.partner === partner)
    if (channel === undefined) {
      throw new BuskerError(
        'RAIDEN_NO_ROUTE',
        'There is no open channel with the hub. Nothing was paid. Open one first.',
      )
    }
    if (channel.ownCapacity < needed) throw balanceTooLow(channel.ownCapacity, needed)
  }

  #isSent(secretHash: SecretHash): boolean {
    return this.#handle.database.storageKeys.has(`sent:${secretHash}`)
  }
}

function balanceTooLow(held: bigint, needed: bigint): BuskerError {
  return new BuskerError(
    'RAIDEN_BALANCE_TOO_LOW',
    `The channel holds ${held} base units, the payment needs ${needed}. Nothing was paid. Deposit more first.`,
  )
}

function lockError(error: unknown): BuskerError {
  if (error instanceof Error && error.message.startsWith('expiration too')) {
    return new BuskerError(
      'RAIDEN_LOCK_TIMEOUT',
      'The lock would run out too soon to be claimed, or outlive the channel. Nothing was paid.',
      { cause: error },
    )
  }
  return toRaidenError(error, 'Sending the payment')
}
