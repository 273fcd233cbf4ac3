/** How many passed and failed. */
export interface Counts {
  readonly passed: number
  readonly failed: number
}

/** The sum of all counts. */
export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  })
}

/** Prints the counts as the last line that people and programs read, and sets the exit code: 0 only when something passed and nothing failed. */
export function finish({ passed, failed }: Counts): void {
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = passed > 0 && failed === 0 ? 0 : 1
}
