import { afterEach, expect, test, vi } from 'vitest'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { orderId } from '../../shared/ids.ts'
import { AccessHarness, createSealedTrack } from './testing/accessHarness.ts'

const network = new MemoryNetwork()
const harness = new AccessHarness(async () => network.peer())
afterEach(() => harness.stop())

test('a stop ends what an Ursula has not answered, as no failure, and she is told after the next start', async () => {
  const silent = await harness.addUrsula('silent')
  const artist = await harness.addUser()
  const listener = await harness.addUser()
  const { label } = await createSealedTrack(artist.keys)
  const terms = { threshold: 1, shares: 1, end: harness.terms().end }
  const policy = await artist.grants.make(label, listener.keys.identity.body, terms)
  artist.grants.record(policy, listener.keys.identity.body.account, orderId.parse(`0x${'0d'.repeat(32)}`))
  await artist.grants.start()

  const asked = Promise.withResolvers<void>()
  await silent.peer.handle(ursulaProtocol, {
    describe: () => Promise.reject(new Error('not asked')),
    announce: () => Promise.reject(new Error('not asked')),
    reencrypt: () => Promise.reject(new Error('not asked')),
    revoke: () => {
      asked.resolve()
      return new Promise(() => undefined)
    },
  })
  const calls = vi.spyOn(artist.peer, 'call')
  const revoked = artist.grants.revoke(policy.statement.body.id)
  await asked.promise
  await artist.grants.stop()
  await revoked
  const outcomes = await Promise.allSettled(calls.mock.results.map(({ value }) => value as unknown))
  expect(outcomes).toContainEqual({
    status: 'rejected',
    reason: expect.objectContaining({ code: 'POLICY_STOPPED' }) as unknown,
  })
  expect(harness.failures).toEqual([])
  expect(artist.grants.list()).toMatchObject([{ acknowledged: 0 }])

  await silent.ursula.stop()
  await silent.ursula.start()
  await artist.grants.start()
  await expect.poll(() => artist.grants.list()).toMatchObject([{ acknowledged: 1 }])
})
