import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import { removeKeyFile, writeKeyFile } from '../../node/keys/keyFile.ts'
import { hasPassphrase, lockKindOf } from '../../node/keys/readVaultFile.ts'
import { changeLock, createVault, unlockVault } from '../../node/keys/vault.ts'
import { type Keychain, keychainLock, keyFileLock, type VaultLock } from '../../node/keys/vaultLock.ts'
import { newWords } from '../../node/keys/words.ts'
import { syncFolder } from '../../process/syncFolder.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { AppFiles } from '../appFiles.ts'

export type TrialFiles = Pick<AppFiles, 'vault' | 'keyFile' | 'rememberedVault' | 'oldTrials'>

/*
 * What is on disk, in the order in which it is written:
 *
 *   begin     key file (where there is no keychain) → vault, which it opens
 *   protect   vault, which the passphrase opens → no key file
 *   end       vault put aside → key file put beside it
 *
 * A crash leaves a key file without a vault, which the next beginning replaces; or beside a vault that it does not open, and the
 * next start removes it.
 */

/**
 * Makes an identity without asking anything: its words are in the vault alone, which the keychain opens, or where there is none a
 * key in a file beside it. For play money.
 *
 * @throws BuskerError `VAULT_EXISTS`
 */
export async function createTrialVault(files: TrialFiles, keychain: Keychain): Promise<LockableKeys> {
  if (existsSync(files.vault)) {
    throw new BuskerError('VAULT_EXISTS', 'There is an identity on this machine already. Unlock it.')
  }
  await rm(files.rememberedVault, { force: true })
  const hasKeychain = keychain.isReal()
  if (!hasKeychain) await writeKeyFile(files.keyFile)
  const lock = hasKeychain ? keychainLock(keychain) : keyFileLock(files.keyFile)
  await createVault(files.vault, newWords(), Date.now(), lock)
  return unlockVault(files.vault, lock)
}

/**
 * What opens a vault that has no passphrase.
 *
 * @throws BuskerError `VAULT_OTHER_LOCK` where it has one; as `lockKindOf`
 */
export async function trialLockOf(files: TrialFiles, keychain: Keychain): Promise<VaultLock> {
  const kind = await lockKindOf(files.vault)
  if (kind === 'keychain') return keychainLock(keychain)
  if (kind === 'keyFile') return keyFileLock(files.keyFile)
  throw new BuskerError('VAULT_OTHER_LOCK', 'This vault has a passphrase already.')
}

/**
 * Locks a vault that has no passphrase with one. Nothing else opens it any more when this returns; what opened it goes only once
 * the new lock is on disk. Errors: {@link trialLockOf}, `changeLock`
 */
export async function protectTrialVault(
  files: TrialFiles,
  keychain: Keychain,
  passphrase: VaultLock,
): Promise<void> {
  await changeLock(files.vault, await trialLockOf(files, keychain), passphrase)
  await removeKeyFile(files.keyFile)
}

/**
 * Puts a vault that has no passphrase aside, whether it opens or not, so that another can be made. Nothing is deleted.
 *
 * @throws BuskerError `VAULT_OTHER_LOCK` where it has a passphrase; `VAULT_MISSING`
 */
export async function putTrialAside(files: TrialFiles): Promise<void> {
  if (await hasPassphrase(files.vault)) {
    throw new BuskerError('VAULT_OTHER_LOCK', 'This vault has a passphrase, and is not put aside.')
  }
  await mkdir(files.oldTrials, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(files.oldTrials, 'trial-'))
  await rename(files.vault, join(folder, basename(files.vault)))
  if (existsSync(files.keyFile)) await rename(files.keyFile, join(folder, basename(files.keyFile)))
  await syncFolder(dirname(files.vault))
}
