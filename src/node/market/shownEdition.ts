import type { OwnedWork } from '../../shared/api/library.ts'

/**
 * Which of the editions that one owns of a work is shown and played: the newest, and until that is wholly on this machine one
 * that is.
 *
 * @param editions at least one
 */
export function shownEdition(editions: readonly OwnedWork[]): OwnedWork {
  const newestFirst = editions.toSorted((one, other) => other.work.edition - one.work.edition)
  const open = newestFirst.filter(({ work }) => work.isOwned)
  const shown = open.find(({ isDownloaded }) => isDownloaded) ?? open[0] ?? newestFirst[0]
  if (shown === undefined) throw new Error('A work is owned in no edition.')
  return shown
}
