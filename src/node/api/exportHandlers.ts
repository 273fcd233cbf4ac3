import type { ApiHandlers } from '../../shared/api/define.ts'
import type { exportApi } from '../../shared/api/export.ts'
import type { FileExporter } from '../export/fileExporter.ts'

/** Writes what one owns as files. */
export function exportHandlers({
  fileExporter,
}: {
  readonly fileExporter: Pick<FileExporter, 'export'>
}): ApiHandlers<typeof exportApi> {
  return { exportFiles: (works, { signal, report }) => fileExporter.export({ ...works, signal, report }) }
}
