import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { BuskerError } from '../../shared/errors.ts'
import type { Secret, SecretHash } from '../../shared/ids.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import type { RaidenHandle } from './raidenHandle.ts'
import type { StoredTransfer } from './storedTransfer.ts'

type PayeeHandle = Pick<RaidenHandle, 'storedTransfer' | 'reveal' | 'written'>
type PayeeNetwork = Pick<RaidenNetwork, 'revealTimeoutSeconds'>

/** Reveals the secrets of received transfers, only when asked to by `release`. */
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
    throw new BuskerError(
      'RAIDEN_TRANSFER_EXPIRED',
      'The lock runs out too soon to claim the money safely. The secret was kept, and the buyer gets the money back.',
    )
  }
}
