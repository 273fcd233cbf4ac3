/** One line of the table: what was measured, and what it was compared with in the same run. */
export interface BenchRow {
  readonly name: string
  readonly ours: number
  readonly unit: string
  /** What it is compared with, in the same unit. */
  readonly against: { readonly name: string; readonly value: number }
  /** Ours in relation to it. */
  readonly ratio: number
  /** Null where nothing was promised. */
  readonly target: string | null
  readonly met: boolean | null
}

/** @param share 0.5 for the median, 0.95 for p95 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
