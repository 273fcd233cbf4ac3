import type { Label } from '../../../shared/ids.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import type { Column } from '../../ui/column.ts'
import { artworkOf } from '../../ui/TrackList.tsx'
import type { WorkLookup } from './useWorkLookup.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The cover of what a row names by its label: a known work's picture; for another, what its title draws. */
export function coverColumn<Row extends { readonly label: Label }>({ work, title }: WorkLookup): Column<Row> {
  return {
    id: 'cover',
    header: t('common.cover'),
    isHeaderHidden: true,
    className: 'w-13',
    cell: ({ label }) => {
      const known = work(label)
      const picture = known === undefined ? { title: title(label) } : artworkOf(known)
      return <Artwork {...picture} pixels={36} className="size-9" />
    },
  }
}
