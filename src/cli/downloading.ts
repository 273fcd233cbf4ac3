import { z } from 'zod'
import { type ExportedFile, type ExportResult, exportResult } from '../shared/api/export.ts'
import type { ExportFormat } from '../shared/exportFormats.ts'
import { bonusMaxFiles } from '../shared/bonusFiles.ts'
import { BuskerError } from '../shared/errors.ts'
import { parseCount, parseLabel, parsePath } from './arguments.ts'
import type { Context } from './context.ts'

export interface DownloadFlags {
  readonly to: string
  readonly format: ExportFormat
  /** Of a release this file alone, by its number. */
  readonly bonus?: string
}

/** Writes tracks that one owns, and all tracks of releases with what goes with them, as files. */
export async function download(
  texts: readonly string[],
  { to, format, bonus }: DownloadFlags,
  { node, terminal }: Context,
): Promise<void> {
  const labels = texts.map((text) => parseLabel(text, 'busker works --bought'))
  if (bonus !== undefined) {
    const [label] = labels
    if (label === undefined || labels.length > 1) {
      throw new BuskerError('CLI_SEVERAL', '--bonus goes with one release. Name one, or leave it out.')
    }
    const index = parseCount(bonus, 1, bonusMaxFiles) - 1
    const saved = await node.ask('exportBonus', { label, index, folder: parsePath(to) })
    return terminal.result(saved, `${saved.file}${saved.isNew ? '' : ' (was there already)'}`)
  }
  const result = await node.ask(
    'exportFiles',
    { labels, format, folder: parsePath(to) },
    {
      onProgress: (at) => terminal.step(at, `${at.done + 1} of ${at.total}: ${at.title}`, at.fraction),
    },
  )
  terminal.result(z.encode(exportResult, result), describeResult(result, format))
  // A script must notice what is missing.
  if (result.failures.length > 0) process.exitCode = 1
}

function describeResult({ folder, files, bonus, failures }: ExportResult, format: ExportFormat): string {
  const lines = [...files, ...bonus].map(({ file, isNew }) => `${file}${isNew ? '' : ' (was there already)'}`)
  const missing = failures.map(
    ({ title, label, message, code }) => `Not written: ${title ?? label}: ${message} (${code})`,
  )
  const written = files.length + bonus.length
  const count = `${written} ${written === 1 ? 'file' : 'files'} in ${folder}`
  return [...lines, ...missing, count, ...qualityNote(files, format)].join('\n')
}

/** What a file that is called lossless is made of, where that is AAC. */
function qualityNote(files: readonly ExportedFile[], format: ExportFormat): string[] {
  const made = files.filter(({ madeFrom }) => madeFrom === 'aac').length
  if (made === 0) return []
  if (format === 'm4a') return ['The AAC is as the artist encoded it.']
  const which = made === files.length ? 'All are' : made === 1 ? 'One is' : `${made} are`
  return [
    `${which} made from AAC, because no lossless sound is sold of them: --format m4a copies the AAC itself.`,
  ]
}
