import { clsx } from 'clsx'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Column } from './column.ts'
import type { ColumnSort } from './useColumnSort.ts'

interface TableHeaderProps extends Pick<
  Column<never>,
  'id' | 'header' | 'isHeaderHidden' | 'align' | 'className'
> {
  readonly sort: ColumnSort | undefined
}

/** A column's header; pressed, it sorts by the column where one can. */
export function TableHeader({ id, header, isHeaderHidden, align, className, sort }: TableHeaderProps) {
  const isSorted = sort?.column === id
  const direction = sort?.isDescending === true ? 'descending' : 'ascending'
  const Arrow = direction === 'descending' ? ChevronDown : ChevronUp
  return (
    <th
      scope="col"
      aria-sort={isSorted ? direction : undefined}
      className={clsx(
        'h-8 border-b border-line px-2 font-normal',
        align === 'end' ? 'text-end' : 'text-start',
        className,
      )}
    >
      {sort?.columns.includes(id) === true ? (
        <button
          type="button"
          onClick={() => sort.onSort(id)}
          className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-small hover:text-text-1"
        >
          <span className="truncate">{header}</span>
          {isSorted ? <Arrow size={14} aria-hidden className="shrink-0" /> : null}
        </button>
      ) : (
        <span className={isHeaderHidden === true ? 'sr-only' : undefined}>{header}</span>
      )}
    </th>
  )
}
