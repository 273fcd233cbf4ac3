import { randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { bytes, upToBytes } from '../../protocol/fields.ts'
import { BuskerError } from '../../shared/errors.ts'
import { open, seal, sealOverhead } from '../../process/seal.ts'
import { readKeyFile } from './keyFile.ts'

/** What guessing one passphrase costs. Memory is 128 × N × r bytes. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** 256 MiB and 1.1 to 1.6 s on a desktop machine. */
export const defaultCost: ScryptCost = { N: 2 ** 18, r: 8, p: 1 }

/** The most a vault may ask for; it comes from a file that somebody else may have written. */
const maxMemoryBytes = 2 ** 30
const maxParallel = 4
const minN = 2 ** 10

export const minPassphraseLength = 10

const passphraseWrap = z.strictObject({
  kind: z.literal('passphrase'),
  N: z.int(),
  r: z.int(),
  p: z.int(),
  salt: bytes(32),
  key: bytes(32 + sealOverhead),
})
const keychainWrap = z.strictObject({ kind: z.literal('keychain'), key: upToBytes(4096) })
const keyFileWrap = z.strictObject({ kind: z.literal('keyFile'), key: bytes(32 + sealOverhead) })

/** The data key as the vault file has it. */
export const wrappedKey = z.discriminatedUnion('kind', [passphraseWrap, keychainWrap, keyFileWrap])
export type WrappedKey = z.output<typeof wrappedKey>

/** What locks a vault. */
export interface VaultLock {
  readonly kind: WrappedKey['kind']
  wrap(dataKey: Uint8Array): Promise<WrappedKey>
  /**
   * @throws BuskerError `VAULT_WRONG_PASSPHRASE`, `VAULT_OTHER_LOCK`, `VAULT_PARAMETERS`, `VAULT_KEYCHAIN`,
   *   `VAULT_KEY_FILE`
   */
  unwrap(wrapped: WrappedKey): Promise<Uint8Array>
}

/** The operating system's keychain, as far as a vault needs it. */
export interface Keychain {
  /** False where it would store in clear (`basic_text`). */
  isReal(): boolean
  wrap(dataKey: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

/** Locks with a passphrase, by scrypt. `wrap` throws `VAULT_PASSPHRASE_WEAK` below ten characters. */
export function passphraseLock(passphrase: string, cost: ScryptCost = defaultCost): VaultLock {
  return {
    kind: 'passphrase',
    async wrap(dataKey) {
      if (passphrase.length < minPassphraseLength) {
        throw new BuskerError(
          'VAULT_PASSPHRASE_WEAK',
          `The passphrase needs at least ${minPassphraseLength} characters. Four random words make a good one.`,
        )
      }
      const salt = randomBytes(32)
      const key = await deriveWrappingKey(passphrase, salt, cost)
      const { N, r, p } = cost
      try {
        return { kind: 'passphrase', N, r, p, salt, key: seal(key, dataKey, wrapContext) }
      } finally {
        key.fill(0)
      }
    },
    async unwrap(wrapped) {
      if (wrapped.kind !== 'passphrase') throw wrongLock(wrapped.kind)
      const key = await deriveWrappingKey(passphrase, wrapped.salt, wrapped)
      const dataKey = open(key, wrapped.key, wrapContext)
      key.fill(0)
      if (dataKey !== undefined) return dataKey
      throw new BuskerError('VAULT_WRONG_PASSPHRASE', 'This is not the passphrase of the vault. Try again.')
    },
  }
}

/** Locks with the OS keychain; throws `VAULT_KEYCHAIN_UNSAFE` where that is none. */
export function keychainLock(keychain: Keychain): VaultLock {
  const assertReal = () => {
    if (keychain.isReal()) return
    throw new BuskerError(
      'VAULT_KEYCHAIN_UNSAFE',
      'This computer has no keychain that keeps secrets sealed. Choose a passphrase instead.',
    )
  }
  return {
    kind: 'keychain',
    async wrap(dataKey) {
      assertReal()
      return { kind: 'keychain', key: await keychain.wrap(dataKey) }
    },
    async unwrap(wrapped) {
      if (wrapped.kind !== 'keychain') throw wrongLock(wrapped.kind)
      assertReal()
      try {
        return await keychain.unwrap(wrapped.key)
      } catch (cause) {
        throw new BuskerError(
          'VAULT_KEYCHAIN',
          'The keychain would not open the vault. Unlock it, or restore from the 24 words if it was replaced.',
          { cause },
        )
      }
    },
  }
}

/**
 * Locks with a key that lies in a file of its own: whoever has both files has the vault. For play money alone, where there is no
 * real keychain.
 */
export function keyFileLock(file: string): VaultLock {
  return {
    kind: 'keyFile',
    async wrap(dataKey) {
      const key = await readKeyFile(file)
      try {
        return { kind: 'keyFile', key: seal(key, dataKey, keyFileContext) }
      } finally {
        key.fill(0)
      }
    },
    async unwrap(wrapped) {
      if (wrapped.kind !== 'keyFile') throw wrongLock(wrapped.kind)
      const key = await readKeyFile(file)
      const dataKey = open(key, wrapped.key, keyFileContext)
      key.fill(0)
      if (dataKey !== undefined) return dataKey
      throw new BuskerError(
        'VAULT_KEY_FILE',
        `${file} is the key of another vault. Put the key back that was there, or begin anew: only play money hangs on it.`,
      )
    },
  }
}

const wrapContext = Buffer.from('busker/vault/1/passphrase')
const keyFileContext = Buffer.from('busker/vault/1/keyFile')

const openers: Record<WrappedKey['kind'], string> = {
  passphrase: 'a passphrase',
  keychain: 'the keychain of the computer it was made on',
  keyFile: 'the key in the file beside it',
}

function wrongLock(kind: WrappedKey['kind']): BuskerError {
  return new BuskerError('VAULT_OTHER_LOCK', `This vault opens with ${openers[kind]}.`)
}

/** @throws BuskerError `VAULT_PARAMETERS` before any work is done */
async function deriveWrappingKey(
  passphrase: string,
  salt: Uint8Array,
  { N, r, p }: ScryptCost,
): Promise<Uint8Array> {
  const powerOfTwo = N >= minN && Number.isInteger(Math.log2(N))
  if (!powerOfTwo || r < 1 || p < 1 || p > maxParallel || 128 * N * r > maxMemoryBytes) {
    throw new BuskerError(
      'VAULT_PARAMETERS',
      `The vault asks for scrypt N=${N} r=${r} p=${p}, which Busker never writes. Use a backup of it, or the 24 words.`,
    )
  }
  const options = { N, r, p, maxmem: 128 * (N + p + 2) * r + 2 ** 20 }
  const typed = Buffer.from(passphrase.normalize('NFKC'))
  return new Promise((resolve, reject) =>
    scrypt(typed, salt, 32, options, (error, key) => {
      typed.fill(0)
      return error === null ? resolve(key) : reject(error)
    }),
  )
}
