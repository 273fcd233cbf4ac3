import { nodeArguments, nodeEnvironment } from '../../src/process/nodeArguments.mjs'

/** What can be set up. */
export const parts = /** @type {const} */ ([
  'dependencies',
  'ffmpeg',
  'contracts',
  'electron',
  'display',
  'kubo',
  'kubo-program',
  'players',
  'postgresql',
  'raiden-webui',
  'synapse',
  'debootstrap',
])

/** @typedef {(typeof parts)[number]} Part */

const headless = /** @type {Part[]} */ (['dependencies', 'ffmpeg', 'contracts'])
const windows = /** @type {Part[]} */ ([...headless, 'electron', 'display'])

/** Benches that measure the app itself. */
const opensWindows = ['app', 'library']

const whole = /** @type {Part[]} */ ([...windows, 'kubo'])
const slow = /** @type {Part[]} */ ([
  ...whole,
  'kubo-program',
  'players',
  'postgresql',
  'raiden-webui',
  'synapse',
])

/**
 * How a program is run from its bundle, which is made when sources have changed.
 *
 * @param {string} program
 */
const bundled = (program) => ({
  run: ['node', ...nodeArguments, 'build/run.ts', program],
  env: nodeEnvironment,
})

/**
 * The npm scripts: what each needs with its arguments, and what it then runs (arguments are added; `node` is Busker's own), with
 * what is added to the environment.
 *
 * @type {Record<string, { needs: (args: readonly string[]) => readonly Part[], run: readonly string[], env?: Record<string, string> }>}
 */
export const commands = {
  start: { needs: () => [...headless, 'electron'], ...bundled('scripts/start.ts') },
  demo: {
    needs: (args) => (args.includes('--headless') ? headless : windows),
    ...bundled('e2e/demo/main.ts'),
  },
  busker: { needs: () => headless, ...bundled('src/cli/main.ts') },
  test: { needs: () => whole, run: ['node', 'scripts/test.ts', 'fast'] },
  'test:rest': { needs: () => slow, run: ['node', 'scripts/test.ts', 'rest'] },
  'test:all': { needs: () => slow, run: ['node', 'scripts/test.ts', 'all'] },
  check: { needs: () => ['dependencies'], run: ['node', 'scripts/check.ts'] },
  layers: { needs: () => ['dependencies'], run: ['node', 'scripts/layers.ts'] },
  errors: { needs: () => ['dependencies'], run: ['node', 'scripts/errors.ts'] },
  bench: {
    needs: (names) =>
      names.length > 0 && !names.some((name) => opensWindows.includes(name)) ? headless : windows,
    ...bundled('bench/main.ts'),
  },
  screens: { needs: () => windows, run: ['node', 'scripts/screens.ts'] },
  images: { needs: () => ['dependencies'], run: ['node', 'scripts/images.ts'] },
  dist: {
    needs: ([kind]) =>
      kind === 'cli' || kind === 'hub' ? ['dependencies', 'contracts'] : ['dependencies', 'electron'],
    run: ['node', 'scripts/dist.ts'],
  },
  corpus: { needs: () => headless, ...bundled('bench/corpus/main.ts') },
  crash: { needs: () => headless, ...bundled('e2e/crash/main.ts') },
  attack: { needs: () => headless, ...bundled('e2e/attack/main.ts') },
  mutate: { needs: () => headless, run: ['node', 'scripts/mutate.ts'] },
  fresh: { needs: () => ['dependencies', 'debootstrap'], run: ['node', 'scripts/setup/fresh/main.ts'] },
}
