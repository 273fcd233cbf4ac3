import type { BonusFileView } from '../../../shared/bonusFiles.ts'
import type { WorkChanges } from '../../../shared/api/studio.ts'

/** A file of a release on sale as it is edited. */
export interface BonusEdit extends BonusFileView {
  /** Which of those it has, or a new one. */
  readonly source: NonNullable<WorkChanges['bonus']>[number]
  readonly isIn: boolean
}

/** Those it has. */
export const toBonusEdits = (files: readonly BonusFileView[]): BonusEdit[] =>
  files.map((file, kept) => ({ ...file, source: { kept }, isIn: true }))

/** What is to be; nothing where that is what it has. */
export function bonusChanges(edits: readonly BonusEdit[]): Pick<WorkChanges, 'bonus'> {
  const isChanged = edits.some(({ source, isIn }) => ('kept' in source ? !isIn : isIn))
  return isChanged ? { bonus: edits.filter(({ isIn }) => isIn).map(({ source }) => source) } : {}
}
