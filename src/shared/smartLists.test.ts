import { expect, test } from 'vitest'
import type { OwnedWork } from './api/library.ts'
import type { WorkView } from './api/node.ts'
import { type SmartRule, smartRule } from './api/smartLists.ts'
import { address, workId } from './ids.ts'
import { tracksOfRule } from './smartLists.ts'

const now = 1_000 * 86_400_000
const ana = address.parse(`0x${'a'.repeat(40)}`)
const bo = address.parse(`0x${'b'.repeat(40)}`)
const idOf = (digit: string) => workId.parse(digit.repeat(32))

const owned = (digit: string, work: Partial<WorkView>, daysAgo: number, isDownloaded = false) =>
  ({
    work: { kind: 'track', id: idOf(digit), title: digit, artist: ana, genre: null, ...work },
    boughtAt: now - daysAgo * 86_400_000,
    isDownloaded,
  }) as OwnedWork

const library = [
  owned('1', { genre: 'Folk' }, 1, true),
  owned('2', { genre: ' folk ', artist: bo }, 10),
  owned('3', {}, 20, true),
  owned('4', { kind: 'release', genre: 'Folk' }, 30, true),
  owned('5', { genre: 'Ambient' }, 40),
]
const plays = new Map(
  [
    { track: idOf('1'), plays: 2, lastPlayedAt: 5 },
    { track: idOf('3'), plays: 7, lastPlayedAt: 3 },
    { track: idOf('5'), plays: 1, lastPlayedAt: 9 },
  ].map((one) => [one.track, one]),
)
const titles = (rule: Partial<SmartRule>) =>
  tracksOfRule(library, plays, { order: 'newest', ...rule }, now).map(({ work }) => work.title)

test('a rule that says nothing has every track, and no release', () => {
  expect(titles({})).toEqual(['1', '2', '3', '5'])
})

test('all that is said has to fit', () => {
  expect(titles({ genre: 'FOLK' })).toEqual(['1', '2'])
  expect(titles({ genre: '' })).toEqual(['3'])
  expect(titles({ genre: 'folk', artist: bo })).toEqual(['2'])
  expect(titles({ addedWithinDays: 15 })).toEqual(['1', '2'])
  expect(titles({ isDownloaded: true })).toEqual(['1', '3'])
  expect(titles({ maxPlays: 0 })).toEqual(['2'])
  expect(titles({ minPlays: 1, maxPlays: 2 })).toEqual(['1', '5'])
})

test('the order is the rule’s, and the limit counts in it', () => {
  expect(titles({ order: 'plays' })).toEqual(['3', '1', '5', '2'])
  expect(titles({ order: 'played', minPlays: 1, limit: 2 })).toEqual(['5', '1'])
})

test.each([
  { order: 'random' },
  { order: 'newest', limit: 0 },
  { order: 'newest', genre: 'x'.repeat(201) },
  { order: 'newest', artist: 'somebody' },
  { order: 'newest', addedWithinDays: 1.5 },
  { order: 'newest', sql: '1=1' },
])('a rule that is none is refused: %o', (rule) => {
  expect(smartRule.safeParse(rule).success).toBe(false)
})
