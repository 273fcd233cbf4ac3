import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { ContextMenu, type MenuEntry } from './Menu.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { useRowSelection } from './useRowSelection.ts'

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

/**
 * A real table of 44 px rows. Rows are chosen with mouse and keyboard (arrows, Shift, Ctrl+A), opened with Enter, and
 * have a context menu; several chosen have its entries in a bar at the foot, too.
 */
export function Table<Row>({
  label,
  rows,
  columns,
  keyOf,
  onOpen,
  menu,
  isCurrent,
  className,
}: TableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const selection = useRowSelection(rows.map(keyOf))

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return
    const row = rows.find((one) => keyOf(one) === selection.current)
    if (event.key === 'Enter' && row !== undefined) return onOpen?.(row)
    const key = selection.keyDown(event)
    if (key === undefined) return
    const place = rows.findIndex((one) => keyOf(one) === key)
    const next = body.current?.querySelectorAll('tr')[place]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }

  const chosenRows = rows.filter((one) => selection.chosen.has(keyOf(one)))
  const table = (
    <table
      role="grid"
      aria-label={label}
      aria-multiselectable
      className={clsx('w-full table-fixed border-collapse', className)}
    >
      <thead>
        <tr className="border-b border-line text-sm text-text-3">
          {columns.map(({ id, header, isHeaderHidden, align, className: width }) => (
            <th
              key={id}
              scope="col"
              className={clsx('h-8 px-2 font-normal', align === 'end' ? 'text-right' : 'text-left', width)}
            >
              <span className={isHeaderHidden === true ? 'sr-only' : undefined}>{header}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => {
          const key = keyOf(row)
          const isChosen = selection.chosen.has(key)
          const shown = (
            <tr
              key={key}
              tabIndex={key === selection.current ? 0 : -1}
              aria-selected={isChosen}
              aria-current={isCurrent?.(row) === true ? 'true' : undefined}
              onKeyDown={onKeyDown}
              onClick={(event) => selection.press(key, event)}
              onDoubleClick={() => onOpen?.(row)}
              onContextMenu={() => selection.include(key)}
              className={clsx(
                'group/row h-11 border-b border-line/60 -outline-offset-2',
                isChosen ? 'bg-accent-soft' : 'hover:bg-surface-3/60',
              )}
            >
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={clsx('truncate px-2', column.align === 'end' && 'text-right', column.className)}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          )
          if (menu === undefined) return shown
          const chosen = isChosen ? chosenRows : [row]
          return (
            <ContextMenu key={key} label={`Actions for ${label}`} entries={menu(chosen)}>
              {shown}
            </ContextMenu>
          )
        })}
      </tbody>
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
