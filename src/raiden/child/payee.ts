import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { BuskerError } from '../../shared/errors.ts'
import type { Secret, SecretHash } from '../../shared/ids.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import type { RaidenHandle } from './raidenHandle.ts'
import type { StoredTransfer } from './storedTransfer.ts'

type PayeeHandle = Pick<RaidenHandle, 'storedTransfer' | 'registeredAt' | 'reveal' | 'register' | 'written'>
type PayeeNetwork = Pick<RaidenNetwork, 'revealTimeoutSeconds' | 'pollingIntervalMs'>

/** Reveals or registers the secrets of received transfers, only when asked to by `release` and `registerOnChain`. */
export class Payee {
  readonly #handle: PayeeHandle
  readonly #network: PayeeNetwork
  readonly #now: () => number

  /** @param now the chain's time, ms since epoch */
  constructor(handle: PayeeHandle, network: PayeeNetwork, now: () => number) {
    this.#handle = handle
    this.#network = network
    this.#now = now
  }

  /** See `Payments.release`. */
  async release(secretHash: SecretHash, secret: Secret): Promise<void> {
    const stored = await this.#receivedTransfer(secretHash, secret)
    if (stored.unlock || stored.secretRegistered) return
    // After the first release the secret is out: doing it again can only help.
    if (!stored.secret) this.#checkTimeLeft(stored)
    this.#handle.reveal(secretHash, secret)
    await this.#handle.written()
  }

  /** See `Payments.registerOnChain`. */
  async registerOnChain(secretHash: SecretHash, secret: Secret): Promise<void> {
    const stored = await this.#receivedTransfer(secretHash, secret)
    const { expiration } = stored
    let registered = await this.#handle.registeredAt(secretHash, expiration)
    if (typeof registered === 'number') return
    if (expiration * 1_000 <= this.#now()) {
      throw tooLate('The lock has run out: registering its secret would only give it away.')
    }
    this.#handle.register(secretHash, secret)
    while (registered === undefined) {
      await new Promise((resolve) => setTimeout(resolve, this.#network.pollingIntervalMs))
      registered = await this.#handle.registeredAt(secretHash, expiration)
    }
    if (registered !== null && registered < expiration) return
    throw tooLate('The secret could not be registered before the lock ran out. Is there gas in the account?')
  }

  async #receivedTransfer(secretHash: SecretHash, secret: Secret): Promise<StoredTransfer> {
    if (`0x${bytesToHex(sha256(hexToBytes(secret.slice(2))))}` !== secretHash) {
      throw new BuskerError(
        'RAIDEN_SECRET_WRONG',
        'This is not the secret of that hash. Nothing was released.',
      )
    }
    const stored = await this.#handle.storedTransfer(secretHash, 'received')
    if (stored === null) {
      throw new BuskerError(
        'RAIDEN_TRANSFER_UNKNOWN',
        'No transfer with this secret hash has come in. Nothing was released.',
      )
    }
    return stored
  }

  /** A secret is worth money only while it can still be registered on chain should the hub withhold the unlock. */
  #checkTimeLeft({ expiration, expired, channelClosed }: StoredTransfer): void {
    const left = expiration - this.#now() / 1_000
    if (left > this.#network.revealTimeoutSeconds && !expired && !channelClosed) return
    throw tooLate(
      'The lock runs out too soon to claim the money safely. The secret was kept, and the buyer gets the money back.',
    )
  }
}

function tooLate(message: string): BuskerError {
  return new BuskerError('RAIDEN_TRANSFER_EXPIRED', message)
}
