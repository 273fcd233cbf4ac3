import { clsx } from 'clsx'
import type { DragEvent, KeyboardEvent, ReactNode } from 'react'
import type { RowSelection } from './useRowSelection.ts'

interface TableRowProps {
  readonly index: number
  readonly rowKey: string
  readonly selection: RowSelection
  readonly isCurrent: boolean
  readonly onOpen: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void
  /** Pressed with the other button, or by the menu key. */
  readonly onContextMenu: () => void
  /** Left out: it can't be dragged. */
  readonly onDragStart?: (event: DragEvent) => void
  /** Its cells. */
  readonly children: ReactNode
}

/** A row of a table that can be chosen. Its context menu is the table's: one for each row would make scrolling slow. */
export function TableRow(props: TableRowProps) {
  const { index, rowKey, selection, isCurrent, onOpen, onKeyDown, onContextMenu, onDragStart, children } =
    props
  const isChosen = selection.chosen.has(rowKey)
  return (
    <tr
      data-index={index}
      // The header row is the first.
      aria-rowindex={index + 2}
      tabIndex={index === selection.currentIndex ? 0 : -1}
      aria-selected={isChosen}
      aria-current={isCurrent ? 'true' : undefined}
      onKeyDown={onKeyDown}
      onClick={(event) => selection.press(rowKey, event)}
      onDoubleClick={onOpen}
      draggable={onDragStart !== undefined}
      onDragStart={onDragStart}
      onContextMenu={() => {
        selection.include(rowKey)
        onContextMenu()
      }}
      className={clsx(
        'group/row h-11 -outline-offset-2',
        isChosen ? 'bg-accent-soft' : 'hover:bg-surface-3/60',
      )}
    >
      {children}
    </tr>
  )
}
