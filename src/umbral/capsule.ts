import { MessageKit } from '@nucypher/nucypher-core'
import type { Label } from '../shared/ids.ts'
import { delegatingKey, publicKey } from './keys.ts'
import { coded, type Scope, scoped } from './scope.ts'

/**
 * Encrypts `payload` under a label's public key.
 *
 * @returns a NuCypher MessageKit
 * @throws BuskerError `UMBRAL_MALFORMED`
 */
export function sealCapsule(policyKey: Uint8Array, payload: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) => scope.keep(new MessageKit(publicKey(scope, policyKey), payload, null)).toBytes())
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
    const secret = delegatingKey(scope, delegatingSeed, label)
    const message = messageKit(scope, kit)
    return coded('UMBRAL_WRONG_KEY', `This capsule was not sealed under the key of ${label}.`, () =>
      message.decrypt(secret),
    )
  })
}

export function messageKit({ keep }: Scope, kit: Uint8Array): MessageKit {
  return coded('UMBRAL_MALFORMED', 'These bytes are no NuCypher message kit.', () =>
    keep(MessageKit.fromBytes(kit)),
  )
}
