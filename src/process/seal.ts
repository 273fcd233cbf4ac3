import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/** What sealing adds to a plaintext's length. */
export const sealOverhead = nonceBytes + tagBytes

/**
 * AES-256-GCM under a random nonce: `nonce ‖ ciphertext ‖ tag`.
 *
 * @param key 32 bytes
 * @param aad bound to the ciphertext, not part of it
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(aad)
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** The plaintext, or undefined where `sealed` was not made by {@link seal} with this key and this `aad`. */
export function open(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array | undefined {
  if (sealed.byteLength < sealOverhead) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(sealed.byteLength - tagBytes))
  const plaintext = decipher.update(sealed.subarray(nonceBytes, sealed.byteLength - tagBytes))
  try {
    return Buffer.concat([plaintext, decipher.final()])
  } catch {
    return undefined
  }
}
