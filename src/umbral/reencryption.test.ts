import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PolicyStatement } from '../protocol/policy.ts'
import { hex32, label, policyId } from '../shared/ids.ts'
import { sealCapsule } from './capsule.ts'
import { publicKeyOf, signMessage } from './keys.ts'
import { PolicyJoin } from './policyJoin.ts'
import { createPolicy, type CreatedPolicy } from './policy.ts'
import { answerReencryptionRequest } from './reencryption.ts'
import {
  artistSeeds,
  listenerSeeds,
  createPolicyFixture,
  proxyAddress,
  proxySecrets,
  recipientKeys,
  seedOf,
  trackLabel,
} from './testing/policyFixture.ts'

const contentKey = seedOf('content key')
let made: CreatedPolicy
let statement: PolicyStatement
let kit: Uint8Array

beforeAll(async () => {
  ;({ made, statement } = await createPolicyFixture())
  kit = await sealCapsule(made.policyKey, contentKey)
})

let join: PolicyJoin
beforeEach(async () => {
  join = await startJoin()
})
afterEach(() => join.free())

const startJoin = (change: { verifyingSeed?: Uint8Array; receivingSeed?: Uint8Array } = {}) =>
  PolicyJoin.start({ ...listenerSeeds, ...change }, statement, made.treasureMap, kit)
const requestTo = (n: number) => join.requestTo(n)
const fragmentOf = async (n: number) => {
  const response = await answerReencryptionRequest(proxySecrets(n), statement, requestTo(n))
  return join.verifyResponse(response, await publicKeyOf(proxySecrets(n).verifyingSeed))
}

describe('2 of 3', () => {
  test('any two open the capsule, one does not', async () => {
    const fragments = await Promise.all([0, 1, 2].map(fragmentOf))
    const open = (...indices: number[]) =>
      join.openCapsule(
        listenerSeeds.receivingSeed,
        indices.flatMap((index) => fragments[index] ?? []),
      )
    expect(open(0, 1)).toEqual(contentKey)
    expect(open(2, 0)).toEqual(contentKey)
    expect(open(0, 1, 2)).toEqual(contentKey)
    expect(() => open(1)).toThrow(expect.objectContaining({ code: 'UMBRAL_WRONG_KEY' }))
    expect(() => open()).toThrow(expect.objectContaining({ code: 'UMBRAL_WRONG_KEY' }))
  })

  test('the treasure map tells its recipient, and nobody else, whom to ask', async () => {
    expect(join.addresses).toEqual([0, 1, 2].map(proxyAddress))
    expect(() => requestTo(3)).toThrow('no proxy 3')
    await expect(startJoin({ receivingSeed: seedOf('x') })).rejects.toMatchObject({ code: 'POLICY_FORGED' })
  })

  test.each<[string, (of: PolicyStatement) => Partial<PolicyStatement>]>([
    ['publisher', ({ recipient }) => ({ publisher: recipient.verifyingKey })],
    ['threshold', () => ({ threshold: 1 })],
    [
      'number of shares',
      ({ fragments }) => ({ shares: 4, fragments: [...fragments, ...fragments.slice(2)] }),
    ],
    ['policy key', ({ publisher }) => ({ policyKey: publisher })],
    ['fragment', ({ fragments }) => ({ fragments: fragments.with(1, hex32.parse(`0x${'00'.repeat(32)}`)) })],
  ])('a treasure map with another %s than the statement is refused', async (_, change) => {
    const changed = { ...statement, ...change(statement) }
    await expect(PolicyJoin.start(listenerSeeds, changed, made.treasureMap, kit)).rejects.toMatchObject({
      code: 'POLICY_FORGED',
    })
  })

  test('bytes that are no treasure map, or no capsule, are refused', async () => {
    const cut = made.treasureMap.slice(0, 300)
    await expect(PolicyJoin.start(listenerSeeds, statement, cut, kit)).rejects.toMatchObject({
      code: 'POLICY_FORGED',
    })
    const noKit = PolicyJoin.start(listenerSeeds, statement, made.treasureMap, new Uint8Array(9))
    await expect(noKit).rejects.toMatchObject({ code: 'UMBRAL_MALFORMED' })
  })

  test.each([
    ['m = 0', 0, 3],
    ['m > n', 4, 3],
    ['half an Ursula', 1.5, 3],
    ['no Ursula', 1, 0],
  ])('%s is refused', async (_, m, n) => {
    await expect(createPolicyFixture(m, n)).rejects.toMatchObject({ code: 'POLICY_TERMS' })
  })

  test('an Ursula named twice is refused', async () => {
    const proxy = {
      address: new Uint8Array(20),
      encryptingKey: await publicKeyOf(proxySecrets(0).encryptingSeed),
    }
    const recipient = await recipientKeys(listenerSeeds)
    const plan = { ...statement, recipient, threshold: 2, proxies: [proxy, proxy] }
    await expect(createPolicy(artistSeeds, plan)).rejects.toMatchObject({ code: 'POLICY_TERMS' })
  })
})

describe('a proxy refuses', () => {
  const forged = { code: 'POLICY_FORGED' }
  const other = publicKeyOf(seedOf('somebody else'))

  test('a request that its recipient did not sign', async () => {
    const thief = await startJoin({ verifyingSeed: seedOf('thief') })
    const answer = answerReencryptionRequest(proxySecrets(0), statement, thief.requestTo(0))
    await expect(answer).rejects.toMatchObject(forged)
    thief.free()
  })

  test('a fragment made for another proxy', async () => {
    await expect(answerReencryptionRequest(proxySecrets(1), statement, requestTo(0))).rejects.toMatchObject(
      forged,
    )
  })

  test.each<[string, (from: PolicyStatement) => Promise<Partial<PolicyStatement>>]>([
    ['policy', async () => ({ id: policyId.parse('11'.repeat(16)) })],
    ['label', async () => ({ label: label.parse(trackLabel.replace('/1', '/2')) })],
    ['publisher', async () => ({ publisher: await other })],
    ['recipient', async ({ recipient }) => ({ recipient: { ...recipient, verifyingKey: await other } })],
    ['fragment', async () => ({ fragments: [hex32.parse(`0x${'00'.repeat(32)}`)] })],
  ])('a request of another %s than the statement', async (_, change) => {
    const changed = { ...statement, ...(await change(statement)) }
    await expect(answerReencryptionRequest(proxySecrets(0), changed, requestTo(0))).rejects.toMatchObject(
      forged,
    )
  })

  test('any other byte in a request, without failing itself', async () => {
    const { request } = requestTo(0)
    const prefix = new TextEncoder().encode('busker/reencrypt/1\0')
    const position = fc.nat(request.length - 1)
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = request.with(at, (request[at] ?? 0) ^ mask)
        const signature = await signMessage(listenerSeeds.verifyingSeed, Buffer.concat([prefix, changed]))
        const answer = answerReencryptionRequest(proxySecrets(0), statement, { request: changed, signature })
        const code = await answer.then(
          () => 'answered',
          (error: { code: string }) => error.code,
        )
        expect(['POLICY_FORGED', 'UMBRAL_MALFORMED', 'answered']).toContain(code)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a recipient refuses', () => {
  const forged = expect.objectContaining({ code: 'UMBRAL_FORGED' })

  test('a fragment of another capsule, of another proxy, and bytes that are none', async () => {
    const response = await answerReencryptionRequest(proxySecrets(0), statement, requestTo(0))
    const key = await publicKeyOf(proxySecrets(0).verifyingSeed)
    const otherKey = await publicKeyOf(proxySecrets(1).verifyingSeed)
    const otherKit = await sealCapsule(made.policyKey, contentKey)
    const other = await PolicyJoin.start(listenerSeeds, statement, made.treasureMap, otherKit)
    expect(() => other.verifyResponse(response, key)).toThrow(forged)
    expect(() => join.verifyResponse(response, otherKey)).toThrow(forged)
    const malformed = expect.objectContaining({ code: 'UMBRAL_MALFORMED' })
    expect(() => join.verifyResponse(response.slice(9), key)).toThrow(malformed)
    other.free()
  })

  test('a fragment that was kept and changed meanwhile', async () => {
    const fragment = await fragmentOf(1)
    expect(join.verifyFragment(fragment)).toEqual(fragment)
    const changed = fragment.with(-60, (fragment.at(-60) ?? 0) ^ 1)
    expect(() => join.verifyFragment(changed)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^UMBRAL_(FORGED|MALFORMED)$/) }),
    )
  })
})
