import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ursulaProtocol } from '../../../protocol/ursula.ts'
import type { Policy } from '../../../protocol/policy.ts'
import { reencryptWithWrongFragment } from '../../../umbral/testing/maliciousProxy.ts'
import {
  AccessHarness,
  createSealedTrack,
  type SealedTrack,
  type HarnessPeer,
  type HarnessUrsula,
} from './accessHarness.ts'

type AccessUser = Awaited<ReturnType<AccessHarness['addUser']>>

/** What granting and joining promise, over peers of any kind. */
export function accessContract(name: string, makePeer: (seed: Uint8Array) => Promise<HarnessPeer>): void {
  describe(`access over ${name}`, () => {
    let harness: AccessHarness
    let artist: AccessUser
    let listener: AccessUser
    let track: SealedTrack
    let trackKey: () => Uint8Array | undefined

    beforeEach(async () => {
      harness = new AccessHarness(makePeer)
      await Promise.all([harness.addUrsula('a'), harness.addUrsula('b'), harness.addUrsula('c')])
      ;[artist, listener] = await Promise.all([harness.addUser(), harness.addUser()])
      await artist.grants.start()
      track = await createSealedTrack(artist.keys)
      trackKey = () => track.tracks.map(({ id, edition }) => listener.access.contentKey(id, edition))[0]
    })
    afterEach(() => harness.stop())

    const grant = (threshold = 2, shares = 3): Promise<Policy> =>
      artist.grants.make(track.label, listener.keys.identity.body, harness.terms(threshold, shares))
    const joinWith = (policy: Policy, signal?: AbortSignal) =>
      listener.access.join({ policy, capsule: track.capsule, tracks: track.tracks }, signal)
    const recorded = async (): Promise<Policy> => {
      const policy = await grant()
      artist.grants.record(policy, listener.keys.identity.body.account, null)
      return policy
    }
    const ursula = (index: number): HarnessUrsula => {
      const found = harness.ursulas[index]
      if (found === undefined) throw new Error(`There is no Ursula ${index}.`)
      return found
    }
    const replaceReencrypt = async (
      index: number,
      reencrypt: (request: Uint8Array) => Promise<{ response: Uint8Array }>,
    ): Promise<void> => {
      const { peer, ursula: honest } = ursula(index)
      await peer.handle(ursulaProtocol, {
        describe: () => honest.describe(),
        announce: () => honest.announce(),
        reencrypt: ({ request }) => reencrypt(request),
        revoke: () => Promise.reject(new Error('not asked here')),
      })
    }
    const lie = (index: number) =>
      replaceReencrypt(index, async (request) => {
        const { receivingKey } = listener.keys.identity.body
        return {
          response: await reencryptWithWrongFragment(ursula(index).keys.verifyingSeed, receivingKey, request),
        }
      })

    test('whoever was granted a policy joins, and then has the content key without asking anybody', async () => {
      const policy = await grant()
      expect(trackKey()).toBeUndefined()
      await joinWith(policy)
      expect(trackKey()).toEqual(track.key)
      await Promise.all(harness.ursulas.map(({ peer }) => peer.stop()))
      await joinWith(policy)
    })

    test('one Ursula down costs nothing but that attempt', async () => {
      const policy = await grant()
      await ursula(1).peer.stop()
      await joinWith(policy)
      expect(trackKey()).toEqual(track.key)
    })

    test('one Ursula that never answers is not waited for', async () => {
      const policy = await grant()
      await replaceReencrypt(0, () => new Promise(() => undefined))
      await joinWith(policy)
      expect(trackKey()).toEqual(track.key)
    }, 5000)

    test('one Ursula that answers with another fragment is found out, and the others suffice', async () => {
      const policy = await grant()
      await lie(2)
      await joinWith(policy)
      expect(trackKey()).toEqual(track.key)
    })

    test('fewer than m honest ones are named so; what they gave is kept for the next attempt', async () => {
      const policy = await grant()
      await lie(0)
      await ursula(1).peer.stop()
      await expect(joinWith(policy)).rejects.toMatchObject({
        code: 'POLICY_TOO_FEW_ANSWERS',
        message: expect.stringContaining('stays yours'),
      })
      expect(trackKey()).toBeUndefined()

      await ursula(2).peer.stop()
      await ursula(0).ursula.stop()
      await ursula(0).ursula.start()
      listener = harness.createUser(listener.keys, listener.peer, listener.store)
      await joinWith(policy)
      expect(trackKey()).toEqual(track.key)
    })

    test('a revoked policy can not be joined, and a fresh one of the same track can', async () => {
      const policy = await recorded()
      await artist.grants.revoke(policy.statement.body.id)
      expect(artist.grants.list()).toMatchObject([{ acknowledged: 3, shares: 3 }])
      await expect(joinWith(policy)).rejects.toMatchObject({ code: 'POLICY_REVOKED' })
      await joinWith(await grant())
      expect(trackKey()).toEqual(track.key)
    })

    test('an Ursula that was away is told of a revocation later, by an artist restarted meanwhile', async () => {
      const policy = await recorded()
      const { id } = policy.statement.body
      await ursula(0).peer.stop()
      await artist.grants.revoke(id)
      expect(artist.grants.list()).toMatchObject([{ id, acknowledged: 2, revocation: { body: { id } } }])
      await artist.grants.stop()
      await ursula(0).peer.start()
      await ursula(0).peer.connect(artist.peer.addresses) // at a new address: a hub would tell
      artist = harness.createUser(artist.keys, artist.peer, artist.store)
      await artist.grants.start()
      await expect.poll(() => artist.grants.list(), { timeout: 10_000 }).toMatchObject([{ acknowledged: 3 }])
    })

    test('a policy ends with its time, and what was joined stays', async () => {
      const [early, late] = [await grant(), await grant()]
      await joinWith(early)
      harness.now += 60_000
      await joinWith(late)
      expect(trackKey()).toEqual(track.key)
      const other = await harness.addUser()
      await expect(
        other.access.join({ policy: late, capsule: track.capsule, tracks: track.tracks }),
      ).rejects.toMatchObject({ code: 'POLICY_NOT_YOURS' })
      const restored = harness.createUser(listener.keys, listener.peer, harness.openStore())
      await expect(
        restored.access.join({ policy: late, capsule: track.capsule, tracks: track.tracks }),
      ).rejects.toMatchObject({ code: 'POLICY_EXPIRED' })
    })

    test('a join that is cancelled ends at once, with the reason', async () => {
      const policy = await grant()
      await Promise.all([0, 1, 2].map((index) => replaceReencrypt(index, () => new Promise(() => undefined))))
      const cancel = new AbortController()
      const joining = joinWith(policy, cancel.signal)
      const reason = new Error('changed my mind')
      cancel.abort(reason)
      await expect(joining).rejects.toBe(reason)
    })
  })
}
