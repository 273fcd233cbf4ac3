// npm run check: types, lint (with the import rules of docs), format, and nothing unused.
import { runToEnd } from './runToEnd.ts'
import { type Counts, finish, sum } from './counts.ts'

const checks: Record<string, readonly [string, ...string[]]> = {
  types: ['tsc', '-p', '.'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  format: ['oxfmt', '--check', '.'],
  unused: ['knip', '--no-progress'],
}

const counts: Counts[] = []
for (const [name, [program, ...args]] of Object.entries(checks)) {
  const begun = performance.now()
  const ok = (await runToEnd(program, args)) === 0
  console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  counts.push({ passed: Number(ok), failed: Number(!ok) })
}
finish(sum(counts))
