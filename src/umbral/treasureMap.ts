import type { EncryptedKeyFrag, TreasureMap } from '@nucypher/nucypher-core'
import type { Scope } from './scope.ts'

/** Where the fragments of the right to re-encrypt are to be brought, each readable by the proxy of that address alone. */
export function destinationsOf(
  { keep }: Scope,
  map: TreasureMap,
): { address: Uint8Array; fragment: EncryptedKeyFrag }[] {
  return map.destinations.map(([address, fragment]) => ({
    address: keep(address).toBytes(),
    fragment: keep(fragment),
  }))
}
