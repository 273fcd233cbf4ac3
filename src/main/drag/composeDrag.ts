import { nativeImage, type WebContents } from 'electron'
import type { ExportFormat } from '../../shared/exportFormats.ts'
import type { AppFiles } from '../appFiles.ts'
import { builtFiles } from '../builtFiles.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import { DraggableFiles } from './draggableFiles.ts'
import { dragHandlers } from './dragHandlers.ts'
import { MousePress } from './mousePress.ts'

export interface DragNeeds {
  readonly files: Pick<AppFiles, 'draggable'>
  readonly host: () => Pick<NodeHost, 'open'>
  /** The page that is dragged out of. */
  readonly contents: WebContents
  readonly format: () => ExportFormat
}

/** Dragging out of the window. */
export function composeDrag({ files, host, contents, format }: DragNeeds) {
  const draggable = new DraggableFiles({
    folder: files.draggable,
    exportFiles: (input, context) => host().open.handlers.exportFiles(input, context),
  })
  const handlers = dragHandlers({
    files: draggable,
    press: new MousePress(contents),
    requireOpen: () => void host().open,
    format,
    startDrag: ([file = '', ...others]) =>
      contents.startDrag({ file, files: [file, ...others], icon: dragIcon() }),
  })
  return { draggable, handlers }
}

/** What is seen under the pointer. */
const dragIcon = () => nativeImage.createFromPath(builtFiles.icon).resize({ width: 48 })
