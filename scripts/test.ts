// npm test: the unit tests, the integration tests, and the real application in Electron, one runner after the other.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runToEnd } from './runToEnd.ts'
import { finish, sum, type Tally } from './tally.ts'
import { failuresOf, tallyOf } from './vitestReport.ts'

const reportFolder = join('out', 'test')
/** Runners, one after the other, and the projects of vitest that each runs side by side. */
const runners = {
  unit: ['unit', 'renderer', 'settlement'],
  integration: ['integration'],
  electron: ['electron'],
}

/** Told to end: the runner that is told so, too, is waited for, and no other is begun. */
let isOver = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (isOver = true))

await mkdir(reportFolder, { recursive: true })
const tallies: Tally[] = []
const failures: string[] = []
for (const [runner, projects] of Object.entries(runners)) {
  const report = join(reportFolder, `${runner}.json`)
  await rm(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const chosen = projects.map((project) => `--project=${project}`)
  const exitCode = await runToEnd('vitest', ['run', ...chosen, ...reporters])
  const text = await readFile(report, 'utf8').catch(() => undefined)
  const tally = tallyOf(text, exitCode)
  console.log(`${runner}: ${tally.passed} passed, ${tally.failed} failed\n`)
  tallies.push(tally)
  failures.push(...failuresOf(text))
  if (isOver) break
}
for (const failure of failures) console.log(`failed: ${failure}\n`)
if (isOver) console.log('Stopped before the end.')
finish(sum(isOver ? [...tallies, { passed: 0, failed: 1 }] : tallies))
