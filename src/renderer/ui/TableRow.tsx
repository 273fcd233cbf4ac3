import { clsx } from 'clsx'
import type { KeyboardEvent, ReactNode } from 'react'
import { ContextMenu, type MenuEntry } from './Menu.tsx'
import type { RowSelection } from './useRowSelection.ts'

interface TableRowProps {
  readonly index: number
  readonly rowKey: string
  readonly selection: RowSelection
  readonly isCurrent: boolean
  readonly onOpen: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void
  readonly menu: { readonly label: string; readonly entries: () => readonly MenuEntry[] } | undefined
  /** Its cells. */
  readonly children: ReactNode
}

/** A row of a table that can be chosen, with its context menu if it has one. */
export function TableRow(props: TableRowProps) {
  const { index, rowKey, selection, isCurrent, onOpen, onKeyDown, menu, children } = props
  const isChosen = selection.chosen.has(rowKey)
  const row = (
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
      onContextMenu={() => selection.include(rowKey)}
      className={clsx(
        'group/row h-11 -outline-offset-2',
        isChosen ? 'bg-accent-soft' : 'hover:bg-surface-3/60',
      )}
    >
      {children}
    </tr>
  )
  return menu === undefined ? row : <ContextMenu {...menu}>{row}</ContextMenu>
}
