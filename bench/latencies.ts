/**
 * Runs all `works` in turn, `runs` times, after one unmeasured turn, so that what else the machine does meets all alike.
 *
 * @returns milliseconds of each run, for each of them
 */
export async function latencies<const W extends readonly (() => unknown)[]>(
  runs: number,
  ...works: W
): Promise<{ [K in keyof W]: number[] }> {
  const measured = works.map((): number[] => [])
  for (let run = -1; run < runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const started = performance.now()
      await work()
      if (run >= 0) measured[index]?.push(performance.now() - started)
    }
  }
  return measured as { [K in keyof W]: number[] }
}
