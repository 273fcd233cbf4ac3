import { defineConfig } from 'vitest/config'

/** The tests that have to notice a mutant: the fast ones of its own folder, and of those named beside it in `rooms.ts`. */
export default defineConfig({
  test: {
    include: (process.env['BUSKER_MUTATION_TESTS'] ?? 'src')
      .split(',')
      .map((folder) => `${folder}/*.test.ts`),
    exclude: ['**/*.{integration,slow}.test.ts', 'src/shared/addedState.test.ts'],
    testTimeout: 15_000,
    hookTimeout: 60_000,
  },
})
