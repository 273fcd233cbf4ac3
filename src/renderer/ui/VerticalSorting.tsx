import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { ReactNode } from 'react'

interface VerticalSortingProps {
  /** Of the rows, in their order. */
  readonly keys: readonly string[]
  /** A row was dropped at the place of another one; both are indexes into `keys`. */
  readonly onDrop: (from: number, to: number) => void
  readonly children: ReactNode
}

/** Around rows that are dragged up and down with the mouse. Keys, and what is said of a move, are the list's own. */
export function VerticalSorting({ keys, onDrop, children }: VerticalSortingProps) {
  const sensors = useSensors(useSensor(PointerSensor, pressBeforeDrag))
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const from = keys.indexOf(String(active.id))
    const to = over === null ? from : keys.indexOf(String(over.id))
    if (from !== -1 && to !== -1 && to !== from) onDrop(from, to)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={verticalOnly}
      accessibility={silent}
      onDragEnd={onDragEnd}
    >
      <SortableContext items={[...keys]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

/** A press that moves fewer pixels is a press of the row, or of a button in it. */
const pressBeforeDrag = { activationConstraint: { distance: 5 } }
const alongY: Modifier = ({ transform }) => ({ ...transform, x: 0 })
const verticalOnly = [alongY]
/** The library's own live region says nothing: the list has its own, for the keyboard as well. */
const silent = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
}
