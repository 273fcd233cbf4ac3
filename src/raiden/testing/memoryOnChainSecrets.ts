import { createHash } from 'node:crypto'
import { hexToBytes } from 'viem'
import type { Secret, SecretHash } from '../../shared/ids.ts'
import type { RegisteredSecret } from '../onChainSecrets.ts'

/** The chain's SecretRegistry, shared by all nodes of a `MemoryRaiden`. */
export class MemoryOnChainSecrets {
  /** What one registration costs, wei. */
  costWei = 1n
  /** What each account has for it, wei. */
  balanceWei = 1_000n
  readonly #secrets = new Map<SecretHash, RegisteredSecret>()
  readonly #now: () => number
  readonly #onRegistered: (hash: SecretHash) => void

  constructor(now: () => number, onRegistered: (hash: SecretHash) => void) {
    this.#now = now
    this.#onRegistered = onRegistered
  }

  find(secretHash: SecretHash): RegisteredSecret | undefined {
    return this.#secrets.get(secretHash)
  }

  register(secret: Secret): void {
    const hash = hashOf(secret)
    if (this.#secrets.has(hash)) return
    this.#secrets.set(hash, { secret, registeredAt: this.#now() })
    this.#onRegistered(hash)
  }
}

/** SHA-256, as Raiden's locks are. */
export function hashOf(secret: Secret): SecretHash {
  return `0x${createHash('sha256').update(hexToBytes(secret)).digest('hex')}` as SecretHash
}
