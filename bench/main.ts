import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { toErrorData } from '../src/shared/errors.ts'
import { benchJoin, benchUrsula } from './access.ts'
import { benchPayments } from './payments.ts'
import { benchProcesses } from './processes.ts'
import { benchBuy } from './purchases.ts'
import { type BenchFailure, tableOf } from './report.ts'
import type { BenchRow } from './row.ts'
import { benchSearch } from './search.ts'
import { benchServed } from './served.ts'
import { benchSegments } from './segments.ts'
import { PurchaseHarness } from './purchaseHarness.ts'
import { benchUpload } from './upload.ts'

/** As they are measured. */
type Rows = Iterable<BenchRow> | AsyncIterable<BenchRow>

/**
 * Measures what Busker promises, each beside what it is compared with: `npm run bench [-- NAME…]`.
 * A missed target is a result; the exit code is 1 only where something could not be measured.
 */
const benches: Readonly<Record<string, (harness: PurchaseHarness) => Promise<Rows>>> = {
  upload: () => benchUpload(),
  join: () => benchJoin(),
  ursula: () => benchUrsula(),
  segments: () => benchSegments(),
  search: () => benchSearch(),
  served: async () => benchServed(),
  buy: benchBuy,
  payments: benchPayments,
  memory: benchProcesses,
  // Electron and a display are needed by nothing else here.
  app: async () => (await import('./app/main.ts')).benchApp(),
  library: async () => (await import('./library/main.ts')).benchLibrary(),
}

const names = Object.keys(benches)
const named = process.argv.slice(2)
const unknown = named.find((name) => benches[name] === undefined)
if (unknown === undefined) await runBenches(named.length > 0 ? named : names)
else {
  console.error(`There is no bench ${unknown}. There are: ${names.join(', ')}.`)
  process.exitCode = 2
}

async function runBenches(chosen: readonly string[]): Promise<void> {
  useOneTemporaryFolder()
  const harness = new PurchaseHarness()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void harness.stop().finally(() => process.exit(1)))
  }
  const results: (BenchRow | BenchFailure)[] = []
  try {
    for (const name of chosen) results.push(...(await runBench(name, () => benches[name]?.(harness) ?? [])))
  } finally {
    results.push(...(await failureOf('stopping', () => harness.stop())))
  }
  await mkdir(resolve('out'), { recursive: true })
  await writeFileAtomic(resolve('out', 'bench.json'), `${JSON.stringify(results, null, 2)}\n`)
  const [{ model } = { model: 'unknown processor' }] = cpus()
  console.log(tableOf(results))
  console.log(
    `${availableParallelism()} × ${model}, load ${loadavg()[0]?.toFixed(1)}; also in out/bench.json`,
  )
  if (results.some((result) => 'error' in result)) process.exitCode = 1
}

/** All temporary folders go into one, which is removed however this ends. */
function useOneTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'busker-bench-'))
  // PostgreSQL runs as somebody else where this runs as root.
  chmodSync(folder, 0o711)
  process.env['TMPDIR'] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
}

/** What was measured before something failed stays. */
async function runBench(name: string, run: () => Promise<Rows> | []): Promise<(BenchRow | BenchFailure)[]> {
  const began = performance.now()
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`
  const rows: BenchRow[] = []
  const failures = await failureOf(name, async () => {
    for await (const row of await run()) {
      rows.push(row)
      console.error(`  ${row.name}, ${seconds()}`)
    }
  })
  console.error(`${failures.length === 0 ? '✓' : '✗'} ${name}, ${seconds()}`)
  return [...rows, ...failures]
}

async function failureOf(name: string, run: () => Promise<unknown>): Promise<BenchFailure[]> {
  try {
    await run()
    return []
  } catch (error) {
    if (error instanceof Error) console.error(error.stack)
    const { code, message } = toErrorData(error)
    return [{ name, error: { code, message } }]
  }
}
