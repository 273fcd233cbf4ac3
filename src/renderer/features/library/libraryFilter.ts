import type { OwnedWork } from '../../../shared/api/library.ts'

export const librarySorts = ['newest', 'title', 'artist', 'release', 'length'] as const
export type LibrarySort = (typeof librarySorts)[number]

/** What of the library is shown, and in which order. */
export interface LibraryView {
  readonly text: string
  readonly kind: 'track' | 'release'
  readonly sort: LibrarySort
  /** The order backwards: bought first, from Z to A, the longest first. */
  readonly isReversed?: boolean
  /** Only what can be played without a network. */
  readonly isDownloadedOnly: boolean
}

/** Many times faster on a long library than `localeCompare`, and the same order. */
const { compare: compareText } = new Intl.Collator()

const compare: Readonly<Record<LibrarySort, (a: OwnedWork, b: OwnedWork) => number>> = {
  newest: (a, b) => b.boughtAt - a.boughtAt,
  title: (a, b) => compareText(a.work.title, b.work.title),
  artist: (a, b) => compareText(a.work.artistName, b.work.artistName) || compareOnRelease(a, b),
  release: compareOnRelease,
  length: (a, b) => (a.work.durationMs ?? 0) - (b.work.durationMs ?? 0),
}

function compareOnRelease(a: OwnedWork, b: OwnedWork): number {
  return (
    compareText(a.work.releaseTitle ?? '', b.work.releaseTitle ?? '') ||
    (a.work.trackNumber ?? 1000) - (b.work.trackNumber ?? 1000)
  )
}

/** What fits a view, in its order. Every word typed must be somewhere in title, artist, release or genre. */
export function filterLibrary(owned: readonly OwnedWork[], view: LibraryView): readonly OwnedWork[] {
  const { text, kind, isDownloadedOnly } = view
  const index = indexOf(owned)
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const ordered = index.orderedBy(view.sort)
  const fitting: OwnedWork[] = []
  for (const one of ordered) {
    if (one.work.kind !== kind || (isDownloadedOnly && !one.isDownloaded)) continue
    if (words.length > 0) {
      const searchable = index.searchable(one)
      if (!words.every((word) => searchable.includes(word))) continue
    }
    fitting.push(one)
  }
  return view.isReversed === true ? fitting.toReversed() : fitting
}

/** Has what takes long for a long library done before it is waited for. */
export function prepareFilter(owned: readonly OwnedWork[]): void {
  const index = indexOf(owned)
  for (const one of owned) index.searchable(one)
}

interface LibraryIndex {
  readonly orderedBy: (sort: LibrarySort) => readonly OwnedWork[]
  /** Where words are looked for. */
  readonly searchable: (one: OwnedWork) => string
}

/** Of each list as long as it lives: it is sorted once an order, and its letters are made small once. */
const indexes = new WeakMap<readonly OwnedWork[], LibraryIndex>()

function indexOf(owned: readonly OwnedWork[]): LibraryIndex {
  const known = indexes.get(owned)
  if (known !== undefined) return known
  const orders = new Map<LibrarySort, readonly OwnedWork[]>()
  const texts = new Map<OwnedWork, string>()
  const index: LibraryIndex = {
    orderedBy(sort) {
      const order = orders.get(sort) ?? owned.toSorted(compare[sort])
      orders.set(sort, order)
      return order
    },
    searchable(one) {
      const text = texts.get(one) ?? searchableText(one)
      texts.set(one, text)
      return text
    },
  }
  indexes.set(owned, index)
  return index
}

function searchableText({ work }: OwnedWork): string {
  return `${work.title} ${work.artistName} ${work.releaseTitle ?? ''} ${work.genre ?? ''}`.toLocaleLowerCase()
}
