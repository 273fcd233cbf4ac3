import type { OwnedWork } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { knownDate } from '../../../shared/releaseDate.ts'
import { compareText } from '../../ui/comparisons.ts'

export const librarySorts = [
  'newest',
  'title',
  'artist',
  'release',
  'year',
  'length',
  'plays',
  'played',
] as const
export type LibrarySort = (typeof librarySorts)[number]

export type LibrarySource = 'bought' | 'files'

/** What of the library is shown, and in which order. */
export interface LibraryView {
  readonly text: string
  readonly kind: 'track' | 'release'
  readonly sort: LibrarySort
  /** The order backwards: bought first, from Z to A, the oldest and the longest first. */
  readonly isReversed?: boolean
  /** How releases are shown; as covers where left out. */
  readonly layout?: 'grid' | 'list'
  /** Only what can be played without a network. */
  readonly isDownloadedOnly: boolean
  /** Only what was bought, or only files of watched folders; left out: both. */
  readonly source?: LibrarySource
}

const compare: Readonly<Record<LibrarySort, (a: OwnedWork, b: OwnedWork) => number>> = {
  newest: (a, b) => b.boughtAt - a.boughtAt,
  title: (a, b) => compareText(a.work.title, b.work.title),
  artist: (a, b) => compareText(a.work.artistName, b.work.artistName) || compareOnRelease(a, b),
  release: compareOnRelease,
  year: (a, b) => compareDates(b.work, a.work) || compareOnRelease(a, b),
  // Given in that order, which only plays know.
  plays: () => 0,
  played: () => 0,
  length: (a, b) => (a.work.durationMs ?? 0) - (b.work.durationMs ?? 0),
}

/** How owned works are sorted by the columns of a list that has an order of its own. */
export const ownedComparisons = {
  title: compare.title,
  artist: compare.artist,
  release: compare.release,
  state: compare.newest,
  year: compare.year,
  length: compare.length,
} as const

/** Bare years before the days in them; what has no date before all. */
function compareDates(a: WorkView, b: WorkView): number {
  const [one, other] = [knownDate(a) ?? '', knownDate(b) ?? '']
  return one === other ? 0 : one < other ? -1 : 1
}

function compareOnRelease(a: OwnedWork, b: OwnedWork): number {
  return (
    compareText(a.work.releaseTitle ?? '', b.work.releaseTitle ?? '') ||
    (a.work.trackNumber ?? 1000) - (b.work.trackNumber ?? 1000)
  )
}

/** What fits a view, in its order. Every word typed must be somewhere in title, artist, release, genre or tags. */
export function filterLibrary(owned: readonly OwnedWork[], view: LibraryView): readonly OwnedWork[] {
  const { kind, isDownloadedOnly, source = 'both' } = view
  const text = view.text.trimStart().toLocaleLowerCase()
  const index = indexOf(owned)
  const group = `${view.sort} ${kind} ${String(isDownloadedOnly)} ${source}`
  const last = index.found.get(group)
  const words = text.split(/\s+/).filter(Boolean)
  // One letter more leaves some of what there was: the words before the last one are in it already.
  const narrowed = last !== undefined && text.startsWith(last.text) ? last : undefined
  const rows =
    narrowed === undefined
      ? rowsWith(rowsOf(index.orderedBy(view.sort), view), words)
      : rowsWith(narrowed.rows, words.slice(narrowed.words - 1))
  // A letter that leaves out nothing has nothing shown anew.
  const fitting = rows.length === narrowed?.rows.length ? narrowed.fitting : rows.map(({ one }) => one)
  index.found.set(group, { text, words: Math.max(1, words.length), rows, fitting })
  return view.isReversed === true ? fitting.toReversed() : fitting
}

function rowsOf(
  rows: readonly IndexedRow[],
  { kind, isDownloadedOnly, source }: LibraryView,
): readonly IndexedRow[] {
  return rows.filter(
    ({ one }) => one.work.kind === kind && (!isDownloadedOnly || one.isDownloaded) && isFrom(one, source),
  )
}

/** Where a work of the library is from. @param source undefined: from anywhere */
export function isFrom({ work }: OwnedWork, source: LibrarySource | undefined): boolean {
  return source === undefined || (work.file === undefined) === (source === 'bought')
}

function rowsWith(rows: readonly IndexedRow[], words: readonly string[]): readonly IndexedRow[] {
  return words.reduce<readonly IndexedRow[]>(
    (left, word) => left.filter((row) => searchableOf(row).includes(word)),
    rows,
  )
}

/** Has what a first letter would wait for done before there is one. */
export function prepareFilter(owned: readonly OwnedWork[]): void {
  for (const row of indexOf(owned).orderedBy('newest')) searchableOf(row)
}

interface IndexedRow {
  readonly one: OwnedWork
  /** Where words are looked for, once they have been. */
  searchable: string | undefined
}

interface LibraryIndex {
  readonly orderedBy: (sort: LibrarySort) => readonly IndexedRow[]
  /** What was found last, by all that was asked for but the text. */
  readonly found: Map<string, FoundRows>
}

interface FoundRows {
  readonly text: string
  /** How many words it has, one at least. */
  readonly words: number
  readonly rows: readonly IndexedRow[]
  /** What they stand for. */
  readonly fitting: readonly OwnedWork[]
}

/** Of each list as long as it lives: it is sorted once an order, and its letters are made small once. */
const indexes = new WeakMap<readonly OwnedWork[], LibraryIndex>()

function indexOf(owned: readonly OwnedWork[]): LibraryIndex {
  const known = indexes.get(owned)
  if (known !== undefined) return known
  const orders = new Map<LibrarySort, readonly IndexedRow[]>()
  const indexed = owned.map((one): IndexedRow => ({ one, searchable: undefined }))
  const index: LibraryIndex = {
    orderedBy(sort) {
      const order = orders.get(sort) ?? indexed.toSorted((a, b) => compare[sort](a.one, b.one))
      orders.set(sort, order)
      return order
    },
    found: new Map(),
  }
  indexes.set(owned, index)
  return index
}

function searchableOf(row: IndexedRow): string {
  const { work } = row.one
  row.searchable ??=
    `${work.title} ${work.artistName} ${work.releaseTitle ?? ''} ${work.genre ?? ''} ${work.tags?.join(' ') ?? ''}`.toLocaleLowerCase()
  return row.searchable
}
