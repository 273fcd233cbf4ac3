import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Some only wait.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,scripts,bench,build,e2e,harness,lint}/**/*.test.ts'],
          exclude: ['**/*.{integration,settlement}.test.ts', 'e2e/{app,packaged,desktop,playback}/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['src/renderer/**/*.test.tsx'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // They wait for a channel's settlement, minutes by the clock: time for others.
          name: 'settlement',
          include: ['e2e/**/*.settlement.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{src,e2e}/**/*.integration.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'electron',
          include: ['e2e/{app,packaged,desktop,playback}/**/*.test.ts'],
          globalSetup: ['e2e/app/build.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
