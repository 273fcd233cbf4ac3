import type { SafeStorage } from 'electron'
import type { Keychain } from '../node/keys/vaultLock.ts'

/** What a vault's key is under: only this application's user can ask the system to open it. */
type Storage = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>

/** On Linux without a keyring, Chromium "encrypts" with a password that everybody knows. */
const inClear: readonly string[] = ['basic_text', 'unknown']

/** The operating system's keychain, by Electron's safeStorage. */
export function createKeychain(storage: Storage): Keychain {
  return {
    isReal: () =>
      storage.isEncryptionAvailable() && !inClear.includes(storage.getSelectedStorageBackend?.() ?? 'system'),
    wrap: async (dataKey) => storage.encryptString(Buffer.from(dataKey).toString('base64')),
    unwrap: async (wrapped) => Buffer.from(storage.decryptString(Buffer.from(wrapped)), 'base64'),
  }
}
