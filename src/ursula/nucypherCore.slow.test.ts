import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { PolicyStatement } from '../protocol/policy.ts'
import { sealCapsule } from '../umbral/capsule.ts'
import { publicKeyOf } from '../umbral/keys.ts'
import type { CreatedPolicy } from '../umbral/policy.ts'
import { PolicyJoin } from '../umbral/policyJoin.ts'
import { answerReencryptionRequest } from '../umbral/reencryption.ts'
import {
  createPolicyFixture,
  fixturePolicyId,
  listenerSeeds,
  proxyAddress,
  proxySecrets,
  seedOf,
  trackLabel,
} from '../umbral/testing/policyFixture.ts'
import type { PythonLibrary } from '../process/testing/pythonLibrary.ts'
import { startNucypherCore } from './testing/nucypherCore.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 })

const contentKey = seedOf('content key')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const numberOf = (address: string) => [0, 1, 2].find((n) => hex(proxyAddress(n)) === address) ?? -1
let nucypher: PythonLibrary
let made: CreatedPolicy
let statement: PolicyStatement
let kit: Uint8Array

beforeAll(async () => {
  nucypher = await startNucypherCore()
  ;({ made, statement } = await createPolicyFixture())
  kit = await sealCapsule(made.policyKey, contentKey)
})
afterAll(() => nucypher.stop())

test('Ursulas that run NuCypher’s own library answer our requests, and a track opens with what they answer', async () => {
  const joining = await PolicyJoin.start(listenerSeeds, statement, made.treasureMap, kit)
  try {
    const fragments = []
    for (const index of [0, 2]) {
      const { verifyingSeed, encryptingSeed } = proxySecrets(numberOf(hex(joining.addresses[index] ?? kit)))
      const { request } = joining.requestTo(index)
      const response = await nucypher.ask('answer', hex(request), hex(verifyingSeed), hex(encryptingSeed))
      fragments.push(joining.verifyResponse(bytesOf(String(response)), await publicKeyOf(verifyingSeed)))
    }
    expect(joining.openCapsule(listenerSeeds.receivingSeed, fragments)).toEqual(contentKey)
  } finally {
    joining.free()
  }
})

test('one of them can’t answer what is for another', async () => {
  const joining = await PolicyJoin.start(listenerSeeds, statement, made.treasureMap, kit)
  const [address = kit] = joining.addresses
  const { verifyingSeed, encryptingSeed } = proxySecrets((numberOf(hex(address)) + 1) % 3)
  const { request } = joining.requestTo(0)
  joining.free()
  await expect(nucypher.ask('answer', hex(request), hex(verifyingSeed), hex(encryptingSeed))).rejects.toThrow(
    /Error/,
  )
})

test('a buyer who has NuCypher’s own library reads our policy, asks our Ursulas, and opens the track', async () => {
  const { receivingSeed, verifyingSeed } = listenerSeeds
  const publisher = hex(made.publisher)
  const map = hex(made.treasureMap)
  const named = await nucypher.ask('destinations', map, hex(receivingSeed), publisher)
  const { threshold, addresses } = named as { threshold: number; addresses: string[] }
  expect([threshold, new Set(addresses.map(numberOf))]).toEqual([2, new Set([0, 1, 2])])

  const label = `${trackLabel}/${fixturePolicyId}`
  const asked = await nucypher.ask(
    'requests',
    map,
    hex(kit),
    hex(receivingSeed),
    hex(verifyingSeed),
    publisher,
    label,
  )
  const requests = asked as { request: string; signature: string }[]
  const responses: [string, string][] = []
  for (const [at, { request, signature }] of requests.slice(0, 2).entries()) {
    const proxy = proxySecrets(numberOf(addresses[at] ?? ''))
    const signed = { request: bytesOf(request), signature: bytesOf(signature) }
    const response = await answerReencryptionRequest(proxy, statement, signed)
    responses.push([hex(response), hex(await publicKeyOf(proxy.verifyingSeed))])
  }
  const opened = await nucypher.ask(
    'open_kit',
    hex(kit),
    responses,
    hex(receivingSeed),
    publisher,
    hex(made.policyKey),
  )
  expect(opened).toBe(hex(contentKey))
})
