import type { ApiHandlers } from '../../shared/api/define.ts'
import type { exportApi } from '../../shared/api/export.ts'
import type { FileExporter } from '../export/fileExporter.ts'

/** Writes what one owns as files. */
export function exportHandlers({
  fileExporter,
}: {
  readonly fileExporter: Pick<FileExporter, 'export' | 'exportBonus'>
}): ApiHandlers<typeof exportApi> {
  return {
    exportFiles: (works, { signal, report }) => fileExporter.export({ ...works, signal, report }),
    exportBonus: (request, { signal }) => fileExporter.exportBonus({ ...request, signal }),
  }
}
