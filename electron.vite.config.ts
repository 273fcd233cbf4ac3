import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'electron-vite'

/** Packages with native or WASM parts, or files of their own, that they find beside themselves. */
const UNBUNDLED = [
  'electron',
  'better-sqlite3',
  'classic-level',
  '@nucypher/nucypher-core',
  'leveldown',
  '@foundry-rs/anvil',
]

const external = [...UNBUNDLED, ...UNBUNDLED.map((name) => new RegExp(`^${name}/`))]

/** `--mode test` builds, into a folder of its own, the application that records what it plays. */
export default defineConfig(({ mode }) => {
  const out = (part: string) => join(import.meta.dirname, 'out', mode === 'test' ? 'app-test' : 'app', part)
  return {
    main: {
      build: {
        outDir: out('main'),
        target: 'node20',
        externalizeDeps: false,
        minify: false,
        rolldownOptions: { input: 'src/main/index.ts', external, output: { format: 'es' } },
      },
    },
    preload: {
      build: {
        outDir: out('preload'),
        target: 'node20',
        externalizeDeps: false,
        rolldownOptions: {
          input: 'src/preload/index.ts',
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: 'index.cjs' },
        },
      },
    },
    renderer: {
      root: 'src/renderer',
      plugins: [tailwindcss()],
      worker: { format: 'es' },
      build: {
        outDir: out('renderer'),
        target: 'chrome130',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        rolldownOptions: { input: 'src/renderer/index.html' },
      },
    },
  }
})
