import { clsx } from 'clsx'
import { GripVertical } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { ContextMenu, type MenuEntry } from './Menu.tsx'
import { useSortableRow } from './useSortableRow.ts'

interface ReorderableRowProps {
  readonly index: number
  readonly rowKey: string
  /** Its context menu. */
  readonly menu: { readonly label: string; readonly entries: () => readonly MenuEntry[] }
  /** It is the one row that Tab reaches. */
  readonly isTabStop: boolean
  readonly isCurrent: boolean
  readonly onFocus: () => void
  readonly onOpen: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly children: ReactNode
}

/** A row that can be dragged, and that gives way while another is. */
export function ReorderableRow(props: ReorderableRowProps) {
  const { index, rowKey, menu, isTabStop, isCurrent, onFocus, onOpen, onKeyDown, children } = props
  const { setNodeRef, listeners, style, isDragging } = useSortableRow(rowKey)
  return (
    <ContextMenu {...menu}>
      <tr
        ref={setNodeRef}
        {...listeners}
        data-index={index}
        aria-rowindex={index + 1}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isCurrent ? 'true' : undefined}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onDoubleClick={onOpen}
        style={style}
        className={clsx(
          'group/row -outline-offset-2 hover:bg-surface-3/60',
          isDragging && 'relative z-10 bg-surface-3 shadow-raised',
        )}
      >
        <td className="relative flex h-12 items-center gap-2 pe-2 first:rounded-small">
          <GripVertical
            size={14}
            aria-hidden
            className="absolute -start-4 cursor-grab text-text-3 opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100"
          />
          {children}
        </td>
      </tr>
    </ContextMenu>
  )
}
