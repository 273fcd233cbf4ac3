import { foldWord, hasWords, typedWords } from '../../../shared/searchWords.ts'
import type { WorkSummary } from '../work.ts'

/** What is known here and what a hub has found, each once; by how well it fits, the hub's before ours where both do. */
export function mergeFound(
  text: string,
  served: readonly WorkSummary[],
  local: readonly WorkSummary[],
  limit: number,
): WorkSummary[] {
  const words = typedWords(text)
  const wanted = foldWord(words.join(' '))
  const placeOf = ({ title }: WorkSummary) => {
    if (foldWord(title).startsWith(wanted)) return 0
    return hasWords(words, title) ? 1 : 2
  }
  return distinctWorks([...served, ...local])
    .map((work) => ({ work, place: placeOf(work) }))
    .toSorted((one, other) => one.place - other.place)
    .slice(0, limit)
    .map(({ work }) => work)
}

/** As {@link mergeFound}, newest first, whatever order a hub has answered in. */
export function mergeNewest(
  served: readonly WorkSummary[],
  local: readonly WorkSummary[],
  limit: number,
): WorkSummary[] {
  return distinctWorks([...served, ...local])
    .toSorted((one, other) => other.createdAt - one.createdAt)
    .slice(0, limit)
}

function distinctWorks(works: readonly WorkSummary[]): WorkSummary[] {
  return [...new Map(works.map((work) => [`${work.kind}/${work.id}`, work])).values()]
}
