import { initialize, initSync } from '@nucypher/nucypher-core'
import { expect, test } from 'vitest'
import { sealCapsule } from './capsule.ts'
import { PolicyJoin } from './policyJoin.ts'
import { publicKeyOf } from './keys.ts'
import { answerReencryptionRequest } from './reencryption.ts'
import { listenerSeeds, createPolicyFixture, proxySecrets, seedOf } from './testing/policyFixture.ts'

/** Bytes of WASM memory; once initialised, `initSync` gives out the module that is there. */
async function wasmMemory(): Promise<number> {
  await initialize()
  return initSync(new Uint8Array()).memory.buffer.byteLength
}

test('2,000 joins, failed ones too, leave WASM memory as it was', { timeout: 600_000 }, async () => {
  const { made, statement } = await createPolicyFixture(1, 1)
  const kit = await sealCapsule(made.policyKey, seedOf('content key'))
  const proxyKey = await publicKeyOf(proxySecrets(0).verifyingSeed)

  const join = async () => {
    const joining = await PolicyJoin.start(listenerSeeds, statement, made.treasureMap, kit)
    const request = joining.requestTo(0)
    const response = await answerReencryptionRequest(proxySecrets(0), statement, request)
    const fragment = joining.verifyResponse(response, proxyKey)
    joining.openCapsule(listenerSeeds.receivingSeed, [joining.verifyFragment(fragment)])
    joining.free()
    return { request, response, fragment }
  }
  const fail = async ({ request, response, fragment }: Awaited<ReturnType<typeof join>>) => {
    const joining = await PolicyJoin.start(listenerSeeds, statement, made.treasureMap, kit)
    expect(() => joining.verifyResponse(response, made.publisher)).toThrow('something else')
    expect(() => joining.verifyFragment(fragment.with(-60, (fragment.at(-60) ?? 0) ^ 1))).toThrow(/fragment/)
    joining.free()
    const wrongProxy = answerReencryptionRequest(proxySecrets(1), statement, request)
    await expect(wrongProxy).rejects.toThrow('not for this Ursula')
    const stranger = { ...listenerSeeds, receivingSeed: seedOf('stranger') }
    const wrongRecipient = PolicyJoin.start(stranger, statement, made.treasureMap, kit)
    await expect(wrongRecipient).rejects.toThrow('not made for us')
  }

  const joinMany = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      const joined = await join()
      if (round % 10 === 0) await fail(joined)
    }
  }
  await joinMany(50)
  const before = await wasmMemory()
  await joinMany(2000)
  expect(await wasmMemory()).toBe(before)
})
