/** How many passed and failed. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** The sum of all tallies. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  })
}

/** Prints the tally as the last line that people and programs read, and sets the exit code: 0 only when something passed and nothing failed. */
export function finish({ passed, failed }: Tally): void {
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = passed > 0 && failed === 0 ? 0 : 1
}
