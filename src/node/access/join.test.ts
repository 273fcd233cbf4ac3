import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import type { Policy } from '../../protocol/policy.ts'
import { hex32, toLabel, workId } from '../../shared/ids.ts'
import { signStatement } from '../../umbral/policyRecords.ts'
import type { ContentKey, JoinInput } from './access.ts'
import { commitmentOf, sealReleaseKeys } from './capsules.ts'
import { AccessHarness, createSealedTrack, type SealedTrack } from './testing/accessHarness.ts'

let harness: AccessHarness
let artist: Awaited<ReturnType<AccessHarness['addUser']>>
let listener: Awaited<ReturnType<AccessHarness['addUser']>>
let track: SealedTrack
let policy: Policy

beforeEach(async () => {
  const network = new MemoryNetwork()
  harness = new AccessHarness(async () => network.peer())
  await Promise.all([harness.addUrsula('a'), harness.addUrsula('b'), harness.addUrsula('c')])
  artist = await harness.addUser()
  listener = await harness.addUser()
  track = await createSealedTrack(artist.keys)
  policy = await grant(track.label)
})
afterEach(() => harness.stop())

const grant = (label: SealedTrack['label']) =>
  artist.grants.make(label, listener.keys.identity.body, harness.terms())
const join = (change: Partial<JoinInput>) => listener.access.join({ policy, ...track, ...change })

const tracksOf = (count: number) =>
  Array.from({ length: count }, () => {
    const key = new Uint8Array(randomBytes(32)) as ContentKey
    return {
      id: workId.parse(randomBytes(16).toString('hex')),
      edition: 1,
      key,
      commitment: commitmentOf(key),
    }
  })
const releaseOf = async (tracks: ReturnType<typeof tracksOf>) => {
  const label = toLabel('release', workId.parse('ee'.repeat(16)), 1)
  const keys = Object.fromEntries(tracks.map(({ id, key }) => [id, key]))
  return { label, capsule: await sealReleaseKeys(artist.keys, label, keys) }
}

describe('a release', () => {
  test('opens all its tracks at once', async () => {
    const tracks = tracksOf(12)
    const { label, capsule } = await releaseOf(tracks)
    await join({ policy: await grant(label), capsule, tracks })
    for (const { id, edition, key } of tracks) expect(listener.access.contentKey(id, edition)).toEqual(key)
  })

  test('of which a track is there already is opened as a whole', async () => {
    const tracks = tracksOf(2)
    const [first, second] = tracks
    const { label, capsule } = await releaseOf(tracks)
    if (first === undefined || second === undefined) throw new Error('There are two tracks.')
    listener.access.keep(first.id, first.edition, first.key)
    expect(listener.access.contentKey(first.id, first.edition)).toEqual(first.key)
    await join({ policy: await grant(label), capsule, tracks })
    expect(listener.access.contentKey(second.id, second.edition)).toEqual(second.key)
  })

  test('of which one key is missing or wrong opens nothing', async () => {
    const tracks = tracksOf(2)
    const { label, capsule } = await releaseOf(tracks.slice(1))
    const wrong = { policy: await grant(label), capsule, tracks }
    await expect(join(wrong)).rejects.toMatchObject({ code: 'POLICY_WRONG_KEY' })
    for (const { id, edition } of tracks) expect(listener.access.contentKey(id, edition)).toBeUndefined()
  })
})

test('a content key that is not the one committed to is refused', async () => {
  const tracks = track.tracks.map((one) => ({ ...one, commitment: hex32.parse(`0x${'00'.repeat(32)}`) }))
  await expect(join({ tracks })).rejects.toMatchObject({ code: 'POLICY_WRONG_KEY' })
  expect(listener.access.contentKey(track.tracks[0]?.id ?? workId.parse('00'.repeat(16)), 1)).toBeUndefined()
})

test('a capsule that is none, or was changed, is refused', async () => {
  const { kit } = track.capsule
  const changed = kit.with(-1, (kit.at(-1) ?? 0) ^ 1)
  for (const wrong of [new Uint8Array(100), changed]) {
    const capsule = { ...track.capsule, kit: wrong }
    await expect(join({ capsule })).rejects.toMatchObject({
      code: 'POLICY_WRONG_KEY',
      cause: { code: expect.stringMatching(/^UMBRAL_/) as string },
    })
  }
})

describe('a policy is refused before anybody is asked', () => {
  const forged = { code: 'POLICY_FORGED' }

  test('when its statement was changed', async () => {
    const { statement } = policy
    const changed = { ...statement, body: { ...statement.body, end: statement.body.end + 1 } }
    await expect(join({ policy: { ...policy, statement: changed } })).rejects.toMatchObject(forged)
  })

  test('when it opens another track', async () => {
    const other = await createSealedTrack(artist.keys)
    await expect(join({ capsule: other.capsule })).rejects.toMatchObject(forged)
  })

  test('when the capsule is of another policy', async () => {
    const { policyKey } = (await createSealedTrack(artist.keys)).capsule
    await expect(join({ capsule: { ...track.capsule, policyKey } })).rejects.toMatchObject({
      ...forged,
      message: expect.stringContaining('opens another track') as string,
    })
  })

  test('when its treasure map is of another policy, or none', async () => {
    const other = await grant((await createSealedTrack(artist.keys)).label)
    for (const treasureMap of [other.treasureMap, new Uint8Array(10)]) {
      await expect(join({ policy: { ...policy, treasureMap } })).rejects.toMatchObject(forged)
    }
  })

  test('when an Ursula’s record is missing, or has another key', async () => {
    const ursulas = policy.ursulas.slice(1)
    await expect(join({ policy: { ...policy, ursulas } })).rejects.toMatchObject(forged)
    const { verifyingKey } = artist.keys.identity.body
    const changed = policy.ursulas.map((record) => ({ ...record, body: { ...record.body, verifyingKey } }))
    await expect(join({ policy: { ...policy, ursulas: changed } })).rejects.toMatchObject(forged)
  })

  test('when its statement, though signed by the artist, says another threshold than the map', async () => {
    const body = { ...policy.statement.body, threshold: 1 }
    const statement = await signStatement(body, artist.keys.verifyingSeed)
    await expect(join({ policy: { ...policy, statement } })).rejects.toMatchObject(forged)
  })
})

test('what too few Ursulas gave is kept, and forgotten once the track is open', async () => {
  const count = () => listener.store.prepare('SELECT count(*) FROM fragments').pluck().get()
  const away = harness.ursulas.slice(1)
  for (const { peer } of away) await peer.stop()
  await expect(join({})).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_ANSWERS' })
  expect(count()).toBe(1)
  for (const { peer } of away) await peer.start()
  await join({})
  expect(count()).toBe(0)
})

test('whoever made a track has its key again from the words alone', async () => {
  const restored = harness.createUser(artist.keys, artist.peer, harness.openStore())
  await restored.access.reclaim(track)
  const [one] = track.tracks
  expect(one && restored.access.contentKey(one.id, one.edition)).toEqual(track.key)
  await expect(listener.access.reclaim(track)).rejects.toMatchObject({ code: 'UMBRAL_WRONG_KEY' })
})

test('a policy for somebody else is not joined', async () => {
  const stranger = await harness.addUser()
  await expect(stranger.access.join({ policy, ...track })).rejects.toMatchObject({ code: 'POLICY_NOT_YOURS' })
})
