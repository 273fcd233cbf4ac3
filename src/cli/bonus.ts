import { z } from 'zod'
import { bonusFileName, type BonusFileView, bonusFileView } from '../shared/bonusFiles.ts'
import type { WorkChanges } from '../shared/api/studio.ts'
import type { Label } from '../shared/ids.ts'
import { parseCount, parseLabel, parsePath } from './arguments.ts'
import type { Context } from './context.ts'
import { table } from './terminal.ts'

export interface BonusFlags {
  readonly bonus?: readonly string[]
  readonly dropBonus?: string
}

/** What goes with a release. */
export async function showBonus(text: string, { node, terminal }: Context): Promise<void> {
  const files = await node.ask('releaseFiles', { label: parseLabel(text, 'busker works') })
  const rows = files.map((file, index) => [
    String(index + 1),
    bonusFileName(file),
    `${(file.bytes / 1e6).toFixed(1)} MB`,
  ])
  terminal.result(
    z.encode(z.array(bonusFileView), files),
    rows.length === 0 ? 'No files go with it.' : table(['No.', 'File', 'Size'], rows),
  )
}

/** The files of a release after an edit: without those that are dropped, and with more. @throws BuskerError `CLI_NUMBER` */
export async function bonusFrom(
  { bonus, dropBonus }: BonusFlags,
  label: Label,
  { node }: Pick<Context, 'node'>,
): Promise<Pick<WorkChanges, 'bonus'>> {
  if (bonus === undefined && dropBonus === undefined) return {}
  const files: readonly BonusFileView[] = await node.ask('releaseFiles', { label })
  const dropped = (dropBonus ?? '').split(',').filter((number) => number.trim() !== '')
  const places = dropped.map((number) => parseCount(number.trim(), 1, files.length) - 1)
  return {
    bonus: [
      ...[...files.keys()].filter((place) => !places.includes(place)).map((kept) => ({ kept })),
      ...(bonus ?? []).map((file) => ({ file: parsePath(file) })),
    ],
  }
}
