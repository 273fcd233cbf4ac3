import type { WorkView } from '../../../shared/api/node.ts'
import { compareAmounts, compareText } from '../../ui/comparisons.ts'

/** How works are sorted by the columns of a list. */
export const workComparisons: Readonly<Record<string, (a: WorkView, b: WorkView) => number>> = {
  title: (a, b) => compareText(a.title, b.title),
  artist: (a, b) => compareText(a.artistName, b.artistName),
  release: (a, b) => compareText(a.releaseTitle ?? '', b.releaseTitle ?? ''),
  state: (a, b) => compareAmounts(a.price, b.price),
  length: (a, b) => (a.durationMs ?? 0) - (b.durationMs ?? 0),
}
