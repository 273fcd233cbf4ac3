import { Address, generateKFrags, TreasureMap } from '@nucypher/nucypher-core'
import { digest } from '../protocol/codec.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Hex32, Label, PolicyId } from '../shared/ids.ts'
import { policyHrac } from './hrac.ts'
import { deriveDelegatingKey, publicKeyFor, parsePublicKey, createSigner } from './keys.ts'
import { scoped } from './wasmScope.ts'
import { destinationsOf } from './treasureMap.ts'

/** A proxy as a policy needs it. */
export interface Proxy {
  /** 20 bytes: its name in the treasure map. */
  readonly address: Uint8Array
  readonly encryptingKey: Uint8Array
}

export interface PolicyPlan {
  readonly id: PolicyId
  readonly label: Label
  readonly recipient: { readonly verifyingKey: Uint8Array; readonly receivingKey: Uint8Array }
  /** m, at least 1 and at most the number of proxies. */
  readonly threshold: number
  /** n proxies, each with an address of its own. */
  readonly proxies: readonly Proxy[]
}

export interface CreatedPolicy {
  readonly publisher: Uint8Array
  readonly policyKey: Uint8Array
  /** Encrypted to the recipient's receiving key. */
  readonly treasureMap: Uint8Array
  /** SHA-256 of each proxy's fragment, as it stands in the map. */
  readonly fragments: readonly Hex32[]
}

/**
 * Splits the right to re-encrypt a label's capsules for one recipient among proxies. Each kfrag is signed together
 * with both keys: one that is not verifies against any key.
 *
 * @throws BuskerError `POLICY_TERMS` for m = 0, m > n or a proxy named twice; `UMBRAL_MALFORMED`
 */
export async function createPolicy(
  secrets: { readonly delegatingSeed: Uint8Array; readonly verifyingSeed: Uint8Array },
  plan: PolicyPlan,
): Promise<CreatedPolicy> {
  checkPlan(plan)
  const { threshold, proxies } = plan
  return scoped((scope) => {
    const { keep, keepAll } = scope
    const delegating = deriveDelegatingKey(scope, secrets.delegatingSeed, plan.label)
    const policyKey = publicKeyFor(scope, delegating)
    const publisher = createSigner(scope, secrets.verifyingSeed)
    const publisherKey = keep(publisher.verifyingKey())
    const receiving = parsePublicKey(scope, plan.recipient.receivingKey)
    const hrac = policyHrac(scope, publisherKey, parsePublicKey(scope, plan.recipient.verifyingKey), plan)
    const kfrags = keepAll(
      generateKFrags(delegating, receiving, publisher, threshold, proxies.length, true, true),
    )
    const assigned = kfrags.flatMap((kfrag, index) => {
      const proxy = proxies[index]
      if (proxy === undefined) return []
      const address = keep(new Address(proxy.address))
      return [[address, [parsePublicKey(scope, proxy.encryptingKey), kfrag]] satisfies Assignment]
    })
    const map = keep(new TreasureMap(publisher, hrac, policyKey, assigned, threshold))
    return {
      publisher: publisherKey.toCompressedBytes(),
      policyKey: policyKey.toCompressedBytes(),
      treasureMap: keep(map.encrypt(publisher, receiving)).toBytes(),
      fragments: destinationsOf(scope, map).map(({ fragment }) => digest(fragment.toBytes())),
    }
  })
}

type Assignment = ConstructorParameters<typeof TreasureMap>[3][number]

/** The library accepts m = 0 and m > n, and panics on the map of the latter. */
function checkPlan({ threshold, proxies }: PolicyPlan): void {
  const names = new Set(proxies.map(({ address }) => Buffer.from(address).toString('hex')))
  const fits = Number.isInteger(threshold) && threshold >= 1 && threshold <= proxies.length
  const whole = proxies.every(({ address }) => address.byteLength === 20) && names.size === proxies.length
  if (fits && whole) return
  throw new BuskerError(
    'POLICY_TERMS',
    `A policy needs between 1 and all of its Ursulas, each one once; ${threshold} of ${names.size} is none.`,
  )
}
