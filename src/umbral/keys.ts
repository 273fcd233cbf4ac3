import { PublicKey, SecretKey, SecretKeyFactory, Signature, Signer } from '@nucypher/nucypher-core'
import { isBuskerError } from '../shared/errors.ts'
import type { Label } from '../shared/ids.ts'
import { withErrorCode, type Scope, scoped } from './wasmScope.ts'

/**
 * The public half (33 bytes, compressed) of the verifying, receiving or encrypting key whose secret is `seed`.
 *
 * @param seed 32 bytes, the secp256k1 scalar itself, big endian
 * @throws BuskerError `UMBRAL_MALFORMED`
 */
export function publicKeyOf(seed: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) => publicKeyFor(scope, parseSecretKey(scope, seed)).toCompressedBytes())
}

/**
 * The public key of a label: what its capsules are encrypted under.
 *
 * @param delegatingSeed the artist's root of delegating keys, 32 bytes
 * @throws BuskerError `UMBRAL_MALFORMED`
 */
export function policyKeyOf(delegatingSeed: Uint8Array, label: Label): Promise<Uint8Array> {
  return scoped((scope) =>
    publicKeyFor(scope, deriveDelegatingKey(scope, delegatingSeed, label)).toCompressedBytes(),
  )
}

/** Signs with a verifying key's secret. Returns NuCypher's 64-byte form (ECDSA over secp256k1 and SHA-256; r, s). */
export function signMessage(verifyingSeed: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) => scope.keep(createSigner(scope, verifyingSeed).sign(message)).toBEBytes())
}

/** False also where key or signature is none at all. */
export async function verifyMessage(
  verifyingKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  try {
    return await scoped((scope) => isSignedBy(scope, parsePublicKey(scope, verifyingKey), message, signature))
  } catch (error) {
    if (isBuskerError(error, 'UMBRAL_MALFORMED')) return false
    throw error
  }
}

/** False also where the signature is none at all. */
export function isSignedBy(
  { keep }: Scope,
  key: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    return keep(Signature.fromBEBytes(signature)).verify(key, message)
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error
    return false
  }
}

/** A key pair of its own for each label: a buyer and m Ursulas together can compute it, and only it. */
export function deriveDelegatingKey({ keep }: Scope, delegatingSeed: Uint8Array, label: Label): SecretKey {
  const root = withErrorCode('UMBRAL_MALFORMED', 'The root of the delegating keys must be 32 bytes.', () =>
    keep(SecretKeyFactory.fromSecureRandomness(delegatingSeed)),
  )
  return keep(root.makeKey(new TextEncoder().encode(label)))
}

export function parseSecretKey({ keep }: Scope, seed: Uint8Array): SecretKey {
  return withErrorCode(
    'UMBRAL_MALFORMED',
    'A NuCypher secret key must be 32 bytes and below the order of the curve.',
    () => keep(SecretKey.fromBEBytes(seed)),
  )
}

export function createSigner(scope: Scope, verifyingSeed: Uint8Array): Signer {
  return scope.keep(new Signer(parseSecretKey(scope, verifyingSeed)))
}

export function publicKeyFor({ keep }: Scope, secret: SecretKey): PublicKey {
  return keep(secret.publicKey())
}

export function parsePublicKey({ keep }: Scope, bytes: Uint8Array): PublicKey {
  return withErrorCode(
    'UMBRAL_MALFORMED',
    'A public key must be a compressed point of secp256k1, 33 bytes.',
    () => keep(PublicKey.fromCompressedBytes(bytes)),
  )
}
