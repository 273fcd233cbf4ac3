import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SafeStorage } from 'electron'
import { expect, it } from 'vitest'
import { isBuskerError } from '../shared/errors.ts'
import { keychainLock } from '../node/keys/vaultLock.ts'
import { describeKeychain } from '../node/keys/testing/keychainContract.ts'
import { createKeychain } from './keychain.ts'

type Storage = Parameters<typeof createKeychain>[0]
type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>

/** Electron's side of the boundary: seals with a key of its own, as the system's keychain does. */
function storage(backend: Backend, isAvailable = true): Storage {
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

describeKeychain('the system’s keychain', () => createKeychain(storage('gnome_libsecret')))

it.each([
  ['keeps secrets in clear', storage('basic_text')],
  ['is unknown', storage('unknown')],
  ['is not there', storage('kwallet6', false)],
])('a keychain that %s is refused', async (_what, unsafe) => {
  const keychain = createKeychain(unsafe)
  expect(keychain.isReal()).toBe(false)
  const error = await keychainLock(keychain)
    .wrap(randomBytes(32))
    .catch((thrown: unknown) => thrown)
  expect(isBuskerError(error, 'VAULT_KEYCHAIN_UNSAFE')).toBe(true)
})
