import { readFile, stat } from 'node:fs/promises'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { type ParsedVault, readVault, vaultMaxBytes } from './vaultFile.ts'
import type { VaultLock } from './vaultLock.ts'

/** What opens a vault: what to ask for. @throws BuskerError `VAULT_MISSING`, `VAULT_TRUNCATED`, `VAULT_EDITED`, … */
export async function lockKindOf(file: string): Promise<VaultLock['kind']> {
  return (await readVaultFile(file)).wrap.kind
}

/**
 * Whether a person has to be asked before a vault opens. False for the one of somebody who only tries Busker, which holds keys to
 * play money alone. A vault that can't be read has what vaults have.
 *
 * @throws BuskerError `VAULT_MISSING`
 */
export async function hasPassphrase(file: string): Promise<boolean> {
  try {
    return (await lockKindOf(file)) === 'passphrase'
  } catch (error) {
    if (isBuskerError(error, 'VAULT_MISSING')) throw error
    return true
  }
}

/** Reads a vault's file; nothing in it is opened. @throws BuskerError `VAULT_MISSING`, `VAULT_TRUNCATED`, `VAULT_EDITED`, `VAULT_FROM_FUTURE` */
export async function readVaultFile(file: string): Promise<ParsedVault> {
  try {
    const { size } = await stat(file)
    if (size <= vaultMaxBytes) return readVault(await readFile(file))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new BuskerError(
      'VAULT_MISSING',
      `There is no vault at ${file}. Make a new identity, or restore one.`,
    )
  }
  throw new BuskerError('VAULT_EDITED', `${file} is too large to be a vault. Put a copy of the vault back.`)
}
