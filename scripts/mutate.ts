import { rm, stat } from 'node:fs/promises'
import { Stryker } from '@stryker-mutator/core'
import { rooms, testsOf } from './mutation/rooms.ts'
import { describeScores, scoreRooms } from './mutation/scores.ts'

/**
 * Changes the source in small ways, one at a time, and runs the fast tests related to it: a change that no test notices is
 * printed, and the share that was noticed, by folder. Arguments are files, also with lines (`x.ts:10-20`), and folders;
 * none: `rooms`.
 */
const named = process.argv.slice(2)
const paths = named.length > 0 ? named : rooms

process.env['BUSKER_MUTATION_TESTS'] = testsOf(paths).join(',')
const mutants = await new Stryker({
  mutate: [...(await Promise.all(paths.map(toPattern))), '!**/*.test.{ts,tsx}', '!**/testing/**'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutation/vitest.config.ts' },
  // TypeScript 7 has no API to rewrite a tsconfig with, and nothing is compiled here.
  tsconfigFile: 'none',
  tempDirName: 'out/mutation',
  ignorePatterns: ['/out', '/dist', '/docs', '/e2e', '/bench'],
  // A sentence is proved by reading it, not by a test that repeats it.
  mutator: { plugins: null, excludedMutations: ['StringLiteral'] },
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  concurrency: 1,
  // On a busy machine less takes tests that are slow for tests that noticed.
  timeoutMS: 45_000,
}).runMutationTest()
await rm('out/mutation', { recursive: true, force: true })

process.stdout.write(`${describeScores(scoreRooms(mutants, process.cwd()))}\n`)

async function toPattern(path: string): Promise<string> {
  const [file = path] = path.split(':')
  const isFolder = (await stat(file)).isDirectory()
  return isFolder ? `${path.replace(/\/$/, '')}/**/*.ts` : path
}
