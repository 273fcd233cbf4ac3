import { CapsuleFrag, MessageKit } from '@nucypher/nucypher-core'
import type { Brand } from '../shared/brand.ts'
import type { Label } from '../shared/ids.ts'
import { delegatingKey, publicKey, secretKey } from './keys.ts'
import { coded, type Scope, scoped } from './scope.ts'

/** A capsule fragment whose proof was checked in this process (NuCypher's cfrag, 381 bytes). */
export type VerifiedFragment = Brand<Uint8Array, 'VerifiedFragment'>

/** Whose rights a capsule fragment must prove: all three public keys are signed into it. */
export interface Delegation {
  readonly publisher: Uint8Array
  readonly policyKey: Uint8Array
  readonly receivingKey: Uint8Array
}

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

/**
 * Opens a capsule with m fragments of it that were re-encrypted to `receivingSeed`.
 *
 * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_WRONG_KEY` (also for too few fragments)
 */
export function openCapsule(
  receivingSeed: Uint8Array,
  policyKey: Uint8Array,
  kit: Uint8Array,
  fragments: readonly VerifiedFragment[],
): Promise<Uint8Array> {
  return scoped((scope) => {
    const message = messageKit(scope, kit)
    const secret = secretKey(scope, receivingSeed)
    const key = publicKey(scope, policyKey)
    const verified = fragments.map((bytes) =>
      scope.keep(scope.keep(capsuleFragment(bytes)).skipVerification()),
    )
    return coded('UMBRAL_WRONG_KEY', 'These fragments do not open this capsule.', () =>
      message.decryptReencrypted(secret, key, verified),
    )
  })
}

/**
 * Checks a fragment that was kept.
 *
 * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_FORGED`
 */
export function verifyFragment(
  kit: Uint8Array,
  fragment: Uint8Array,
  delegation: Delegation,
): Promise<VerifiedFragment> {
  return scoped((scope) => {
    const { keep } = scope
    const capsule = keep(messageKit(scope, kit).capsule)
    const publisher = publicKey(scope, delegation.publisher)
    const policyKey = publicKey(scope, delegation.policyKey)
    const receivingKey = publicKey(scope, delegation.receivingKey)
    const unchecked = capsuleFragment(fragment) // `verify` takes its memory: it must not be freed again
    return coded('UMBRAL_FORGED', 'A capsule fragment does not prove what it must.', () => {
      keep(unchecked.verify(capsule, publisher, policyKey, receivingKey))
      return fragment as VerifiedFragment
    })
  })
}

export function messageKit({ keep }: Scope, kit: Uint8Array): MessageKit {
  return coded('UMBRAL_MALFORMED', 'These bytes are no NuCypher message kit.', () =>
    keep(MessageKit.fromBytes(kit)),
  )
}

function capsuleFragment(bytes: Uint8Array): CapsuleFrag {
  return coded('UMBRAL_MALFORMED', 'These bytes are no capsule fragment.', () => CapsuleFrag.fromBytes(bytes))
}
