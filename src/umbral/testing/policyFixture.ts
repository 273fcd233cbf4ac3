import { createHash } from 'node:crypto'
import { hexToBytes } from 'viem'
import { type PolicyStatement, policyStatement, type SignedStatement } from '../../protocol/policy.ts'
import { label, policyId, type Label, type PolicyId } from '../../shared/ids.ts'
import { publicKeyOf } from '../keys.ts'
import { type CreatedPolicy, createPolicy } from '../policy.ts'
import { signRecord } from '../records.ts'

/** 32 bytes that are always the same for one name. */
export function seedOf(name: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(name).digest())
}

export const trackLabel: Label = label.parse(`track/${'ab'.repeat(16)}/1`)
export const fixturePolicyId: PolicyId = policyId.parse('0f'.repeat(16))

/** An artist, as far as policies go. */
export const artistSeeds = { delegatingSeed: seedOf('artist root'), verifyingSeed: seedOf('artist') }

/** A listener, as far as policies go. */
export const listenerSeeds = { verifyingSeed: seedOf('listener'), receivingSeed: seedOf('listener receives') }

/** The secrets of the n-th proxy. */
export function proxySecrets(n: number) {
  return { verifyingSeed: seedOf(`proxy ${n}`), encryptingSeed: seedOf(`proxy ${n} encrypts`) }
}

export function proxyAddress(n: number): Uint8Array {
  return hexToBytes(`0x${n.toString(16).padStart(40, '0')}`)
}

export async function recipientKeys(seeds: { verifyingSeed: Uint8Array; receivingSeed: Uint8Array }) {
  return {
    verifyingKey: await publicKeyOf(seeds.verifyingSeed),
    receivingKey: await publicKeyOf(seeds.receivingSeed),
  }
}

/** A policy of m of n for the listener, with its signed statement. */
export async function createPolicyFixture(
  threshold = 2,
  shares = 3,
  options: { id?: PolicyId; label?: Label; end?: number } = {},
): Promise<{ made: CreatedPolicy; statement: PolicyStatement; signed: SignedStatement }> {
  const id = options.id ?? fixturePolicyId
  const policyLabel = options.label ?? trackLabel
  const recipient = await recipientKeys(listenerSeeds)
  const proxies = await Promise.all(
    Array.from({ length: shares }, async (_, n) => ({
      address: proxyAddress(n),
      encryptingKey: await publicKeyOf(proxySecrets(n).encryptingSeed),
    })),
  )
  const made = await createPolicy(artistSeeds, { id, label: policyLabel, recipient, threshold, proxies })
  const statement: PolicyStatement = {
    v: 1,
    id,
    label: policyLabel,
    publisher: made.publisher,
    policyKey: made.policyKey,
    recipient,
    threshold,
    shares,
    end: options.end ?? 2_000_000_000_000,
    fragments: [...made.fragments],
  }
  return {
    made,
    statement,
    signed: await signRecord('statement', policyStatement, statement, artistSeeds.verifyingSeed),
  }
}
