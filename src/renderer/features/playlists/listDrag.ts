import { type DragEvent, useState } from 'react'
import { z } from 'zod'
import { useMoveList } from './useMoveList.ts'

/** What a list is called while it is dragged. */
const dragType = 'application/x-busker-list'

/** Makes an element the handle of a list: a playlist or a smart list. */
export function listHandle(id: string) {
  return {
    draggable: true,
    onDragStart(event: DragEvent) {
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData(dragType, id)
    },
  }
}

/** Makes an element a place where lists are dropped. @param folder null: what is dropped here lies in none */
export function useListDrop(folder: string | null) {
  const move = useMoveList()
  const [isOver, setOver] = useState(false)
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType)) return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = 'move'
    setOver(true)
  }
  const onDrop = (event: DragEvent) => {
    setOver(false)
    const list = z.uuid().safeParse(event.dataTransfer.getData(dragType))
    if (!list.success) return
    event.preventDefault()
    event.stopPropagation()
    move(list.data, folder)
  }
  return { isOver, place: { onDragOver, onDragLeave: () => setOver(false), onDrop } }
}
