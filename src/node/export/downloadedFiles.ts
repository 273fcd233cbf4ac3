import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { exportExtensions, exportFormats } from '../../shared/exportFormats.ts'
import type { Label } from '../../shared/ids.ts'
import { planExport, type PlanExportParts } from './planExport.ts'

const extensions = [...new Set(exportFormats.map((format) => exportExtensions[format]))]

/**
 * Which tracks lie as files where a download into this folder puts them.
 *
 * @returns their paths within the folder, with `/`
 */
export async function downloadedFiles(
  parts: PlanExportParts,
  labels: readonly Label[],
  folder: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<Label, string>> {
  const { tracks } = await planExport(parts, labels, signal)
  const paths = new Map<Label, string>()
  for (const { label, folders, name } of tracks) {
    for (const extension of extensions) {
      const path = [...folders, `${name}.${extension}`]
      const there = await lstat(join(folder, ...path)).catch(() => undefined)
      if (there?.isFile() !== true) continue
      paths.set(label, path.join('/'))
      break
    }
  }
  return paths
}
