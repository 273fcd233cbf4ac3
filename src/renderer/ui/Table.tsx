import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { MenuEntry } from './Menu.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { TableRow } from './TableRow.tsx'
import { useRowSelection } from './useRowSelection.ts'
import { VirtualTableBody, type VirtualTableBodyHandle } from './VirtualTableBody.tsx'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** The header is read, not shown. */
  readonly isHeaderHidden?: boolean
  readonly align?: 'start' | 'end'
  /** Tailwind's: a width, or when it is shown at all. */
  readonly className?: string
  readonly cell: (row: Row) => ReactNode
}

export interface TableProps<Row> {
  /** What it lists. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
  /** Enter, or a double press. */
  readonly onOpen?: (row: Row) => void
  /** What can be done with the rows chosen, the same as in the toolbar. */
  readonly menu?: (rows: readonly Row[]) => readonly MenuEntry[]
  readonly isCurrent?: (row: Row) => boolean
  readonly className?: string
}

/** In pixels; as `h-11`. */
const rowHeight = 44

/**
 * A real table of 44 px rows, of which a long one mounts only those in sight. Rows are chosen with mouse and keyboard
 * (arrows, Home, End, PageUp, PageDown, Shift, Ctrl+A), opened with Enter, and have a context menu; several chosen
 * have its entries in a bar at the foot, too.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, columns, keyOf, onOpen, menu, isCurrent, className } = props
  const body = useRef<VirtualTableBodyHandle>(null)
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf])
  const selection = useRowSelection(keys)
  const { chosen, currentIndex } = selection
  const chosenRows = useMemo(
    () => rows.filter((_, index) => chosen.has(keys[index] ?? '')),
    [rows, keys, chosen],
  )

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return
    const row = rows[currentIndex]
    if (event.key === 'Enter' && row !== undefined) return onOpen?.(row)
    // At once, because a row out of sight is mounted only when it is the current one.
    const index = flushSync(() => selection.keyDown(event, body.current?.rowsPerPage() ?? 1))
    if (index !== undefined) body.current?.focusRow(index)
  }

  const renderRow = (row: Row | undefined, index: number) => {
    const rowKey = keys[index]
    if (row === undefined || rowKey === undefined) return null
    return (
      <TableRow
        index={index}
        rowKey={rowKey}
        selection={selection}
        isCurrent={isCurrent?.(row) === true}
        onOpen={() => onOpen?.(row)}
        onKeyDown={onKeyDown}
        menu={
          menu && {
            label: `Actions for ${label}`,
            entries: () => menu(chosen.has(rowKey) ? chosenRows : [row]),
          }
        }
      >
        {columns.map((column) => (
          <td
            key={column.id}
            className={clsx(
              'truncate border-b border-line/60 px-2',
              column.align === 'end' && 'text-right',
              column.className,
            )}
          >
            {column.cell(row)}
          </td>
        ))}
      </TableRow>
    )
  }

  const table = (
    <table
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      className={clsx('w-full table-fixed border-separate border-spacing-0', className)}
    >
      <thead>
        <tr aria-rowindex={1} className="text-sm text-text-3">
          {columns.map(({ id, header, isHeaderHidden, align, className: width }) => (
            <th
              key={id}
              scope="col"
              className={clsx(
                'h-8 border-b border-line px-2 font-normal',
                align === 'end' ? 'text-right' : 'text-left',
                width,
              )}
            >
              <span className={isHeaderHidden === true ? 'sr-only' : undefined}>{header}</span>
            </th>
          ))}
        </tr>
      </thead>
      <VirtualTableBody ref={body} keys={keys} rowHeight={rowHeight} pinnedIndex={currentIndex}>
        {(index) => renderRow(rows[index], index)}
      </VirtualTableBody>
    </table>
  )
  if (menu === undefined) return table
  return (
    <>
      {table}
      {chosenRows.length < 2 ? null : (
        <SelectionBar count={chosenRows.length} entries={menu(chosenRows)} onClear={selection.clear} />
      )}
    </>
  )
}
