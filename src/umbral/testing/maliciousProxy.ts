import {
  generateKFrags,
  PublicKey,
  reencrypt,
  ReencryptionRequest,
  ReencryptionResponse,
  SecretKey,
  Signer,
} from '@nucypher/nucypher-core'
import { createSigner } from '../keys.ts'
import { scoped } from '../wasmScope.ts'

/** A proxy that lies: it signs what it was asked for, re-encrypted with a fragment of a policy of its own. */
export function reencryptWithWrongFragment(
  verifyingSeed: Uint8Array,
  receivingKey: Uint8Array,
  request: Uint8Array,
): Promise<Uint8Array> {
  return scoped((scope) => {
    const { keep, keepAll } = scope
    const asked = keep(ReencryptionRequest.fromBytes(request))
    const own = keep(SecretKey.random())
    const publisher = keep(new Signer(own))
    const recipient = keep(PublicKey.fromCompressedBytes(receivingKey))
    const kfrags = keepAll(generateKFrags(own, recipient, publisher, 1, 1, true, true))
    const answer = keepAll(asked.capsules).flatMap((capsule) =>
      kfrags.map((kfrag): [typeof capsule, ReturnType<typeof reencrypt>] => [
        capsule,
        keep(reencrypt(capsule, kfrag)),
      ]),
    )
    return keep(new ReencryptionResponse(createSigner(scope, verifyingSeed), answer)).toBytes()
  })
}
