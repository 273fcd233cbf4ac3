import { existsSync } from 'node:fs'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { replaceVault } from '../keys/vault.ts'
import type { VaultLock } from '../keys/vaultLock.ts'
import { issuedAtSetting } from '../settings/issuedAt.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'

export interface ResetVaultOptions {
  /** What does not open any more: its passphrase is forgotten, or it is damaged. */
  readonly vault: string
  /** Where the old vault is kept. */
  readonly oldVaults: string
  readonly words: string
  /** What the new vault opens with. */
  readonly lock: VaultLock
  /** The stores in which an account's node may have kept something. */
  readonly storesOf: (account: Address) => readonly string[]
  /** Where nothing of anybody's is kept yet, any words may be used. */
  readonly hasStores: boolean
  readonly nativeBinding?: string | undefined
  readonly now?: () => number
}

/**
 * Makes the vault anew out of its words. Everything else stays: what was bought, orders, and Raiden's channels. The old vault is
 * kept; a crash leaves the one or the other.
 *
 * @throws BuskerError `WORDS_INVALID`, `VAULT_OTHER_WORDS`, `VAULT_PASSPHRASE_WEAK`, `SETTINGS_DAMAGED`, `STORE_OTHER_WORDS`
 */
export async function resetVault(options: ResetVaultOptions): Promise<void> {
  const { vault, oldVaults, words, lock, now = Date.now } = options
  const keys = await deriveKeys(words, 0)
  try {
    const issuedAt = issuedAtOf(options, keys) ?? now()
    await replaceVault(vault, oldVaults, { words, issuedAt, lock })
  } finally {
    keys.lock()
  }
}

/** @returns null where nobody has ever kept anything */
function issuedAtOf({ storesOf, hasStores, nativeBinding }: ResetVaultOptions, keys: Keys): number | null {
  const own = storesOf(keys.identity.body.account).filter((file) => existsSync(file))
  if (own.length === 0) {
    if (!hasStores) return null
    throw new BuskerError(
      'VAULT_OTHER_WORDS',
      'These words belong to nobody who uses Busker on this machine. Type those that were written down here.',
    )
  }
  const [known] = own.flatMap((file) => readIssuedAt(file, keys, nativeBinding) ?? [])
  if (known !== undefined) return known
  throw new BuskerError(
    'SETTINGS_DAMAGED',
    'What is here does not say when this identity was made. Restore it from a snapshot.',
  )
}

function readIssuedAt(file: string, keys: Keys, nativeBinding: string | undefined): number | undefined {
  const store = openStore(file, { keys, nativeBinding })
  try {
    return new Settings(store).get(issuedAtSetting)
  } finally {
    store.close()
  }
}
