import { clsx } from 'clsx'
import { type DragEvent, type ReactNode, useCallback } from 'react'
import type { WorkView } from '../../shared/api/node.ts'
import { Price } from './Price.tsx'
import { countText } from './count.ts'
import { ArtistName } from './ArtistName.tsx'
import { Artwork } from './Artwork.tsx'
import type { MenuEntry } from './Menu.tsx'
import type { Column } from './column.ts'
import { Table } from './Table.tsx'
import { Duration } from './Time.tsx'
import type { ColumnSort } from './useColumnSort.ts'
import { t } from '../../shared/i18n/t.ts'

interface TrackListProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  /** The work a row shows. */
  readonly workOf: (row: Row) => WorkView
  /** Where the same work may stand twice. */
  readonly keyOf?: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly menu?: (rows: readonly Row[]) => readonly MenuEntry[]
  /** Rows are dragged from here on. */
  readonly onDrag?: (rows: readonly Row[], event: DragEvent) => void
  /** Its place in a release, shown before its title. */
  readonly numberOf?: (row: Row) => number
  /** Where all are by the artist whose page it is. */
  readonly isArtistHidden?: boolean
  /** Instead of the price, or `yours`. */
  readonly state?: (row: Row) => ReactNode
  /** What {@link state} says; `Price` where left out. */
  readonly stateHeader?: string
  /** Tailwind's width for it. */
  readonly stateWidth?: string
  /** Over the cover when the row is pointed at or focused: play, preview. */
  readonly coverOverlay?: (row: Row) => ReactNode
  /** It is what plays. */
  readonly isCurrent?: (row: Row) => boolean
  /** It can't be played now. */
  readonly isDimmed?: (row: Row) => boolean
  /** Makes what is named in a row a link. */
  readonly linked?: (row: Row, part: 'title' | 'artist' | 'release', name: ReactNode) => ReactNode
  /** More columns, before the length. */
  readonly extraColumns?: readonly Column<Row>[]
  /** Which headers sort, and how `rows` are sorted. */
  readonly sort?: ColumnSort
}

/** Works in rows of 44 px: cover, title, artist, price or state, length. */
export function TrackList<Row>(props: TrackListProps<Row>) {
  const {
    workOf,
    keyOf,
    state,
    stateHeader = t('common.price'),
    stateWidth = 'w-44',
    coverOverlay,
    isCurrent,
    isDimmed,
    numberOf,
    isArtistHidden = false,
    extraColumns = [],
    linked = (_row, _part, name) => name,
    ...table
  } = props
  const labelOf = useCallback((row: Row) => workOf(row).label, [workOf])
  const artistColumn: Column<Row> = {
    id: 'artist',
    header: t('common.artist'),
    className: 'text-text-2',
    cell: (row) => linked(row, 'artist', <ArtistName work={workOf(row)} />),
  }
  const columns: readonly Column<Row>[] = [
    {
      id: 'cover',
      header: t('common.cover'),
      isHeaderHidden: true,
      className: 'w-13',
      cell: (row) => (
        <span className="relative block size-9">
          <Artwork {...artworkOf(workOf(row))} pixels={36} className="size-9" />
          {coverOverlay === undefined ? null : (
            <span className="absolute inset-0 flex items-center justify-center rounded-small bg-scrim text-on-scrim opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 has-focus-visible:opacity-100 has-aria-pressed:opacity-100">
              {coverOverlay(row)}
            </span>
          )}
        </span>
      ),
    },
    ...(numberOf === undefined ? [] : [numberColumn(numberOf)]),
    {
      id: 'title',
      header: t('common.title'),
      cell: (row) => (
        <span
          dir="auto"
          title={workOf(row).title}
          className={clsx(
            'block truncate font-medium',
            isCurrent?.(row) === true && 'text-accent',
            isDimmed?.(row) === true && 'text-text-3',
          )}
        >
          {linked(row, 'title', workOf(row).title)}
        </span>
      ),
    },
    ...(isArtistHidden ? [] : [artistColumn]),
    {
      id: 'release',
      header: t('common.release'),
      className: 'text-text-2 @max-[820px]/page:hidden',
      cell: (row) => {
        const { kind, releaseTitle } = workOf(row)
        if (kind === 'release') return t('common.release')
        if (releaseTitle === null) return ''
        return (
          <span dir="auto" className="block truncate">
            {linked(row, 'release', releaseTitle)}
          </span>
        )
      },
    },
    {
      id: 'state',
      header: stateHeader,
      align: 'end',
      className: `${stateWidth} text-text-2`,
      cell: (row) => state?.(row) ?? <PriceOrOwned work={workOf(row)} />,
    },
    ...extraColumns,
    {
      id: 'length',
      header: t('common.length'),
      align: 'end',
      className: 'w-18 text-text-3',
      cell: (row) => <Duration ms={workOf(row).durationMs} />,
    },
  ]
  return (
    <Table
      {...table}
      nameOf={(row) => workOf(row).title}
      columns={columns}
      keyOf={keyOf ?? labelOf}
      {...(isCurrent === undefined ? {} : { isCurrent })}
    />
  )
}

function numberColumn<Row>(numberOf: (row: Row) => number): Column<Row> {
  return {
    id: 'number',
    header: t('ui.trackNumber'),
    isHeaderHidden: true,
    align: 'end',
    className: 'w-8 text-text-3',
    cell: (row) => countText(numberOf(row)),
  }
}

/** What {@link Artwork} draws of a work. */
export function artworkOf({
  title,
  releaseTitle,
  artwork,
}: Pick<WorkView, 'title' | 'releaseTitle' | 'artwork'>) {
  return { title: releaseTitle ?? title, cid: artwork }
}

/** `Yours`, `On sale` for one's own, or the price. */
export function PriceOrOwned({ work }: { readonly work: WorkView }) {
  if (work.isOwned && !work.isOwn) return <span className="text-positive">{t('common.yours')}</span>
  return <Price value={work.price} orMore={work.orMore} reduced={work.reduced} />
}
