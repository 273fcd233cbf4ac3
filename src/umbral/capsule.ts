import { MessageKit } from '@nucypher/nucypher-core'
import type { Label } from '../shared/ids.ts'
import { deriveDelegatingKey, parsePublicKey } from './keys.ts'
import { withErrorCode, type Scope, scoped } from './wasmScope.ts'

/**
 * Encrypts `payload` under a label's public key.
 *
 * @returns a NuCypher MessageKit
 * @throws BuskerError `UMBRAL_MALFORMED`
 */
export function sealCapsule(policyKey: Uint8Array, payload: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) =>
    scope.keep(new MessageKit(parsePublicKey(scope, policyKey), payload, null)).toBytes(),
  )
}

/**
 * Opens a capsule of one's own, with the delegating key it was made under.
 *
 * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_WRONG_KEY`
 */
export function openOwnCapsule(
  delegatingSeed: Uint8Array,
  label: Label,
  kit: Uint8Array,
): Promise<Uint8Array> {
  return scoped((scope) => {
    const secret = deriveDelegatingKey(scope, delegatingSeed, label)
    const message = parseMessageKit(scope, kit)
    return withErrorCode('UMBRAL_WRONG_KEY', `This capsule was not sealed under the key of ${label}.`, () =>
      message.decrypt(secret),
    )
  })
}

export function parseMessageKit({ keep }: Scope, kit: Uint8Array): MessageKit {
  return withErrorCode('UMBRAL_MALFORMED', 'These bytes are no NuCypher message kit.', () =>
    keep(MessageKit.fromBytes(kit)),
  )
}
