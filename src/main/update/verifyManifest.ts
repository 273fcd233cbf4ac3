import { createPublicKey, verify } from 'node:crypto'
import { BuskerError } from '../../shared/errors.ts'

/** More signatures than a publisher has keys. */
const maximumSignatures = 8

/**
 * Makes sure that the publisher has written a manifest of packages, which names each by its hash.
 *
 * @param signatures base64 of an Ed25519 signature of the manifest's UTF-8, one a line; one that counts is enough, so
 *   that a publisher can change keys
 * @param keys whose signature counts: base64 of SPKI DER
 * @throws BuskerError `UPDATE_FORGED`
 */
export function verifyManifest(manifest: string, signatures: string, keys: readonly string[]): void {
  const bytes = Buffer.from(manifest)
  const given = signatures
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, maximumSignatures)
    .map((line) => Buffer.from(line, 'base64'))
  const trusted = keys.map((key) =>
    createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }),
  )
  if (trusted.some((key) => given.some((signature) => verify(null, bytes, key, signature)))) return
  throw new BuskerError(
    'UPDATE_FORGED',
    'A newer Busker is offered that its publisher has not signed. It was not taken.',
  )
}
