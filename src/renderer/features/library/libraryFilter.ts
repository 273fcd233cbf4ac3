import type { OwnedWork } from '../../../shared/api/library.ts'

export const librarySorts = ['newest', 'title', 'artist', 'length'] as const
export type LibrarySort = (typeof librarySorts)[number]

/** What of the library is shown, and in which order. */
export interface LibraryView {
  readonly text: string
  readonly kind: 'track' | 'release'
  readonly sort: LibrarySort
  /** Only what can be played without a network. */
  readonly isDownloadedOnly: boolean
}

/** Many times faster on a long library than `localeCompare`, and the same order. */
const { compare: compareText } = new Intl.Collator()

const compare: Readonly<Record<LibrarySort, (a: OwnedWork, b: OwnedWork) => number>> = {
  newest: (a, b) => b.boughtAt - a.boughtAt,
  title: (a, b) => compareText(a.work.title, b.work.title),
  artist: (a, b) =>
    compareText(a.work.artistName, b.work.artistName) ||
    compareText(a.work.releaseTitle ?? '', b.work.releaseTitle ?? '') ||
    (a.work.trackNumber ?? 1000) - (b.work.trackNumber ?? 1000),
  length: (a, b) => (a.work.durationMs ?? 0) - (b.work.durationMs ?? 0),
}

/** What fits a view, in its order. Every word typed must be somewhere in title, artist, release or genre. */
export function filterLibrary(owned: readonly OwnedWork[], view: LibraryView): OwnedWork[] {
  const words = view.text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return owned
    .filter(({ work, isDownloaded }) => {
      if (work.kind !== view.kind || (view.isDownloadedOnly && !isDownloaded)) return false
      const searchable = [work.title, work.artistName, work.releaseTitle, work.genre]
        .join(' ')
        .toLocaleLowerCase()
      return words.every((word) => searchable.includes(word))
    })
    .toSorted(compare[view.sort])
}
