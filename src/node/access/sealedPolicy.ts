import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { hexToBytes } from 'viem'
import { decode, encode } from '../../protocol/codec.ts'
import { type Policy, policy as policySchema, policyMaxBytes } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Secret } from '../../shared/ids.ts'

const purpose = 'busker/policy/1'
const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts a policy so that only the secret of its payment opens it: AES-256-GCM under HKDF-SHA256(secret, no salt,
 * info `busker/policy/1`), which is the additional data too.
 *
 * @returns nonce (12 bytes, random), ciphertext, tag (16)
 */
export function sealPolicy(policy: Policy, secret: Secret): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(purpose))
  const sealed = [cipher.update(encode(policySchema, policy)), cipher.final()]
  return new Uint8Array(Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]))
}

/**
 * Opens what {@link sealPolicy} made.
 *
 * @throws BuskerError `POLICY_WRONG_SECRET`; `PROTOCOL_MALFORMED` or `PROTOCOL_TOO_LARGE` where a seller sealed
 *   something else than a policy
 */
export function openPolicy(sealed: Uint8Array, secret: Secret): Policy {
  return decode(policySchema, decrypt(sealed, secret), policyMaxBytes)
}

function decrypt(sealed: Uint8Array, secret: Secret): Uint8Array {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(-tagBytes))
    const open = decipher.update(sealed.subarray(nonceBytes, -tagBytes))
    return new Uint8Array(Buffer.concat([open, decipher.final()]))
  } catch (error) {
    throw new BuskerError('POLICY_WRONG_SECRET', 'This secret does not open this policy.', { cause: error })
  }
}

function keyOf(secret: Secret): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', hexToBytes(secret), new Uint8Array(0), purpose, 32))
}
