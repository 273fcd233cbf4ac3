import { setUpContracts } from './contracts.mjs'
import { setUpDependencies } from './dependencies.mjs'
import { setUpDisplay } from './display.mjs'
import { setUpElectron } from './electron.mjs'
import { setUpFfmpeg } from './ffmpeg.mjs'
import { setUpKubo } from './kubo.mjs'

/** What can be set up, in the order in which it must be. Each step does nothing when its part is there. */
export const parts = {
  dependencies: setUpDependencies,
  ffmpeg: setUpFfmpeg,
  contracts: setUpContracts,
  electron: setUpElectron,
  display: setUpDisplay,
  kubo: setUpKubo,
}

/** @typedef {keyof typeof parts} Part */

const headless = /** @type {Part[]} */ (['dependencies', 'ffmpeg', 'contracts'])
const windows = /** @type {Part[]} */ ([...headless, 'electron', 'display'])
const everything = /** @type {Part[]} */ (Object.keys(parts))

/**
 * The npm scripts: what each needs with its arguments, and what it then runs (arguments are added; `node` is Busker's own).
 *
 * @type {Record<string, { needs: (args: readonly string[]) => readonly Part[], run: readonly string[] }>}
 */
export const commands = {
  start: { needs: () => [...headless, 'electron'], run: ['node', 'scripts/start.ts'] },
  demo: {
    needs: (args) => (args.includes('--headless') ? headless : windows),
    run: ['node', 'e2e/demo/main.ts'],
  },
  busker: { needs: () => headless, run: ['node', 'src/cli/main.ts'] },
  test: { needs: () => everything, run: ['node', 'scripts/test.ts'] },
  check: { needs: () => ['dependencies'], run: ['node', 'scripts/check.ts'] },
  layers: { needs: () => ['dependencies'], run: ['node', 'scripts/layers.ts'] },
  bench: {
    needs: (names) => (names.length > 0 && !names.includes('app') ? headless : windows),
    run: ['node', 'bench/main.ts'],
  },
  screens: { needs: () => windows, run: ['node', 'scripts/screens.ts'] },
  images: { needs: () => ['dependencies'], run: ['node', 'scripts/images.ts'] },
  dist: { needs: () => ['dependencies', 'electron'], run: ['node', 'scripts/dist.ts'] },
  crash: { needs: () => headless, run: ['node', 'e2e/crash/main.ts'] },
}
