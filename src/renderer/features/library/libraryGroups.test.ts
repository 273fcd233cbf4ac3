import { expect, test } from 'vitest'
import type { OwnedWork } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { address } from '../../../shared/ids.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { findGroups, groupLibrary } from './libraryGroups.ts'

const salt = workByTitle('Salt')
const owned = (change: Partial<WorkView>): OwnedWork => ({
  work: { ...salt, durationMs: 60_000, ...change },
  boughtAt: 0,
  isDownloaded: false,
})
const summary = (works: readonly OwnedWork[], by: 'artist' | 'genre') =>
  groupLibrary(works, by).map(({ name, tracks, releases, durationMs }) => [
    name,
    tracks.length,
    releases,
    durationMs,
  ])

test('genres are the same whatever their letters, and what has none comes last', () => {
  const works = [
    owned({ genre: null, releaseTitle: null }),
    owned({ genre: 'Folk', releaseTitle: 'One' }),
    owned({ genre: ' folk', releaseTitle: 'Two' }),
    owned({ genre: 'Ambient', releaseTitle: null }),
  ]
  expect(summary(works, 'genre')).toEqual([
    ['Ambient', 1, 0, 60_000],
    ['Folk', 2, 2, 120_000],
    ['', 1, 0, 60_000],
  ])
})

test('two artists of one name are two, and releases are not counted as tracks', () => {
  const other = address.parse('0x00000000000000000000000000000000000000aa')
  const works = [
    owned({ artistName: 'Ana', releaseTitle: 'One' }),
    owned({ artistName: 'Ana', releaseTitle: 'One' }),
    owned({ artistName: 'Ana', artist: other, releaseTitle: 'One' }),
    owned({ artistName: 'Ana', kind: 'release' }),
  ]
  expect(summary(works, 'artist')).toEqual([
    ['Ana', 2, 1, 120_000],
    ['Ana', 1, 1, 60_000],
  ])
})

test('groups are found by every word of what is typed, in any letters', () => {
  const groups = groupLibrary([owned({ genre: 'Chamber jazz' }), owned({ genre: 'Jazz' })], 'genre')
  expect(findGroups(groups, 'JAZZ cham').map(({ name }) => name)).toEqual(['Chamber jazz'])
  expect(findGroups(groups, ' ')).toBe(groups)
})
