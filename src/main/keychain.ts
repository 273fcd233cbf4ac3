import type { SafeStorage } from 'electron'
import type { Keychain } from '../node/keys/vaultLock.ts'

/** The part of Electron's safeStorage that wraps a vault's key. */
type SafeStorageApi = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>

/** On Linux without a keyring, Chromium "encrypts" with a password that everybody knows. */
const plaintextBackends: readonly string[] = ['basic_text', 'unknown']

/** The operating system's keychain, by Electron's safeStorage. */
export function createKeychain(storage: SafeStorageApi): Keychain {
  return {
    isReal: () =>
      storage.isEncryptionAvailable() &&
      !plaintextBackends.includes(storage.getSelectedStorageBackend?.() ?? 'system'),
    wrap: async (dataKey) => storage.encryptString(Buffer.from(dataKey).toString('base64')),
    unwrap: async (wrapped) => Buffer.from(storage.decryptString(Buffer.from(wrapped)), 'base64'),
  }
}
