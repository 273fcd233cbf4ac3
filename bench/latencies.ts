/**
 * Runs all `works` in turn, `runs` times, after one unmeasured turn, so that what else the machine does meets all alike.
 *
 * @returns milliseconds of each run, for each of them
 */
export function latencies<const W extends readonly (() => unknown)[]>(runs: number, ...works: W) {
  return inTurns(() => performance.now(), runs, works)
}

/** The same in processor time of this process, ms: what it costs, whatever else the machine does. */
export function costs<const W extends readonly (() => unknown)[]>(runs: number, ...works: W) {
  const processorTime = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  return inTurns(processorTime, runs, works)
}

async function inTurns<W extends readonly (() => unknown)[]>(
  clock: () => number,
  runs: number,
  works: W,
): Promise<{ [K in keyof W]: number[] }> {
  const measured = works.map((): number[] => [])
  for (let run = -1; run < runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const started = clock()
      await work()
      if (run >= 0) measured[index]?.push(clock() - started)
    }
  }
  return measured as { [K in keyof W]: number[] }
}
