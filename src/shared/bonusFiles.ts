import { z } from 'zod'
import { line } from './text.ts'

/** What may go with a release, by what it is: nothing of it runs, and none of it is unpacked. */
export const bonusKinds = ['pdf', 'jpeg', 'png', 'webp', 'text', 'zip'] as const
export const bonusKind = z.enum(bonusKinds)
export type BonusKind = z.output<typeof bonusKind>

/** What a saved file is called after its point: by its kind, whatever its artist calls it. */
export const bonusExtensions: Readonly<Record<BonusKind, string>> = {
  pdf: 'pdf',
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  text: 'txt',
  zip: 'zip',
}

/** Of one release. */
export const bonusMaxFiles = 20
/** Of one file, bytes. */
export const bonusFileMaxBytes = 100 * 1024 * 1024
/** Of all files of a release, bytes. */
export const bonusMaxBytes = 250 * 1024 * 1024

/** What a bonus file is called, without its ending. */
export const bonusName = line(120)

/** A bonus file as everybody sees it. */
export const bonusFileView = z.strictObject({ name: bonusName, kind: bonusKind, bytes: z.int().positive() })
export type BonusFileView = z.output<typeof bonusFileView>

/** The file's name when it is saved. */
export function bonusFileName({ name, kind }: Pick<BonusFileView, 'name' | 'kind'>): string {
  return `${name}.${bonusExtensions[kind]}`
}
