import {
  type Capsule,
  CapsuleFrag,
  Conditions,
  Context,
  type MessageKit,
  type PublicKey,
  ReencryptionRequest,
  ReencryptionResponse,
} from '@nucypher/nucypher-core'
import type { PolicyStatement } from '../protocol/policy.ts'
import type { Brand } from '../shared/brand.ts'
import { BuskerError } from '../shared/errors.ts'
import { messageKit } from './capsule.ts'
import { policyHrac } from './hrac.ts'
import { publicKey, secretKey, signer } from './keys.ts'
import { requestBytes, type SignedReencryptionRequest } from './reencryption.ts'
import { coded, held, type Scope, scopedNow } from './scope.ts'
import { openMap } from './treasureMap.ts'

/** The recipient's secrets that a join needs. */
export interface Recipient {
  readonly verifyingSeed: Uint8Array
  readonly receivingSeed: Uint8Array
}

/** What one proxy is to be asked. */
export interface ProxyRequest extends SignedReencryptionRequest {
  /** 20 bytes: whom to ask. */
  readonly address: Uint8Array
}

/** A capsule fragment whose proof was checked in this process (NuCypher's cfrag, 381 bytes). */
export type VerifiedFragment = Brand<Uint8Array, 'VerifiedFragment'>

/** A capsule on its way to being opened: what was parsed of it is kept in WASM memory until `free`. */
export class Joining {
  /** One for each of the n proxies. */
  readonly requests: readonly ProxyRequest[]
  readonly free: () => void
  readonly #parsed: Parsed

  /**
   * Reads a policy's treasure map and writes the request to each of its proxies, for one capsule.
   *
   * @throws BuskerError `POLICY_FORGED` when the map is for somebody else, of another publisher, or does not say what
   *   the statement says; `UMBRAL_MALFORMED` when `kit` is none
   */
  static async begin(
    recipient: Recipient,
    statement: PolicyStatement,
    treasureMap: Uint8Array,
    kit: Uint8Array,
  ): Promise<Joining> {
    const { value, free } = await held((scope) => {
      const parsed = parse(scope, statement, kit)
      return { parsed, requests: writeRequests(scope, recipient, statement, treasureMap, parsed) }
    })
    return new Joining(value.parsed, value.requests, free)
  }

  private constructor(parsed: Parsed, requests: readonly ProxyRequest[], free: () => void) {
    this.#parsed = parsed
    this.requests = requests
    this.free = free
  }

  /**
   * Checks a proxy's answer: its signature, and the proof that the fragment is of this capsule and this policy.
   *
   * @param response a NuCypher ReencryptionResponse
   * @throws BuskerError `UMBRAL_MALFORMED`, `UMBRAL_FORGED`
   */
  read(response: Uint8Array, proxyVerifyingKey: Uint8Array): VerifiedFragment {
    const { capsule, publisher, policyKey, receivingKey } = this.#parsed
    return scopedNow((scope) => {
      const { keep, keepAll } = scope
      const answer = coded('UMBRAL_MALFORMED', 'These bytes are no re-encryption response.', () =>
        keep(ReencryptionResponse.fromBytes(response)),
      )
      const proxy = publicKey(scope, proxyVerifyingKey)
      const [verified] = coded(
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
  verify(fragment: Uint8Array): VerifiedFragment {
    const { capsule, publisher, policyKey, receivingKey } = this.#parsed
    return scopedNow(({ keep }) => {
      const unchecked = capsuleFragment(fragment) // `verify` takes its memory: it must not be freed again
      return coded('UMBRAL_FORGED', 'A capsule fragment does not prove what it must.', () => {
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
  open(receivingSeed: Uint8Array, fragments: readonly VerifiedFragment[]): Uint8Array {
    const { kit, policyKey } = this.#parsed
    return scopedNow((scope) => {
      const { keep } = scope
      const secret = secretKey(scope, receivingSeed)
      const verified = fragments.map((bytes) => keep(keep(capsuleFragment(bytes)).skipVerification()))
      return coded('UMBRAL_WRONG_KEY', 'These fragments do not open this capsule.', () =>
        kit.decryptReencrypted(secret, policyKey, verified),
      )
    })
  }
}

interface Parsed {
  readonly kit: MessageKit
  readonly capsule: Capsule
  readonly publisher: PublicKey
  readonly policyKey: PublicKey
  readonly receivingKey: PublicKey
}

function parse(scope: Scope, statement: PolicyStatement, bytes: Uint8Array): Parsed {
  const kit = messageKit(scope, bytes)
  return {
    kit,
    capsule: scope.keep(kit.capsule),
    publisher: publicKey(scope, statement.publisher),
    policyKey: publicKey(scope, statement.policyKey),
    receivingKey: publicKey(scope, statement.recipient.receivingKey),
  }
}

function writeRequests(
  scope: Scope,
  { verifyingSeed, receivingSeed }: Recipient,
  statement: PolicyStatement,
  treasureMap: Uint8Array,
  { capsule, publisher }: Parsed,
): ProxyRequest[] {
  const { keep } = scope
  const destinations = openMap(scope, receivingSeed, publisher, treasureMap, statement)
  const recipient = publicKey(scope, statement.recipient.verifyingKey)
  const hrac = policyHrac(scope, publisher, recipient, statement)
  const own = signer(scope, verifyingSeed)
  // Written as NuCypher's own nodes want them: without conditions, without context.
  const conditions = keep(new Conditions('[null]'))
  const context = keep(new Context('null'))
  return destinations.map(({ address, fragment }) => {
    const request = keep(
      new ReencryptionRequest([capsule], hrac, fragment, publisher, recipient, conditions, context),
    ).toBytes()
    return { address, request, signature: keep(own.sign(requestBytes(request))).toBEBytes() }
  })
}

function capsuleFragment(bytes: Uint8Array): CapsuleFrag {
  return coded('UMBRAL_MALFORMED', 'These bytes are no capsule fragment.', () => CapsuleFrag.fromBytes(bytes))
}
