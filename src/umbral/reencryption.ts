import {
  type EncryptedKeyFrag,
  reencrypt,
  ReencryptionRequest,
  ReencryptionResponse,
} from '@nucypher/nucypher-core'
import type { PolicyStatement } from '../protocol/policy.ts'
import { digest } from '../protocol/purchase.ts'
import { BuskerError } from '../shared/errors.ts'
import { type Delegation, messageKit, type VerifiedFragment } from './capsule.ts'
import { policyHrac } from './hrac.ts'
import { isSigned, publicKey, secretKey, signer } from './keys.ts'
import { coded, type Scope, scoped } from './scope.ts'

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
    const recipientKey = statement.recipient.verifyingKey
    if (!isSigned(scope, recipientKey, requestBytes(asked.request), asked.signature)) {
      throw forged('was not signed by the recipient of the policy')
    }
    const request = coded('UMBRAL_MALFORMED', 'These bytes are no re-encryption request.', () =>
      keep(ReencryptionRequest.fromBytes(asked.request)),
    )
    const fragment = keep(request.encryptedKfrag)
    checkAgreement(scope, statement, request, fragment)
    const [capsule, ...more] = keepAll(request.capsules)
    if (capsule === undefined || more.length > 0) throw forged('must ask for one capsule')
    const publisher = publicKey(scope, statement.publisher)
    const hrac = keep(request.hrac)
    const kfrag = coded('POLICY_FORGED', 'The fragment is not for this Ursula, or not of this policy.', () =>
      keep(fragment.decrypt(secretKey(scope, proxy.encryptingSeed), hrac, publisher)),
    )
    const answer = [[capsule, keep(reencrypt(capsule, kfrag))]] satisfies [unknown, unknown][]
    return keep(new ReencryptionResponse(signer(scope, proxy.verifyingSeed), answer)).toBytes()
  })
}

/**
 * A recipient's check of an answer: the proxy's signature, and the proof that the fragment is of the right capsule
 * and the right policy.
 *
 * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_FORGED`
 */
export function readReencryptionResponse(
  response: Uint8Array,
  kit: Uint8Array,
  proxyVerifyingKey: Uint8Array,
  delegation: Delegation,
): Promise<VerifiedFragment> {
  return scoped((scope) => {
    const { keep, keepAll } = scope
    const answer = coded('UMBRAL_MALFORMED', 'These bytes are no re-encryption response.', () =>
      keep(ReencryptionResponse.fromBytes(response)),
    )
    const capsule = keep(messageKit(scope, kit).capsule)
    const publisher = publicKey(scope, delegation.publisher)
    const proxy = publicKey(scope, proxyVerifyingKey)
    const policyKey = publicKey(scope, delegation.policyKey)
    const receivingKey = publicKey(scope, delegation.receivingKey)
    const [verified] = coded('UMBRAL_FORGED', 'An Ursula answered with something else than asked for.', () =>
      keepAll(answer.verify([capsule], publisher, proxy, policyKey, receivingKey)),
    )
    if (verified === undefined) throw new BuskerError('UMBRAL_FORGED', 'An Ursula answered with no fragment.')
    return verified.toBytes() as VerifiedFragment
  })
}

function checkAgreement(
  scope: Scope,
  statement: PolicyStatement,
  request: ReencryptionRequest,
  fragment: EncryptedKeyFrag,
): void {
  const { keep } = scope
  const publisher = publicKey(scope, statement.publisher)
  const recipient = publicKey(scope, statement.recipient.verifyingKey)
  if (!keep(request.publisherVerifyingKey).equals(publisher)) throw forged('names another publisher')
  if (!keep(request.bobVerifyingKey).equals(recipient)) throw forged('names another recipient')
  if (!keep(request.hrac).equals(policyHrac(scope, publisher, recipient, statement))) {
    throw forged('is of another policy')
  }
  if (!statement.fragments.includes(digest(fragment.toBytes()))) {
    throw forged('brings a fragment not in the statement')
  }
}

/** What a recipient signs of a request. */
export function requestBytes(request: Uint8Array): Uint8Array {
  return Buffer.concat([new TextEncoder().encode('busker/reencrypt/1\0'), request])
}

function forged(why: string): BuskerError {
  return new BuskerError('POLICY_FORGED', `The re-encryption request ${why}.`)
}
