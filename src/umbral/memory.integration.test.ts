import { initialize, initSync } from '@nucypher/nucypher-core'
import { expect, test } from 'vitest'
import { openCapsule, sealCapsule, verifyFragment } from './capsule.ts'
import { prepareJoin } from './joining.ts'
import { publicKeyOf } from './keys.ts'
import { answerReencryptionRequest, readReencryptionResponse } from './reencryption.ts'
import { listener, makeSomePolicy, proxySecrets, seedOf } from './testing/parties.ts'

/** Bytes of WASM memory; once initialised, `initSync` gives out the module that is there. */
async function wasmMemory(): Promise<number> {
  await initialize()
  return initSync(new Uint8Array()).memory.buffer.byteLength
}

test('2,000 joins, failed ones too, leave WASM memory as it was', { timeout: 120_000 }, async () => {
  const { made, statement } = await makeSomePolicy(1, 1)
  const kit = await sealCapsule(made.policyKey, seedOf('content key'))
  const proxyKey = await publicKeyOf(proxySecrets(0).verifyingSeed)
  const delegation = { ...statement, receivingKey: statement.recipient.receivingKey }

  const join = async () => {
    const [request] = await prepareJoin(listener, statement, made.treasureMap, kit)
    if (request === undefined) throw new Error('There is nobody to ask.')
    const response = await answerReencryptionRequest(proxySecrets(0), statement, request)
    const verified = await readReencryptionResponse(response, kit, proxyKey, delegation)
    await verifyFragment(kit, verified, delegation)
    await openCapsule(listener.receivingSeed, made.policyKey, kit, [verified])
    await expect(verifyFragment(kit, verified, { ...delegation, publisher: proxyKey })).rejects.toMatchObject(
      { code: 'UMBRAL_FORGED' },
    )
    await expect(answerReencryptionRequest(proxySecrets(1), statement, request)).rejects.toMatchObject({
      code: 'POLICY_FORGED',
    })
  }

  for (let round = 0; round < 50; round += 1) await join()
  const before = await wasmMemory()
  for (let round = 0; round < 2000; round += 1) await join()
  expect(await wasmMemory()).toBe(before)
})
