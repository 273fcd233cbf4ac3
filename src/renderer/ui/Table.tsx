import { clsx } from 'clsx'
import { type DragEvent, type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Column } from './column.ts'
import { ContextMenu, type MenuEntry } from './Menu.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { TableHeader } from './TableHeader.tsx'
import { TableRow } from './TableRow.tsx'
import type { ColumnSort } from './useColumnSort.ts'
import { useRowSelection } from './useRowSelection.ts'
import { useTypeAhead } from './useTypeAhead.ts'
import { VirtualTableBody, type VirtualTableBodyHandle } from './VirtualTableBody.tsx'
import { t } from '../../shared/i18n/t.ts'

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
  /** Rows are dragged from here on: those chosen, or the one that is dragged. Left out: rows can't be dragged. */
  readonly onDrag?: (rows: readonly Row[], event: DragEvent) => void
  readonly isCurrent?: (row: Row) => boolean
  /** What one types to find a row. */
  readonly nameOf?: (row: Row) => string
  /** Says which headers sort, and how `rows` are sorted. */
  readonly sort?: ColumnSort
  /** The row that one came for: it is chosen and in sight at first. */
  readonly initialKey?: string | undefined
  readonly className?: string
}

/** In pixels; as `h-11`. */
const rowHeight = 44

/**
 * A real table of 44 px rows, of which a long one mounts only those in sight. Rows are chosen with mouse and keyboard
 * (arrows, Home, End, PageUp, PageDown, Shift, Ctrl+A), found by typing, opened with Enter, and have a context menu;
 * several chosen have its entries in a bar at the foot, too.
 */
export function Table<Row>(props: TableProps<Row>) {
  const {
    label,
    rows,
    columns,
    keyOf,
    onOpen,
    menu,
    onDrag,
    isCurrent,
    nameOf,
    sort,
    initialKey,
    className,
  } = props
  const body = useRef<VirtualTableBodyHandle>(null)
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf])
  const selection = useRowSelection(keys, initialKey)
  const { chosen, currentIndex } = selection
  const chosenRows = useMemo(
    () => (chosen.size === 0 ? [] : rows.filter((_, index) => chosen.has(keys[index] ?? ''))),
    [rows, keys, chosen],
  )

  const initialIndex = useRef(initialKey === undefined ? -1 : keys.indexOf(initialKey))
  useEffect(() => {
    if (initialIndex.current !== -1) body.current?.showRow(initialIndex.current)
  }, [])
  const focusRow = (index: number) => {
    body.current?.focusRow(index)
  }
  const typeAhead = useTypeAhead({
    count: rows.length,
    nameAt: (index) => (rows[index] === undefined ? '' : (nameOf?.(rows[index]) ?? '')),
    currentIndex,
    onFound(index) {
      // At once, because a row out of sight is mounted only when it is the current one.
      flushSync(() => selection.moveTo(index))
      focusRow(index)
    },
  })
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return
    if (nameOf !== undefined && typeAhead(event)) return
    const row = rows[currentIndex]
    if (event.key === 'Enter' && row !== undefined) return onOpen?.(row)
    const index = flushSync(() => selection.keyDown(event, body.current?.rowsPerPage() ?? 1))
    if (index !== undefined) focusRow(index)
  }

  const menuRow = useRef<Row>(undefined)
  const menuEntries = () => {
    const row = menuRow.current
    if (row === undefined || menu === undefined) return []
    return menu(chosen.has(keyOf(row)) ? chosenRows : [row])
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
        onContextMenu={() => (menuRow.current = row)}
        {...(onDrag && {
          onDragStart: (event: DragEvent) => onDrag(chosen.has(rowKey) ? chosenRows : [row], event),
        })}
      >
        {columns.map((column) => (
          <td
            key={column.id}
            className={clsx(
              // Not hidden: what could be scrolled costs each cell a layer of its own.
              'overflow-clip border-b border-line/60 px-2 text-ellipsis whitespace-nowrap',
              column.align === 'end' && 'text-end',
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
        <tr
          aria-rowindex={1}
          // It has no menu.
          onContextMenu={(event) => event.preventDefault()}
          className="text-sm text-text-3"
        >
          {columns.map((column) => (
            <TableHeader key={column.id} {...column} sort={sort} />
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
      <ContextMenu label={t('ui.actionsForLabel', { label })} entries={menuEntries}>
        {table}
      </ContextMenu>
      {chosenRows.length < 2 ? null : (
        <SelectionBar count={chosenRows.length} entries={menu(chosenRows)} onClear={selection.clear} />
      )}
    </>
  )
}
