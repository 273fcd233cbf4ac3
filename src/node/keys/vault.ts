import { randomBytes } from 'node:crypto'
import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { syncFolder } from '../../process/syncFolder.ts'
import { BuskerError } from '../../shared/errors.ts'
import { deriveKeys, type LockableKeys } from './deriveKeys.ts'
import { readVaultFile } from './readVaultFile.ts'
import { type VaultContent, writeVault } from './vaultFile.ts'
import type { VaultLock } from './vaultLock.ts'
import { entropyToWords, wordsToEntropy } from './words.ts'

/**
 * Writes a new vault. It is on disk, whole, when this returns; before, there is none.
 *
 * @param issuedAt when the identity was made, ms: now for new words, what the snapshot says for restored ones
 * @throws BuskerError `VAULT_EXISTS`, `WORDS_INVALID`, `VAULT_PASSPHRASE_WEAK`, `VAULT_KEYCHAIN_UNSAFE`
 */
export async function createVault(
  file: string,
  words: string,
  issuedAt: number,
  lock: VaultLock,
): Promise<void> {
  const bytes = await sealVault({ entropy: wordsToEntropy(words), issuedAt }, lock)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await writeFileAtomic(fresh, bytes, { mode: 0o600 })
    await link(fresh, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    throw new BuskerError(
      'VAULT_EXISTS',
      `There is a vault already: ${file}. It is never overwritten; move it away if you mean another identity.`,
    )
  } finally {
    await rm(fresh, { force: true })
  }
  await syncFolder(dirname(file))
}

/**
 * Opens a vault and derives the keys. `keys.lock()` takes them away again.
 *
 * @throws BuskerError `VAULT_MISSING`, `VAULT_WRONG_PASSPHRASE`, `VAULT_TRUNCATED`, `VAULT_EDITED`,
 *   `VAULT_PARAMETERS`, `VAULT_FROM_FUTURE`, `VAULT_OTHER_LOCK`, `VAULT_KEYCHAIN`, `VAULT_KEYCHAIN_UNSAFE`
 */
export async function unlockVault(file: string, lock: VaultLock): Promise<LockableKeys> {
  const { entropy, issuedAt } = await openVault(file, lock)
  try {
    return await deriveKeys(entropyToWords(entropy), issuedAt)
  } finally {
    entropy.fill(0)
  }
}

/** The words in a vault, to be shown once in a window of their own and never kept. Errors: {@link unlockVault}. */
export async function revealWords(file: string, lock: VaultLock): Promise<string> {
  const { entropy } = await openVault(file, lock)
  try {
    return entropyToWords(entropy)
  } finally {
    entropy.fill(0)
  }
}

/**
 * Changes what opens a vault: another passphrase, or the keychain for a passphrase. The file is replaced in one step,
 * so a crash leaves the old one or the new one. Copies made before still open with what opened them.
 * Errors: {@link unlockVault} for `from`, {@link createVault} for `to`.
 */
export async function changeLock(file: string, from: VaultLock, to: VaultLock): Promise<void> {
  const bytes = await sealVault(await openVault(file, from), to)
  await writeFileAtomic(file, bytes, { mode: 0o600 })
  await syncFolder(dirname(file))
}

/** What a new vault is made of: see {@link createVault}. */
export interface NewVault {
  readonly words: string
  readonly issuedAt: number
  readonly lock: VaultLock
}

/**
 * Puts a new vault in the place of one that does not open any more, which is copied into a folder of its own in `oldVaults`
 * before. The file is replaced in one step.
 *
 * @throws BuskerError `WORDS_INVALID`, `VAULT_PASSPHRASE_WEAK`, `VAULT_KEYCHAIN_UNSAFE`
 */
export async function replaceVault(
  file: string,
  oldVaults: string,
  { words, issuedAt, lock }: NewVault,
): Promise<void> {
  const bytes = await sealVault({ entropy: wordsToEntropy(words), issuedAt }, lock)
  await mkdir(oldVaults, { recursive: true, mode: 0o700 })
  const kept = await mkdtemp(join(oldVaults, 'vault-'))
  await copyFile(file, join(kept, basename(file)))
  await syncFolder(kept)
  await writeFileAtomic(file, bytes, { mode: 0o600 })
  await syncFolder(dirname(file))
}

async function openVault(file: string, lock: VaultLock): Promise<VaultContent> {
  const parts = await readVaultFile(file)
  const dataKey = await lock.unwrap(parts.wrap)
  try {
    return parts.open(dataKey)
  } finally {
    dataKey.fill(0)
  }
}

async function sealVault(content: VaultContent, lock: VaultLock): Promise<Buffer> {
  const dataKey = randomBytes(32)
  try {
    return writeVault(await lock.wrap(dataKey), dataKey, content)
  } finally {
    dataKey.fill(0)
    content.entropy.fill(0)
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
