import { reencrypt, ReencryptionRequest, ReencryptionResponse } from '@nucypher/nucypher-core'
import type { PolicyStatement } from '../protocol/policy.ts'
import { digest } from '../protocol/codec.ts'
import { BuskerError } from '../shared/errors.ts'
import { policyHrac } from './hrac.ts'
import { isSignedBy, parsePublicKey, parseSecretKey, createSigner } from './keys.ts'
import { withErrorCode, scoped } from './wasmScope.ts'

/** A recipient's request to one proxy, and the recipient's signature over it. */
export interface SignedReencryptionRequest {
  /** A NuCypher ReencryptionRequest. */
  readonly request: Uint8Array
  readonly signature: Uint8Array
}

/**
 * A proxy's work: re-encrypts if, and only if, the request agrees with the statement. That the statement was signed
 * by its publisher, has not ended and is not revoked is for the caller to have checked.
 *
 * @returns a NuCypher ReencryptionResponse
 * @throws BuskerError `UMBRAL_MALFORMED`; `POLICY_FORGED` where fragment, keys, HRAC or signature disagree
 */
export function answerReencryptionRequest(
  proxy: { readonly verifyingSeed: Uint8Array; readonly encryptingSeed: Uint8Array },
  statement: PolicyStatement,
  asked: SignedReencryptionRequest,
): Promise<Uint8Array> {
  return scoped((scope) => {
    const { keep, keepAll } = scope
    const publisher = parsePublicKey(scope, statement.publisher)
    const recipient = parsePublicKey(scope, statement.recipient.verifyingKey)
    if (!isSignedBy(scope, recipient, requestBytes(asked.request), asked.signature)) {
      throw forged('was not signed by the recipient of the policy')
    }
    const request = withErrorCode('UMBRAL_MALFORMED', 'These bytes are no re-encryption request.', () =>
      keep(ReencryptionRequest.fromBytes(asked.request)),
    )
    const fragment = keep(request.encryptedKfrag)
    const hrac = policyHrac(scope, publisher, recipient, statement)
    if (!keep(request.publisherVerifyingKey).equals(publisher)) throw forged('names another publisher')
    if (!keep(request.bobVerifyingKey).equals(recipient)) throw forged('names another recipient')
    if (!keep(request.hrac).equals(hrac)) throw forged('is of another policy')
    if (!statement.fragments.includes(digest(fragment.toBytes()))) {
      throw forged('brings a fragment not in the statement')
    }
    const [capsule, ...more] = keepAll(request.capsules)
    if (capsule === undefined || more.length > 0) throw forged('must ask for one capsule')
    const kfrag = withErrorCode(
      'POLICY_FORGED',
      'The fragment is not for this Ursula, or not of this policy.',
      () => keep(fragment.decrypt(parseSecretKey(scope, proxy.encryptingSeed), hrac, publisher)),
    )
    const answer = [[capsule, keep(reencrypt(capsule, kfrag))]] satisfies [unknown, unknown][]
    return keep(new ReencryptionResponse(createSigner(scope, proxy.verifyingSeed), answer)).toBytes()
  })
}

/** What a recipient signs of a request. */
export function requestBytes(request: Uint8Array): Uint8Array {
  return Buffer.concat([new TextEncoder().encode('busker/reencrypt/1\0'), request])
}

function forged(why: string): BuskerError {
  return new BuskerError('POLICY_FORGED', `The re-encryption request ${why}.`)
}
