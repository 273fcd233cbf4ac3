// npm test (fast), npm run test:rest and npm run test:all: unit tests, integration tests, and the real application in Electron.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runToEnd } from './runToEnd.ts'
import { type Counts, finish, sum } from './counts.ts'
import { countsOf, failuresOf } from './vitestReport.ts'

const reportFolder = join('out', 'test')
/** Runners, one after the other, and the projects of vitest that each runs side by side. */
const runners: Readonly<Record<string, readonly string[]>> = {
  unit: ['unit', 'renderer'],
  integration: ['integration'],
  electron: ['electron'],
}
/** Which runners a part of the tests needs, and what tells vitest the files. A test is in `fast` or in `rest`. */
const parts: Readonly<
  Record<string, { readonly runners: readonly string[]; readonly files: readonly string[] }>
> = {
  fast: { runners: Object.keys(runners), files: ['--exclude', '**/*.slow.test.ts'] },
  rest: { runners: ['integration', 'electron'], files: ['.slow.test.'] },
  all: { runners: Object.keys(runners), files: [] },
}
const part = parts[process.argv[2] ?? '']
if (part === undefined) throw new Error(`One of ${Object.keys(parts).join(', ')} is wanted.`)

/** Told to end: the runner that is told so, too, is waited for, and no other is begun. */
let isOver = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (isOver = true))

await mkdir(reportFolder, { recursive: true })
const counts: Counts[] = []
const failures: string[] = []
for (const runner of part.runners) {
  const report = join(reportFolder, `${runner}.json`)
  await rm(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const projects = (runners[runner] ?? []).map((project) => `--project=${project}`)
  const exitCode = await runToEnd('vitest', ['run', ...part.files, ...projects, ...reporters])
  const text = await readFile(report, 'utf8').catch(() => undefined)
  const counted = countsOf(text, exitCode)
  console.log(`${runner}: ${counted.passed} passed, ${counted.failed} failed\n`)
  counts.push(counted)
  failures.push(...failuresOf(text))
  if (isOver) break
}
for (const failure of failures) console.log(`failed: ${failure}\n`)
if (isOver) console.log('Stopped before the end.')
finish(sum(isOver ? [...counts, { passed: 0, failed: 1 }] : counts))
