import { MessageKit } from '@nucypher/nucypher-core'
import { parseMessageKit } from './capsule.ts'
import { parsePublicKey, parseSecretKey } from './keys.ts'
import { withErrorCode, scoped } from './wasmScope.ts'

/**
 * Encrypts `content` to one receiving key, for the mailbox. It says nothing of its sender: what must be signed is
 * signed within.
 *
 * @throws BuskerError `UMBRAL_MALFORMED`
 */
export function sealLetter(receivingKey: Uint8Array, content: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) =>
    scope.keep(new MessageKit(parsePublicKey(scope, receivingKey), content, null)).toBytes(),
  )
}

/** @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_WRONG_KEY` when the letter is for somebody else or was changed */
export function openLetter(receivingSeed: Uint8Array, letter: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) => {
    const kit = parseMessageKit(scope, letter)
    const secret = parseSecretKey(scope, receivingSeed)
    return withErrorCode(
      'UMBRAL_WRONG_KEY',
      'A letter is for somebody else, or was changed on its way.',
      () => kit.decrypt(secret),
    )
  })
}
