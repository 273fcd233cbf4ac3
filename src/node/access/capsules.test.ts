import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { encode } from '../../protocol/codec.ts'
import { releaseKeys } from '../../protocol/manifest.ts'
import { toLabel, workId } from '../../shared/ids.ts'
import { openOwnCapsule } from '../../umbral/capsule.ts'
import type { ContentKey } from './access.ts'
import { commitmentOf, readPayload, sealReleaseKeys, sealTrackKey } from './capsules.ts'
import { ownedKey } from './ownedKey.ts'

const keys = { delegatingSeed: new Uint8Array(32).fill(7) }
const newKey = (bytes = 32) => new Uint8Array(randomBytes(bytes)) as ContentKey
const [song, other] = [workId.parse('aa'.repeat(16)), workId.parse('bb'.repeat(16))]
const trackLabel = toLabel('track', song, 1)
const releaseLabel = toLabel('release', workId.parse('cc'.repeat(16)), 1)
const wrongKey = expect.objectContaining({ code: 'POLICY_WRONG_KEY' }) as Error
const committed = (id: typeof song, key: ContentKey) => ({ id, edition: 2, commitment: commitmentOf(key) })

test('a track’s key comes out of its own capsule, and no other’s', async () => {
  const key = newKey()
  const { label, kit } = await sealTrackKey(keys, trackLabel, key)
  const payload = await openOwnCapsule(keys.delegatingSeed, label, kit)
  expect(readPayload(trackLabel, payload, [committed(song, key)])).toEqual([{ id: song, edition: 2, key }])
  expect(() => readPayload(trackLabel, payload, [committed(other, key)])).toThrow(wrongKey)
  expect(() => readPayload(trackLabel, payload, [committed(song, newKey())])).toThrow(wrongKey)
})

test('a release’s capsule holds the key of each of its tracks', async () => {
  const [one, two] = [newKey(), newKey()]
  const { label, kit } = await sealReleaseKeys(keys, releaseLabel, { [song]: one, [other]: two })
  const payload = await openOwnCapsule(keys.delegatingSeed, label, kit)
  expect(readPayload(label, payload, [committed(other, two), committed(song, one)])).toEqual([
    { id: other, edition: 2, key: two },
    { id: song, edition: 2, key: one },
  ])
  expect(() => readPayload(label, payload, [committed(song, two)])).toThrow(wrongKey)
  const missing = workId.parse('dd'.repeat(16))
  expect(() => readPayload(label, payload, [committed(missing, one)])).toThrow(wrongKey)
})

test('a key has 32 bytes, whatever was committed to', () => {
  for (const bytes of [31, 33]) {
    const key = newKey(bytes)
    expect(() => readPayload(trackLabel, key, [committed(song, key)])).toThrow(wrongKey)
  }
})

test('a release without keys is named so', () => {
  for (const payload of [newKey(), encode(releaseKeys, {}).slice(0, -1)]) {
    expect(() => readPayload(releaseLabel, payload, [committed(song, newKey())])).toThrow(
      expect.objectContaining({ code: 'POLICY_WRONG_KEY', cause: expect.any(Error) as Error }) as Error,
    )
  }
})

test('a key that one has counts where it is the one committed to', () => {
  const key = newKey()
  const has = (found: ContentKey | undefined) => ({
    contentKey: (id: string, edition: number) => (id === song && edition === 2 ? found : undefined),
  })
  expect(ownedKey(has(key), committed(song, key))).toBe(key)
  expect(ownedKey(has(newKey()), committed(song, key))).toBeUndefined()
  expect(ownedKey(has(undefined), committed(song, key))).toBeUndefined()
})
