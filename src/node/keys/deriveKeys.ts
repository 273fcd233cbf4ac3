import { inspect } from 'node:util'
import type { LocalAccount } from 'viem'
import { type SignedIdentity, signIdentity } from '../../protocol/identity.ts'
import { peerOf } from '../../protocol/peerOf.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { publicKeyOf } from '../../umbral/keys.ts'
import { createAccount } from './createAccount.ts'
import { deriveSeeds, type Seeds } from './deriveSeeds.ts'
import type { Keys } from './keys.ts'
import { parseWords } from './words.ts'

/** Keys that can be taken away again. */
export interface LockableKeys extends Keys {
  /** Overwrites every secret. From then on each use throws `VAULT_LOCKED`. */
  lock(): void
}

/**
 * Derives a person's keys and signs the identity record that links them.
 *
 * @param issuedAt when the identity was made, ms. Kept with the words, so that the record, and its digest, never change
 * @throws BuskerError `WORDS_INVALID`
 */
export async function deriveKeys(words: string, issuedAt: number): Promise<LockableKeys> {
  const secrets = new Secrets(await deriveSeeds(parseWords(words)))
  const account = createAccount(() => secrets.of('account'))
  const body = {
    v: 1 as const,
    account: toAddress(account.address),
    peer: await peerOf(secrets.of('peer')),
    verifyingKey: await publicKeyOf(secrets.of('verifying')),
    receivingKey: await publicKeyOf(secrets.of('receiving')),
    issuedAt,
  }
  return new DerivedKeys(secrets, account, await signIdentity(body, account))
}

class Secrets {
  #seeds: Seeds | null

  constructor(seeds: Seeds) {
    this.#seeds = seeds
  }

  of(name: keyof Seeds): Uint8Array {
    if (this.#seeds === null)
      throw new BuskerError('VAULT_LOCKED', 'The keys are locked. Unlock the vault first.')
    return this.#seeds[name]
  }

  wipe(): void {
    for (const seed of Object.values(this.#seeds ?? {})) seed.fill(0)
    this.#seeds = null
  }
}

/** Getters on the prototype, secrets in a private field: neither spread, JSON, inspection nor a logger shows any. */
class DerivedKeys implements LockableKeys {
  readonly #secrets: Secrets
  readonly #account: LocalAccount
  readonly #identity: SignedIdentity

  constructor(secrets: Secrets, account: LocalAccount, identity: SignedIdentity) {
    this.#secrets = secrets
    this.#account = account
    this.#identity = identity
  }

  get account(): LocalAccount {
    return this.#account
  }
  get identity(): SignedIdentity {
    return this.#identity
  }
  get accountKey(): Uint8Array {
    return this.#secrets.of('account')
  }
  get peerSeed(): Uint8Array {
    return this.#secrets.of('peer')
  }
  get verifyingSeed(): Uint8Array {
    return this.#secrets.of('verifying')
  }
  get receivingSeed(): Uint8Array {
    return this.#secrets.of('receiving')
  }
  get delegatingSeed(): Uint8Array {
    return this.#secrets.of('delegating')
  }
  get storeKey(): Uint8Array {
    return this.#secrets.of('store')
  }
  get snapshotKey(): Uint8Array {
    return this.#secrets.of('snapshot')
  }
  get collectionSeed(): Uint8Array {
    return this.#secrets.of('collection')
  }

  lock(): void {
    this.#secrets.wipe()
  }

  toJSON(): object {
    return { account: this.#identity.body.account }
  }

  [inspect.custom](): string {
    return `Keys(${this.#identity.body.account})`
  }
}
