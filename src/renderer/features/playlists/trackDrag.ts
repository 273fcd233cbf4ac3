import { z } from 'zod'
import type { WorkView } from '../../../shared/api/node.ts'
import { heardLabel, type Label } from '../../../shared/ids.ts'
import { draggedOutOver } from '../files/draggedOut.ts'

/** What works are called while they are dragged. */
const dragType = 'application/x-busker-works'
/** As many as a playlist takes. */
const draggedLabels = z.array(heardLabel).max(5000)

/** Puts works on a drag that begins. */
export function dragWorks(works: readonly WorkView[], data: DataTransfer): void {
  data.effectAllowed = 'copy'
  data.setData(dragType, JSON.stringify(works.slice(0, 5000).map((work) => work.label)))
}

/** What is dragged are works; which, is not said before they are dropped. */
export const hasWorks = (data: DataTransfer): boolean =>
  data.types.includes(dragType) || draggedOutOver(data).length > 0

/** The works that were dropped; none where what was dropped is something else. */
export function droppedWorks(data: DataTransfer): readonly Label[] {
  const asFiles = draggedOutOver(data)
  if (asFiles.length > 0) return asFiles
  try {
    return draggedLabels.parse(JSON.parse(data.getData(dragType)))
  } catch {
    return []
  }
}
