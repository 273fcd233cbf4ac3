import { defineConfig } from 'vitest/config'

/**
 * The tests that have to notice a mutant: the fast ones of its own folder. The two that go through every state of an order
 * are left out: they would be run against nearly every mutant, and take a minute.
 */
export default defineConfig({
  test: {
    include: (process.env['BUSKER_MUTATION_TESTS'] ?? 'src')
      .split(',')
      .map((folder) => `${folder}/*.test.ts`),
    exclude: [
      '**/*.{integration,slow}.test.ts',
      'src/shared/addedState.test.ts',
      'src/node/market/{crashes,interleavings}.test.ts',
    ],
    testTimeout: 15_000,
    hookTimeout: 60_000,
  },
})
