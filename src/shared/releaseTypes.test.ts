import { expect, test } from 'vitest'
import { readReleaseType } from './releaseTypes.ts'

test.each([
  [['Album'], 'album'],
  [['album', 'live'], 'live'],
  [['Album; Compilation'], 'compilation'],
  [['EP'], 'ep'],
  [['Mixtape/Street'], 'mixtape'],
  [['Broadcast'], undefined],
  [[], undefined],
])('%j is the type %s', (texts, type) => {
  expect(readReleaseType(texts)).toBe(type)
})
