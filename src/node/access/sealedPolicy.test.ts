import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Policy } from '../../protocol/policy.ts'
import { secret as toSecret } from '../../shared/ids.ts'
import { createPolicyFixture } from '../../umbral/testing/policyFixture.ts'
import { openPolicy, sealPolicy } from './sealedPolicy.ts'

const secret = toSecret.parse(`0x${'5e'.repeat(32)}`)
const some = async (): Promise<Policy> => {
  const { made, signed } = await createPolicyFixture()
  const body = {
    v: 1 as const,
    address: new Uint8Array(20),
    peer: 'peer',
    addresses: [],
    verifyingKey: made.publisher,
    encryptingKey: made.publisher,
    operator: 'somebody',
  }
  return {
    statement: signed,
    treasureMap: made.treasureMap,
    ursulas: [{ body, signature: new Uint8Array(64) }],
  }
}

test('the secret that sealed a policy opens it, and no other does', async () => {
  const policy = await some()
  const sealed = sealPolicy(policy, secret)
  expect(openPolicy(sealed, secret)).toEqual(policy)
  const other = toSecret.parse(`0x${'5f'.repeat(32)}`)
  expect(() => openPolicy(sealed, other)).toThrow(expect.objectContaining({ code: 'POLICY_WRONG_SECRET' }))
})

test('sealing twice under one secret gives different bytes', async () => {
  const policy = await some()
  expect(sealPolicy(policy, secret)).not.toEqual(sealPolicy(policy, secret))
})

test('a sealed policy that was changed or cut anywhere is refused', async () => {
  const sealed = sealPolicy(await some(), secret)
  const refused = expect.objectContaining({ code: 'POLICY_WRONG_SECRET' })
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      expect(() => openPolicy(sealed.with(at, (sealed[at] ?? 0) ^ mask), secret)).toThrow(refused)
      expect(() => openPolicy(sealed.slice(0, at), secret)).toThrow(refused)
    }),
  )
})
