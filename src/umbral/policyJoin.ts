import {
  type Capsule,
  CapsuleFrag,
  Conditions,
  Context,
  type HRAC,
  type MessageKit,
  type PublicKey,
  ReencryptionRequest,
  ReencryptionResponse,
  type Signer,
} from '@nucypher/nucypher-core'
import type { PolicyStatement } from '../protocol/policy.ts'
import type { Brand } from '../shared/brand.ts'
import { BuskerError } from '../shared/errors.ts'
import { parseMessageKit } from './capsule.ts'
import { policyHrac } from './hrac.ts'
import { parsePublicKey, parseSecretKey, createSigner } from './keys.ts'
import { requestBytes, type SignedReencryptionRequest } from './reencryption.ts'
import { withErrorCode, retained, type Scope, scopedSync } from './wasmScope.ts'
import { type Destination, openTreasureMap } from './treasureMap.ts'

/** The recipient's secrets that a join needs. */
export interface Recipient {
  readonly verifyingSeed: Uint8Array
  readonly receivingSeed: Uint8Array
}

/** A capsule fragment whose proof was checked in this process (NuCypher's cfrag, 381 bytes). */
export type VerifiedFragment = Brand<Uint8Array, 'VerifiedFragment'>

/** A capsule on its way to being opened: what was parsed of it is kept in WASM memory until `free`. */
export class PolicyJoin {
  /** Of each of the n proxies, 20 bytes. */
  readonly addresses: readonly Uint8Array[]
  readonly free: () => void
  readonly #parsed: ParsedJoin

  /**
   * Reads a policy's treasure map, to have one capsule re-encrypted by its proxies.
   *
   * @throws BuskerError `POLICY_FORGED` when the map is for somebody else, of another publisher, or does not say what
   *   the statement says; `UMBRAL_MALFORMED` when `kit` is none
   */
  static async start(
    recipient: Recipient,
    statement: PolicyStatement,
    treasureMap: Uint8Array,
    kit: Uint8Array,
  ): Promise<PolicyJoin> {
    const { value, free } = await retained((scope) =>
      parseJoin(scope, recipient, statement, treasureMap, kit),
    )
    return new PolicyJoin(value, free)
  }

  private constructor(parsed: ParsedJoin, free: () => void) {
    this.#parsed = parsed
    this.addresses = parsed.destinations.map(({ address }) => address)
    this.free = free
  }

  /** Writes the request to the proxy at `index` of `addresses`. */
  requestTo(index: number): SignedReencryptionRequest {
    const { capsule, publisher, verifyingKey, hrac, destinations, signer: own } = this.#parsed
    const destination = destinations[index]
    if (destination === undefined) throw new RangeError(`The policy has no proxy ${index}.`)
    return scopedSync(({ keep }) => {
      // Written as NuCypher's own nodes want them: without conditions, without context.
      const conditions = keep(new Conditions('[null]'))
      const context = keep(new Context('null'))
      const { fragment } = destination
      const request = keep(
        new ReencryptionRequest([capsule], hrac, fragment, publisher, verifyingKey, conditions, context),
      ).toBytes()
      return { request, signature: keep(own.sign(requestBytes(request))).toBEBytes() }
    })
  }

  /**
   * Checks a proxy's answer: its signature, and the proof that the fragment is of this capsule and this policy.
   *
   * @param response a NuCypher ReencryptionResponse
   * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_FORGED`
   */
  verifyResponse(response: Uint8Array, proxyVerifyingKey: Uint8Array): VerifiedFragment {
    const { capsule, publisher, policyKey, receivingKey } = this.#parsed
    return scopedSync((scope) => {
      const { keep, keepAll } = scope
      const answer = withErrorCode('UMBRAL_MALFORMED', 'These bytes are no re-encryption response.', () =>
        keep(ReencryptionResponse.fromBytes(response)),
      )
      const proxy = parsePublicKey(scope, proxyVerifyingKey)
      const [verified] = withErrorCode(
        'UMBRAL_FORGED',
        'An Ursula answered with something else than asked for.',
        () => keepAll(answer.verify([capsule], publisher, proxy, policyKey, receivingKey)),
      )
      if (verified === undefined)
        throw new BuskerError('UMBRAL_FORGED', 'An Ursula answered with no fragment.')
      return verified.toBytes() as VerifiedFragment
    })
  }

  /**
   * Checks a fragment that was kept.
   *
   * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_FORGED`
   */
  verifyFragment(fragment: Uint8Array): VerifiedFragment {
    const { capsule, publisher, policyKey, receivingKey } = this.#parsed
    return scopedSync(({ keep }) => {
      const unchecked = capsuleFragment(fragment) // `verify` takes its memory: it must not be freed again
      return withErrorCode('UMBRAL_FORGED', 'A capsule fragment does not prove what it must.', () => {
        keep(unchecked.verify(capsule, publisher, policyKey, receivingKey))
        return fragment as VerifiedFragment
      })
    })
  }

  /**
   * Opens the capsule with m fragments of it.
   *
   * @throws BuskerError `UMBRAL_WRONG_KEY` (also for too few fragments)
   */
  openCapsule(receivingSeed: Uint8Array, fragments: readonly VerifiedFragment[]): Uint8Array {
    const { kit, policyKey } = this.#parsed
    return scopedSync((scope) => {
      const { keep } = scope
      const secret = parseSecretKey(scope, receivingSeed)
      const verified = fragments.map((bytes) => keep(keep(capsuleFragment(bytes)).skipVerification()))
      return withErrorCode('UMBRAL_WRONG_KEY', 'These fragments do not open this capsule.', () =>
        kit.decryptReencrypted(secret, policyKey, verified),
      )
    })
  }
}

interface ParsedJoin {
  readonly kit: MessageKit
  readonly capsule: Capsule
  readonly publisher: PublicKey
  readonly policyKey: PublicKey
  readonly receivingKey: PublicKey
  readonly verifyingKey: PublicKey
  readonly hrac: HRAC
  readonly signer: Signer
  readonly destinations: readonly Destination[]
}

function parseJoin(
  scope: Scope,
  { verifyingSeed, receivingSeed }: Recipient,
  statement: PolicyStatement,
  treasureMap: Uint8Array,
  bytes: Uint8Array,
): ParsedJoin {
  const kit = parseMessageKit(scope, bytes)
  const publisher = parsePublicKey(scope, statement.publisher)
  const verifyingKey = parsePublicKey(scope, statement.recipient.verifyingKey)
  return {
    kit,
    capsule: scope.keep(kit.capsule),
    publisher,
    policyKey: parsePublicKey(scope, statement.policyKey),
    receivingKey: parsePublicKey(scope, statement.recipient.receivingKey),
    verifyingKey,
    hrac: policyHrac(scope, publisher, verifyingKey, statement),
    signer: createSigner(scope, verifyingSeed),
    destinations: openTreasureMap(scope, receivingSeed, publisher, treasureMap, statement),
  }
}

function capsuleFragment(bytes: Uint8Array): CapsuleFrag {
  return withErrorCode('UMBRAL_MALFORMED', 'These bytes are no capsule fragment.', () =>
    CapsuleFrag.fromBytes(bytes),
  )
}
