import {
  Conditions,
  Context,
  type EncryptedKeyFrag,
  EncryptedTreasureMap,
  type PublicKey,
  ReencryptionRequest,
  type TreasureMap,
} from '@nucypher/nucypher-core'
import type { PolicyStatement } from '../protocol/policy.ts'
import { digest } from '../protocol/purchase.ts'
import { BuskerError } from '../shared/errors.ts'
import { messageKit } from './capsule.ts'
import { policyHrac } from './hrac.ts'
import { publicKey, secretKey, signer } from './keys.ts'
import { requestBytes, type SignedReencryptionRequest } from './reencryption.ts'
import { coded, type Scope, scoped } from './scope.ts'
import { destinationsOf } from './treasureMap.ts'

/** What one proxy is to be asked. */
export interface ProxyRequest extends SignedReencryptionRequest {
  /** 20 bytes: whom to ask. */
  readonly address: Uint8Array
}

/**
 * Reads a policy's treasure map and writes the request to each of its n proxies, for one capsule.
 *
 * @param listener the recipient's secrets
 * @throws BuskerError `POLICY_FORGED` when the map is for somebody else, of another publisher, or does not say what the
 *   statement says; `UMBRAL_MALFORMED` when `kit` is none
 */
export function prepareJoin(
  listener: { readonly verifyingSeed: Uint8Array; readonly receivingSeed: Uint8Array },
  statement: PolicyStatement,
  treasureMap: Uint8Array,
  kit: Uint8Array,
): Promise<ProxyRequest[]> {
  return scoped((scope) => {
    const { keep } = scope
    const capsule = keep(messageKit(scope, kit).capsule)
    const publisher = publicKey(scope, statement.publisher)
    const recipient = publicKey(scope, statement.recipient.verifyingKey)
    const map = openMap(scope, listener.receivingSeed, publisher, treasureMap)
    const destinations = destinationsOf(scope, map)
    checkMap(scope, map, destinations, statement)
    const hrac = policyHrac(scope, publisher, recipient, statement)
    const own = signer(scope, listener.verifyingSeed)
    // Written as NuCypher's own nodes want them: without conditions, without context.
    const conditions = keep(new Conditions('[null]'))
    const context = keep(new Context('null'))
    return destinations.map(({ address, fragment }) => {
      const request = keep(
        new ReencryptionRequest([capsule], hrac, fragment, publisher, recipient, conditions, context),
      ).toBytes()
      return { address, request, signature: keep(own.sign(requestBytes(request))).toBEBytes() }
    })
  })
}

function openMap(
  scope: Scope,
  receivingSeed: Uint8Array,
  publisher: PublicKey,
  treasureMap: Uint8Array,
): TreasureMap {
  const { keep } = scope
  const secret = secretKey(scope, receivingSeed)
  return coded('POLICY_FORGED', 'The treasure map of this policy was not made for us by its publisher.', () =>
    keep(keep(EncryptedTreasureMap.fromBytes(treasureMap)).decrypt(secret, publisher)),
  )
}

function checkMap(
  { keep }: Scope,
  map: TreasureMap,
  destinations: readonly { readonly fragment: EncryptedKeyFrag }[],
  statement: PolicyStatement,
): void {
  const policyKey = keep(map.policyEncryptingKey).toCompressedBytes()
  const fits =
    map.threshold === statement.threshold &&
    destinations.length === statement.shares &&
    Buffer.compare(policyKey, statement.policyKey) === 0 &&
    destinations.every(({ fragment }) => statement.fragments.includes(digest(fragment.toBytes())))
  if (fits) return
  throw new BuskerError(
    'POLICY_FORGED',
    'A policy says one thing in its treasure map and another in its statement.',
  )
}
