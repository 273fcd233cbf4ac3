import type { DraftField } from './draft.ts'
import { useIsWide } from './useIsWide.ts'
import { t } from '../../../shared/i18n/t.ts'

export interface DraftColumn {
  readonly field: DraftField
  readonly header: string
  readonly className?: string
  readonly align?: 'end'
}

const columns: readonly DraftColumn[] = [
  {
    field: 'trackNumber',
    get header() {
      return t('studio.no')
    },
    className: 'w-14',
    align: 'end',
  },
  {
    field: 'title',
    get header() {
      return t('common.title')
    },
  },
  {
    field: 'artistName',
    get header() {
      return t('common.artist')
    },
    className: 'w-[12%]',
  },
  {
    field: 'releaseTitle',
    get header() {
      return t('common.release')
    },
    className: 'w-[12%]',
  },
  {
    field: 'genre',
    get header() {
      return t('common.genre')
    },
    className: 'w-[9%]',
  },
  {
    field: 'releaseDate',
    get header() {
      return t('studio.released')
    },
    className: 'w-31',
  },
  {
    field: 'price',
    get header() {
      return t('common.price')
    },
    className: 'w-26',
    align: 'end',
  },
]

/** The columns of the table that there is room for. */
export function useDraftColumns(): readonly DraftColumn[] {
  const isWide = useIsWide()
  return isWide ? columns : columns.filter(({ field }) => field !== 'genre' && field !== 'releaseDate')
}
