/** Between which bounds an offset lies, ms: what is added to a steady clock for the chain's time. */
export interface OffsetInterval {
  readonly low: number
  readonly high: number
}

/** The offset in the interval that is nearest to `offset`. */
export function clampOffset(offset: number, { low, high }: OffsetInterval): number {
  return Math.min(high, Math.max(low, offset))
}

/**
 * The part that most of the intervals share, and how many do; of several such parts the one nearest to `preferred`.
 * (K. Marzullo, Maintaining the Time in a Distributed System, 1984; NTP chooses its servers so.)
 */
export function mostShared(
  intervals: readonly OffsetInterval[],
  preferred: number,
): { readonly interval: OffsetInterval; readonly votes: number } | null {
  const votesFor = (offset: number) => intervals.filter(({ low, high }) => low <= offset && offset <= high)
  const shared = intervals.map(({ low }) => {
    const agreeing = votesFor(low)
    return {
      interval: { low, high: Math.min(...agreeing.map(({ high }) => high)) },
      votes: agreeing.length,
    }
  })
  const most = Math.max(0, ...shared.map(({ votes }) => votes))
  const distance = ({ interval }: (typeof shared)[number]) =>
    Math.abs(clampOffset(preferred, interval) - preferred)
  const best = shared.filter(({ votes }) => votes === most).toSorted((a, b) => distance(a) - distance(b))
  return best[0] ?? null
}

/** How far apart the two of these are that have least in common; 0 where each two overlap. */
export function farthestApart(intervals: readonly OffsetInterval[]): number {
  const lowest = Math.min(...intervals.map(({ high }) => high))
  const highest = Math.max(...intervals.map(({ low }) => low))
  return Math.max(0, highest - lowest)
}
