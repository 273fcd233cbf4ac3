import { EncryptedTreasureMap, type TreasureMap } from '@nucypher/nucypher-core'
import { publicKey, secretKey } from './keys.ts'
import { coded, type Scope, scoped } from './scope.ts'

/** Where one fragment of the right to re-encrypt is to be brought. */
export interface Destination {
  /** 20 bytes. */
  readonly address: Uint8Array
  /** NuCypher's EncryptedKeyFrag: readable by the proxy of that address alone. */
  readonly fragment: Uint8Array
}

export interface OpenedTreasureMap {
  readonly threshold: number
  readonly policyKey: Uint8Array
  readonly destinations: readonly Destination[]
}

/**
 * Reads a treasure map with the recipient's secret.
 *
 * @param publisher the verifying key that must have signed it
 * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_WRONG_KEY` when it is for somebody else or of another publisher
 */
export function openTreasureMap(
  receivingSeed: Uint8Array,
  publisher: Uint8Array,
  encrypted: Uint8Array,
): Promise<OpenedTreasureMap> {
  return scoped((scope) => {
    const { keep } = scope
    const sealed = coded('UMBRAL_MALFORMED', 'These bytes are no treasure map.', () =>
      keep(EncryptedTreasureMap.fromBytes(encrypted)),
    )
    const secret = secretKey(scope, receivingSeed)
    const publisherKey = publicKey(scope, publisher)
    const map = coded(
      'UMBRAL_WRONG_KEY',
      'This treasure map is for somebody else, or of another publisher.',
      () => keep(sealed.decrypt(secret, publisherKey)),
    )
    return {
      threshold: map.threshold,
      policyKey: keep(map.policyEncryptingKey).toCompressedBytes(),
      destinations: destinationsOf(scope, map),
    }
  })
}

export function destinationsOf({ keep }: Scope, map: TreasureMap): Destination[] {
  return map.destinations.map(([address, fragment]) => ({
    address: keep(address).toBytes(),
    fragment: keep(fragment).toBytes(),
  }))
}
