import { dirname, relative } from 'node:path'

/** As much of a mutant's result as counts for the score. */
export interface MutantOutcome {
  readonly fileName: string
  readonly status: string
}

export interface RoomScore {
  readonly room: string
  readonly noticed: number
  readonly missed: number
}

// An error outside of a test, and the end of the whole process, fail a run of the tests as well.
const noticed = ['Killed', 'Timeout', 'RuntimeError']
const missed = ['Survived', 'NoCoverage']

/** How many mutants the tests noticed in each folder, by name. */
export function scoreRooms(outcomes: readonly MutantOutcome[], root: string): RoomScore[] {
  const rooms = Map.groupBy(outcomes, ({ fileName }) => dirname(relative(root, fileName)))
  const countIn = (room: readonly MutantOutcome[], statuses: readonly string[]) =>
    room.filter(({ status }) => statuses.includes(status)).length
  return [...rooms]
    .map(([room, all]) => ({ room, noticed: countIn(all, noticed), missed: countIn(all, missed) }))
    .toSorted((a, b) => (a.room < b.room ? -1 : 1))
}

/** One line a room: `src/node/market  91 % of 220`. */
export function describeScores(scores: readonly RoomScore[]): string {
  const width = Math.max(0, ...scores.map(({ room }) => room.length))
  return scores
    .map((score) => {
      const all = score.noticed + score.missed
      const percent = all === 0 ? 100 : Math.floor((score.noticed / all) * 100)
      return `${score.room.padEnd(width)}  ${percent} % of ${all}`
    })
    .join('\n')
}
