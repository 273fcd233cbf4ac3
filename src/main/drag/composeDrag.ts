import { nativeImage, shell, type WebContents } from 'electron'
import type { ExportFormat } from '../../shared/exportFormats.ts'
import { openBonusHandlers } from '../app/bonusHandlers.ts'
import type { AppFiles } from '../appFiles.ts'
import { builtFiles } from '../builtFiles.ts'
import type { Confirmations } from '../guard/confirmations.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import { DraggableFiles } from './draggableFiles.ts'
import { dragHandlers } from './dragHandlers.ts'
import { MousePress } from './mousePress.ts'

export interface DragNeeds {
  readonly files: Pick<AppFiles, 'draggable'>
  readonly host: () => Pick<NodeHost, 'open'>
  /** The page that is dragged out of. */
  readonly contents: WebContents
  readonly confirmations: Pick<Confirmations, 'require'>
  readonly format: () => ExportFormat
}

/** What is given to other programs as files, dragged out of the window or opened, and goes at the lock. */
export function composeDrag({ files, host, contents, confirmations, format }: DragNeeds) {
  const draggable = new DraggableFiles({
    folder: files.draggable,
    exportFiles: (input, context) => host().open.handlers.exportFiles(input, context),
  })
  const dragging = dragHandlers({
    files: draggable,
    press: new MousePress(contents),
    requireOpen: () => void host().open,
    format,
    startDrag: ([file = '', ...others]) =>
      contents.startDrag({ file, files: [file, ...others], icon: dragIcon() }),
  })
  const opening = openBonusHandlers({
    node: () => host().open.handlers,
    confirmations,
    makeFolder: () => draggable.makeFolder(),
    openPath: (file) => shell.openPath(file),
  })
  return { draggable, handlers: { ...dragging, ...opening } }
}

/** What is seen under the pointer. */
const dragIcon = () => nativeImage.createFromPath(builtFiles.icon).resize({ width: 48 })
