import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SafeStorage } from 'electron'
import { expect, test } from 'vitest'
import { isBuskerError } from '../shared/errors.ts'
import { keychainLock } from '../node/keys/vaultLock.ts'
import { keychainContract } from '../node/keys/testing/keychainContract.ts'
import { createKeychain } from './keychain.ts'

type SafeStorageApi = Parameters<typeof createKeychain>[0]
type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>

/** Electron's side of the boundary: seals with a key of its own, as the system's keychain does. */
function fakeSafeStorage(backend: Backend, isAvailable = true): SafeStorageApi {
  const key = randomBytes(32)
  return {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptString(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    decryptString(sealed) {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      cipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8')
    },
  }
}

keychainContract('the system’s keychain', () => createKeychain(fakeSafeStorage('gnome_libsecret')))

test.each([
  ['keeps secrets in clear', fakeSafeStorage('basic_text')],
  ['is unknown', fakeSafeStorage('unknown')],
  ['is not there', fakeSafeStorage('kwallet6', false)],
])('a keychain that %s is refused', async (_what, unsafe) => {
  const keychain = createKeychain(unsafe)
  expect(keychain.isReal()).toBe(false)
  const error = await keychainLock(keychain)
    .wrap(randomBytes(32))
    .catch((thrown: unknown) => thrown)
  expect(isBuskerError(error, 'VAULT_KEYCHAIN_UNSAFE')).toBe(true)
})
