import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { orderId, policyId } from '../../shared/ids.ts'
import { AccessHarness, createSealedTrack, type SealedTrack } from './testing/accessHarness.ts'

let harness: AccessHarness
let artist: Awaited<ReturnType<AccessHarness['addUser']>>
let listener: Awaited<ReturnType<AccessHarness['addUser']>>
let track: SealedTrack

beforeEach(async () => {
  const network = new MemoryNetwork()
  harness = new AccessHarness(async () => network.peer())
  await Promise.all([harness.addUrsula('a'), harness.addUrsula('b'), harness.addUrsula('c')])
  artist = await harness.addUser()
  listener = await harness.addUser()
  track = await createSealedTrack(artist.keys)
})
afterEach(() => harness.stop())

const make = (threshold = 2, shares = 3, end = harness.terms().end) =>
  artist.grants.make(track.label, listener.keys.identity.body, { threshold, shares, end })
const order = orderId.parse(`0x${'0d'.repeat(32)}`)

describe('terms', () => {
  test.each([
    ['m = 0', 0, 3],
    ['m > n', 3, 2],
    ['n = 31', 2, 31],
    ['half an Ursula', 1.5, 3],
  ])('%s is refused', async (_, threshold, shares) => {
    await expect(make(threshold, shares)).rejects.toMatchObject({ code: 'POLICY_TERMS' })
  })

  test('an end that has passed is refused', async () => {
    await expect(make(2, 3, harness.now)).rejects.toMatchObject({ code: 'POLICY_TERMS' })
    await expect(make(2, 3, Number.NaN)).rejects.toMatchObject({ code: 'POLICY_TERMS' })
  })

  test('more Ursulas than there are can not be had', async () => {
    await expect(make(2, 4)).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_URSULAS' })
  })
})

test('a policy can be made while all Ursulas are away, once they were met', async () => {
  await make()
  await Promise.all(harness.ursulas.map(({ peer }) => peer.stop()))
  harness.now += 3_600_000
  const policy = await make()
  expect(policy.ursulas).toHaveLength(3)
})

test('an Ursula that presents itself as another is not used', async () => {
  const [first, second] = harness.ursulas
  await first?.peer.handle(ursulaProtocol, {
    describe: () => second?.ursula.describe() ?? Promise.reject(new Error('no second')),
    announce: () => second?.ursula.announce() ?? Promise.reject(new Error('no second')),
    reencrypt: () => Promise.reject(new Error('not asked')),
    revoke: () => Promise.reject(new Error('not asked')),
  })
  await expect(make()).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_URSULAS' })
  expect(harness.failures).toContainEqual(expect.objectContaining({ code: 'POLICY_FORGED' }))
})

test('a grant is recorded once, with the transaction around it', async () => {
  const policy = await make()
  const record = () => artist.grants.record(policy, listener.keys.identity.body.account, order)
  const fail = artist.store.transaction(() => {
    record()
    throw new Error('rolled back')
  })
  expect(fail).toThrow('rolled back')
  expect(artist.grants.list()).toEqual([])
  record()
  record()
  const { id, end } = policy.statement.body
  const granted = {
    id,
    end,
    label: track.label,
    order,
    grantedAt: harness.now,
    revocation: null,
    acknowledged: 0,
  }
  expect(artist.grants.list()).toMatchObject([granted])
})

describe('revoking', () => {
  test('ends every policy of the same order, and no other', async () => {
    await artist.grants.start()
    const [first, renewed, other] = [await make(), await make(), await make()]
    const { account } = listener.keys.identity.body
    artist.grants.record(first, account, order)
    artist.grants.record(renewed, account, order)
    artist.grants.record(other, account, null)
    await artist.grants.revoke(first.statement.body.id)
    await artist.grants.revoke(first.statement.body.id)
    const revoked = artist.grants.list().filter(({ revocation }) => revocation !== null)
    expect(revoked.map(({ id }) => id).toSorted()).toEqual(
      [first, renewed].map(({ statement }) => statement.body.id).toSorted(),
    )
    expect(revoked.every(({ acknowledged }) => acknowledged === 3)).toBe(true)
  })

  test('a policy that was never granted is unknown', async () => {
    const unknown = artist.grants.revoke(policyId.parse('00'.repeat(16)))
    await expect(unknown).rejects.toMatchObject({ code: 'POLICY_UNKNOWN' })
  })

  test('is not told any more once the policy has ended by itself', async () => {
    const policy = await make()
    artist.grants.record(policy, listener.keys.identity.body.account, order)
    await artist.grants.start()
    await artist.ursulas.refresh()
    await Promise.all(harness.ursulas.map(({ peer }) => peer.stop()))
    harness.now = policy.statement.body.end
    await artist.grants.revoke(policy.statement.body.id)
    expect(harness.failures).toEqual([])
    expect(artist.grants.list()).toMatchObject([{ acknowledged: 0, revocation: { body: { v: 1 } } }])
  })

  test('an acknowledgement that the Ursula did not sign does not count', async () => {
    const policy = await make()
    artist.grants.record(policy, listener.keys.identity.body.account, order)
    const [first] = harness.ursulas
    await first?.peer.handle(ursulaProtocol, {
      describe: () => Promise.reject(new Error('not asked')),
      announce: () => Promise.reject(new Error('not asked')),
      reencrypt: () => Promise.reject(new Error('not asked')),
      revoke: async ({ body }) => ({
        body: { v: 1 as const, id: body.id, time: harness.now },
        signature: new Uint8Array(64),
      }),
    })
    await artist.grants.start()
    await artist.grants.revoke(policy.statement.body.id)
    expect(artist.grants.list()).toMatchObject([{ acknowledged: 2 }])
    expect(harness.failures).toContainEqual(expect.objectContaining({ code: 'POLICY_FORGED' }))
  })
})
