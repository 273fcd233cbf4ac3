import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { bundledPrograms } from './build/bundledPrograms.ts'

/** One a core; by itself vitest leaves a core to itself. Integration files mostly wait: for blocks, processes, locks. */
const maxWorkers = availableParallelism()
/** For what is waited for, and for a test, ms: what takes a second takes thirty of them where much else runs. */
const patience = {
  setupFiles: ['build/patientWaits.ts'],
  expect: { poll: { timeout: 10_000 } },
  testTimeout: 120_000,
  hookTimeout: 120_000,
}
/** The folders of e2e whose tests open windows. */
const windowed = ['app', 'desktop', 'packaged', 'playback']

// What a file's name says: `x.test.ts` is a unit test, `x.integration.test.ts` runs real systems, and `x.slow.test.ts`
// takes too long to be in `npm test` (scripts/test.ts). Files that run in this process alone share one set of modules: loading
// them anew for each file took more time than the tests did (docs/adr/0027-fast-and-slow-tests.md).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...patience,
          include: ['{src,scripts,bench,build,e2e,harness,lint}/**/*.test.ts'],
          exclude: ['**/*.{integration,slow}.test.ts', `e2e/{${windowed.join()}}/**`],
          isolate: false,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'renderer',
          ...patience,
          environment: 'happy-dom',
          include: ['src/renderer/**/*.test.tsx'],
          isolate: false,
          maxWorkers,
        },
      },
      {
        plugins: [bundledPrograms()],
        test: {
          name: 'integration',
          ...patience,
          include: [
            'src/**/*.{integration,slow}.test.ts',
            `e2e/!(${windowed.join('|')})/**/*.{integration,slow}.test.ts`,
          ],
          maxWorkers,
        },
      },
      {
        plugins: [bundledPrograms()],
        test: {
          name: 'electron',
          ...patience,
          include: [`e2e/{${windowed.join()}}/**/*.test.ts`],
          globalSetup: ['e2e/app/build.ts'],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
