import {
  type EncryptedKeyFrag,
  EncryptedTreasureMap,
  type PublicKey,
  type TreasureMap,
} from '@nucypher/nucypher-core'
import type { PolicyStatement } from '../protocol/policy.ts'
import { digest } from '../protocol/codec.ts'
import { BuskerError } from '../shared/errors.ts'
import { parseSecretKey } from './keys.ts'
import { withErrorCode, type Scope } from './wasmScope.ts'

/** Where one fragment of the right to re-encrypt is to be brought, readable by the proxy of that address alone. */
export interface Destination {
  readonly address: Uint8Array
  readonly fragment: EncryptedKeyFrag
}

export function destinationsOf({ keep }: Scope, map: TreasureMap): Destination[] {
  return map.destinations.map(([address, fragment]) => ({
    address: keep(address).toBytes(),
    fragment: keep(fragment),
  }))
}

/** @throws BuskerError `POLICY_FORGED` unless the publisher made it for us, and it says what the statement says */
export function openTreasureMap(
  scope: Scope,
  receivingSeed: Uint8Array,
  publisher: PublicKey,
  treasureMap: Uint8Array,
  statement: PolicyStatement,
): Destination[] {
  const { keep } = scope
  const secret = parseSecretKey(scope, receivingSeed)
  const map = withErrorCode(
    'POLICY_FORGED',
    'The treasure map of this policy was not made for us by its publisher.',
    () => keep(keep(EncryptedTreasureMap.fromBytes(treasureMap)).decrypt(secret, publisher)),
  )
  const destinations = destinationsOf(scope, map)
  const policyKey = keep(map.policyEncryptingKey).toCompressedBytes()
  const fits =
    map.threshold === statement.threshold &&
    destinations.length === statement.shares &&
    Buffer.compare(policyKey, statement.policyKey) === 0 &&
    destinations.every(({ fragment }) => statement.fragments.includes(digest(fragment.toBytes())))
  if (fits) return destinations
  throw new BuskerError(
    'POLICY_FORGED',
    'A policy says one thing in its treasure map and another in its statement.',
  )
}
