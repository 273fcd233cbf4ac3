import { defineConfig } from 'vitest/config'

/** The tests that have to notice a mutant: those that `rooms.ts` names, without what takes long. */
export default defineConfig({
  test: {
    include: (process.env['BUSKER_MUTATION_TESTS'] ?? 'src/**/*.test.ts').split(','),
    exclude: [
      '**/*.{integration,slow}.test.ts',
      'src/shared/addedState.test.ts',
      // They go through every state of an order or a channel, and would be run against nearly every change of their folders.
      'src/node/market/interleavings.test.ts',
      'src/hub/funding/funding.model.test.ts',
    ],
    testTimeout: 15_000,
    hookTimeout: 60_000,
  },
})
