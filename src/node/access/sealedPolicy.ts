import { hkdfSync } from 'node:crypto'
import { hexToBytes } from 'viem'
import { decode, encode } from '../../protocol/codec.ts'
import { type Policy, policy as policySchema, policyMaxBytes } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Secret } from '../../shared/ids.ts'
import { open, seal } from '../../process/seal.ts'

const purpose = 'busker/policy/1'
const aad = new TextEncoder().encode(purpose)

/**
 * Encrypts a policy so that only the secret of its payment opens it: AES-256-GCM under HKDF-SHA256(secret, no salt,
 * info `busker/policy/1`), which is the additional data too.
 *
 * @returns nonce (12 bytes, random), ciphertext, tag (16)
 */
export function sealPolicy(policy: Policy, secret: Secret): Uint8Array {
  return new Uint8Array(seal(keyOf(secret), encode(policySchema, policy), aad))
}

/**
 * Opens what {@link sealPolicy} made.
 *
 * @throws BuskerError `POLICY_WRONG_SECRET`; `PROTOCOL_MALFORMED` or `PROTOCOL_TOO_LARGE` where a seller sealed
 *   something else than a policy
 */
export function openPolicy(sealed: Uint8Array, secret: Secret): Policy {
  const bytes = open(keyOf(secret), sealed, aad)
  if (bytes !== undefined) return decode(policySchema, new Uint8Array(bytes), policyMaxBytes)
  throw new BuskerError('POLICY_WRONG_SECRET', 'This secret does not open this policy.')
}

function keyOf(secret: Secret): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', hexToBytes(secret), new Uint8Array(0), purpose, 32))
}
