import type { DraftField } from './draft.ts'
import { useIsWide } from './useIsWide.ts'

export interface DraftColumn {
  readonly field: DraftField
  readonly header: string
  readonly className?: string
  readonly align?: 'end'
}

const columns: readonly DraftColumn[] = [
  { field: 'trackNumber', header: 'No.', className: 'w-14', align: 'end' },
  { field: 'title', header: 'Title' },
  { field: 'artistName', header: 'Artist', className: 'w-[14%]' },
  { field: 'releaseTitle', header: 'Release', className: 'w-[14%]' },
  { field: 'genre', header: 'Genre', className: 'w-[10%]' },
  { field: 'year', header: 'Year', className: 'w-17' },
  { field: 'price', header: 'Price', className: 'w-26', align: 'end' },
]

/** The columns of the table that there is room for. */
export function useDraftColumns(): readonly DraftColumn[] {
  const isWide = useIsWide()
  return isWide ? columns : columns.filter(({ field }) => field !== 'genre' && field !== 'year')
}
