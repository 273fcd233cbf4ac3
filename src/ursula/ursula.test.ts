import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MemoryNetwork, type MemoryPeer } from '../ipfs/testing/memoryNetwork.ts'
import type { PolicyStatement, SignedRevocation, SignedStatement } from '../protocol/policy.ts'
import { ursulaProtocol } from '../protocol/ursula.ts'
import { hex32, label, policyId } from '../shared/ids.ts'
import { sealCapsule } from '../umbral/capsule.ts'
import { PolicyJoin } from '../umbral/policyJoin.ts'
import { publicKeyOf } from '../umbral/keys.ts'
import { createPolicy } from '../umbral/policy.ts'
import {
  signRevocation,
  signStatement,
  verifyAcknowledgement,
  verifyUrsulaRecord,
} from '../umbral/policyRecords.ts'
import {
  artistSeeds,
  listenerSeeds,
  recipientKeys,
  seedOf,
  fixturePolicyId,
  trackLabel,
} from '../umbral/testing/policyFixture.ts'
import { createUrsula, type Ursula } from './createUrsula.ts'
import { openUrsulaKeys, type UrsulaKeys } from './ursulaKeys.ts'

const start = 1_700_000_000_000
let folder: string
let now: number
let keys: UrsulaKeys
let ursula: Ursula
let proxy: MemoryPeer
let asking: MemoryPeer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-ursula-'))
  const network = new MemoryNetwork()
  proxy = network.peer()
  asking = network.peer()
  now = start
  keys = await openUrsulaKeys(folder)
  ursula = await startUrsula()
})
afterEach(async () => {
  await ursula.stop()
  await rm(folder, { recursive: true })
})

async function startUrsula(limit = { burst: 1000, perSecond: 1 }): Promise<Ursula> {
  const made = createUrsula({ keys, folder, peer: proxy, operator: 'nobody', now: () => now, limit })
  await made.start()
  return made
}

async function createTestPolicy(id = fixturePolicyId) {
  const { body } = await ursula.describe()
  const recipient = await recipientKeys(listenerSeeds)
  const made = await createPolicy(artistSeeds, {
    id,
    label: trackLabel,
    recipient,
    threshold: 1,
    proxies: [body],
  })
  const statement: PolicyStatement = {
    v: 1,
    id,
    label: trackLabel,
    publisher: made.publisher,
    policyKey: made.policyKey,
    recipient,
    threshold: 1,
    shares: 1,
    end: start + 1000,
    fragments: [...made.fragments],
  }
  const kit = await sealCapsule(made.policyKey, seedOf('content key'))
  const joining = await PolicyJoin.start(listenerSeeds, statement, made.treasureMap, kit)
  const asked = joining.requestTo(0)
  return { statement: await signStatement(statement, artistSeeds.verifyingSeed), asked, joining }
}

const ask = (statement: SignedStatement, asked: { request: Uint8Array; signature: Uint8Array }) =>
  asking.call(proxy.id, ursulaProtocol, 'reencrypt', { statement, ...asked })
const revoke = async (id = fixturePolicyId, verifyingSeed = artistSeeds.verifyingSeed) => {
  const body = { v: 1 as const, id, publisher: await publicKeyOf(verifyingSeed), time: now }
  return asking.call(proxy.id, ursulaProtocol, 'revoke', await signRevocation(body, verifyingSeed))
}

test('its record is signed, names its peer, and can not be claimed by another key', async () => {
  const record = await asking.call(proxy.id, ursulaProtocol, 'describe', {})
  await verifyUrsulaRecord(record)
  expect(record.body).toMatchObject({ peer: proxy.id, addresses: proxy.addresses, operator: 'nobody' })
  const claimed = { ...record, body: { ...record.body, address: new Uint8Array(20) } }
  await expect(verifyUrsulaRecord(claimed)).rejects.toMatchObject({ code: 'POLICY_FORGED' })
})

test('its seed is made once and is for its owner alone', async () => {
  expect(await openUrsulaKeys(folder)).toEqual(keys)
  expect((await stat(join(folder, 'ursula.seed'))).mode & 0o777).toBe(0o600)
  await writeFile(join(folder, 'ursula.seed'), 'short')
  await expect(openUrsulaKeys(folder)).rejects.toMatchObject({ code: 'URSULA_SEED_DAMAGED' })
})

describe('re-encryption', () => {
  test('a request that agrees with its statement is answered with a fragment that proves itself', async () => {
    const { statement, asked, joining } = await createTestPolicy()
    const { response } = await ask(statement, asked)
    const { body } = await ursula.describe()
    expect(joining.verifyResponse(response, body.verifyingKey)).toHaveLength(381)
  })

  test('a statement of which anything was changed is refused', async () => {
    const { statement, asked } = await createTestPolicy()
    const other = await publicKeyOf(seedOf('other'))
    const { recipient } = statement.body
    const changes: fc.Arbitrary<Partial<PolicyStatement>>[] = [
      fc.stringMatching(/^[0-9a-f]{32}$/).map((id) => ({ id: policyId.parse(id) })),
      fc
        .integer({ min: 2, max: 999 })
        .map((edition) => ({ label: label.parse(trackLabel.replace('/1', `/${edition}`)) })),
      fc.constant({ publisher: other }),
      fc.constant({ policyKey: other }),
      fc.constant({ recipient: { ...recipient, verifyingKey: other } }),
      fc.constant({ recipient: { ...recipient, receivingKey: other } }),
      fc.integer({ min: 1 }).map((more) => ({ end: start + 1000 + more })),
      fc.stringMatching(/^0x[0-9a-f]{64}$/).map((hash) => ({ fragments: [hex32.parse(hash)] })),
    ]
    await fc.assert(
      fc.asyncProperty(fc.oneof(...changes), async (change) => {
        const body = { ...statement.body, ...change }
        await expect(ask({ ...statement, body }, asked)).rejects.toMatchObject({ code: 'POLICY_FORGED' })
      }),
      { numRuns: 60 },
    )
  })

  test('somebody who signs a statement of their own over another publisher’s fragment is refused', async () => {
    const { statement, asked } = await createTestPolicy()
    const thief = seedOf('thief')
    const body = { ...statement.body, publisher: await publicKeyOf(thief) }
    await expect(ask(await signStatement(body, thief), asked)).rejects.toMatchObject({
      code: 'POLICY_FORGED',
    })
  })

  test('m of n with too few fragments is malformed', async () => {
    const { statement, asked } = await createTestPolicy()
    const body = { ...statement.body, threshold: 2 }
    await expect(ask({ ...statement, body }, asked)).rejects.toMatchObject({ code: 'PROTOCOL_MALFORMED' })
  })

  test('it ends with the end time', async () => {
    const { statement, asked } = await createTestPolicy()
    now = start + 999
    await ask(statement, asked)
    now = start + 1000
    await expect(ask(statement, asked)).rejects.toMatchObject({ code: 'POLICY_EXPIRED' })
  })
})

describe('revocation', () => {
  test('ends re-encryption, over a restart too, and is acknowledged the same way again', async () => {
    const { statement, asked } = await createTestPolicy()
    const acknowledged = await revoke()
    const { body } = await ursula.describe()
    await verifyAcknowledgement(acknowledged, body.verifyingKey)
    expect(acknowledged.body).toEqual({ v: 1, id: fixturePolicyId, time: start })
    await expect(ask(statement, asked)).rejects.toMatchObject({ code: 'POLICY_REVOKED' })

    await ursula.stop()
    ursula = await startUrsula()
    now += 10
    await expect(ask(statement, asked)).rejects.toMatchObject({ code: 'POLICY_REVOKED' })
    expect((await revoke()).body).toEqual(acknowledged.body)
  })

  test('of one policy leaves a fresh one of the same track and listener open', async () => {
    await revoke()
    const fresh = await createTestPolicy(policyId.parse('1f'.repeat(16)))
    await expect(ask(fresh.statement, fresh.asked)).resolves.toHaveProperty('response')
  })

  test('by somebody else than the publisher ends nothing', async () => {
    const { statement, asked } = await createTestPolicy()
    await revoke(fixturePolicyId, seedOf('thief'))
    await ask(statement, asked)
    const body = { v: 1 as const, id: fixturePolicyId, publisher: statement.body.publisher, time: now }
    const forged: SignedRevocation = await signRevocation(body, seedOf('thief'))
    const refused = asking.call(proxy.id, ursulaProtocol, 'revoke', forged)
    await expect(refused).rejects.toMatchObject({ code: 'POLICY_FORGED' })
  })
})

test('a peer that asks too often is told to wait, another one is not', async () => {
  await ursula.stop()
  ursula = await startUrsula({ burst: 2, perSecond: 1 })
  const describeIt = () => asking.call(proxy.id, ursulaProtocol, 'describe', {})
  await describeIt()
  await describeIt()
  await expect(describeIt()).rejects.toMatchObject({ code: 'URSULA_BUSY' })
  now += 1000
  await describeIt()
  await expect(describeIt()).rejects.toMatchObject({ code: 'URSULA_BUSY' })
})

test('once stopped it answers nothing, and starts again', async () => {
  const { statement, asked } = await createTestPolicy()
  await ursula.stop()
  await ursula.stop()
  await expect(ask(statement, asked)).rejects.toMatchObject({ code: 'URSULA_STOPPED' })
  await ursula.start()
  await ursula.start()
  await ask(statement, asked)
})
