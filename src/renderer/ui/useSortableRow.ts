import { useSortable } from '@dnd-kit/sortable'
import type { CSSProperties } from 'react'

type Sortable = ReturnType<typeof useSortable>

interface SortableRow extends Pick<
  Sortable,
  'setNodeRef' | 'setActivatorNodeRef' | 'listeners' | 'isDragging'
> {
  /** Where it is while it, or another, is dragged. */
  readonly style: CSSProperties
}

const slide = { duration: 180, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' }

/** A row within {@link VerticalSorting}: it can be dragged, and gives way while another is. */
export function useSortableRow(key: string, isFixed = false): SortableRow {
  const { transform, transition, ...row } = useSortable({ id: key, transition: slide, disabled: isFixed })
  const place = transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`
  return { ...row, style: { transform: place, transition } }
}
