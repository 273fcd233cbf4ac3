import type { ApiHandlers } from '../../shared/api/define.ts'
import type { appDragApi } from '../../shared/api/drag.ts'
import type { ExportFormat } from '../../shared/exportFormats.ts'
import type { DraggableFiles } from './draggableFiles.ts'
import type { MousePress } from './mousePress.ts'

export interface DragHandlerOptions {
  readonly files: Pick<DraggableFiles, 'make' | 'pathsOf'>
  readonly press: Pick<MousePress, 'take'>
  /** @throws BuskerError `NODE_LOCKED` */
  readonly requireOpen: () => void
  readonly format: () => ExportFormat
  /** Hands files to the system, as what is dragged now. */
  readonly startDrag: (paths: readonly string[]) => void
}

/** Handlers of dragging out of the window: the page names works it shows, never a file. */
export function dragHandlers(options: DragHandlerOptions): ApiHandlers<typeof appDragApi> {
  const { files, press, requireOpen, format, startDrag } = options
  return {
    async 'app.makeDraggable'({ labels }, context) {
      requireOpen()
      await files.make({ labels, format: format() }, context)
      return {}
    },
    async 'app.dragFiles'({ labels }) {
      requireOpen()
      const paths = await files.pathsOf({ labels, format: format() })
      if (paths === null) return { outcome: 'notMade' }
      // Locked, or let go, while they were looked for.
      requireOpen()
      if (!press.take()) return { outcome: 'released' }
      startDrag(paths)
      return { outcome: 'dragged' }
    },
  }
}
