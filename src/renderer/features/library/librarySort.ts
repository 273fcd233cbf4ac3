import type { ColumnSort } from '../../ui/useColumnSort.ts'
import type { LibrarySort, LibraryView } from './libraryFilter.ts'

/** The columns of the list of tracks, and the order each stands for. */
const sortOfColumn: Readonly<Record<string, LibrarySort>> = {
  title: 'title',
  artist: 'artist',
  release: 'release',
  state: 'newest',
  year: 'year',
  length: 'length',
  plays: 'plays',
  played: 'played',
}

/** The newest and the most come first. */
const highestFirst: readonly LibrarySort[] = ['newest', 'year', 'plays', 'played']

/** A view's order as the table's headers show and change it: pressed again, a header turns it round. */
export function librarySortOf(view: LibraryView, onView: (view: LibraryView) => void): ColumnSort {
  const { sort, isReversed = false } = view
  const columns = Object.keys(sortOfColumn)
  return {
    columns,
    column: columns.find((column) => sortOfColumn[column] === sort),
    isDescending: highestFirst.includes(sort) !== isReversed,
    onSort(column) {
      const pressed = sortOfColumn[column] ?? sort
      onView({ ...view, sort: pressed, isReversed: pressed === sort && !isReversed })
    },
  }
}
