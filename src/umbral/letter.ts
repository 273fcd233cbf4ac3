import { MessageKit } from '@nucypher/nucypher-core'
import { messageKit } from './capsule.ts'
import { publicKey, secretKey } from './keys.ts'
import { coded, scoped } from './scope.ts'

/**
 * Encrypts `content` to one receiving key, for the mailbox. It says nothing of its sender: what must be signed is
 * signed within.
 *
 * @throws BuskerError `UMBRAL_MALFORMED`
 */
export function sealLetter(receivingKey: Uint8Array, content: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) =>
    scope.keep(new MessageKit(publicKey(scope, receivingKey), content, null)).toBytes(),
  )
}

/** @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_WRONG_KEY` when the letter is for somebody else or was changed */
export function openLetter(receivingSeed: Uint8Array, letter: Uint8Array): Promise<Uint8Array> {
  return scoped((scope) => {
    const kit = messageKit(scope, letter)
    const secret = secretKey(scope, receivingSeed)
    return coded('UMBRAL_WRONG_KEY', 'A letter is for somebody else, or was changed on its way.', () =>
      kit.decrypt(secret),
    )
  })
}
