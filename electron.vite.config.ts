import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'electron-vite'
import { besideModules } from './build/besideModules.ts'
import { externalsOf, unbundled } from './build/packages.ts'
import { ipcEvents, ipcMethods, vaultMethods, windowApi } from './src/shared/ipc.ts'

const contracts = {
  ipcMethods: Object.keys(ipcMethods),
  ipcEvents: Object.keys(ipcEvents),
  vaultMethods: Object.keys(vaultMethods),
  windowMethods: Object.keys(windowApi),
}

const source = join(import.meta.dirname, 'src')

/** `--mode test` builds, into a folder of its own, the application that records what it plays. */
export default defineConfig(({ mode }) => {
  const built = join(import.meta.dirname, 'out', mode === 'test' ? 'app-test' : 'app')
  return {
    main: {
      define: { contractNames: JSON.stringify(contracts) },
      plugins: [besideModules({ root: source })],
      build: {
        outDir: built,
        target: 'node20',
        externalizeDeps: false,
        minify: false,
        rolldownOptions: {
          input: { 'main/index': join(source, 'main', 'index.ts') },
          external: externalsOf(unbundled),
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'main/[name]-[hash].js' },
        },
      },
    },
    preload: {
      define: { contractNames: JSON.stringify(contracts) },
      build: {
        outDir: join(built, 'preload'),
        target: 'node20',
        externalizeDeps: false,
        isolatedEntries: true,
        rolldownOptions: {
          input: {
            main: join(source, 'preload', 'main.ts'),
            vault: join(source, 'preload', 'vault.ts'),
          },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: join(source, 'renderer'),
      plugins: [tailwindcss()],
      worker: { format: 'es' },
      build: {
        outDir: join(built, 'renderer'),
        target: 'chrome130',
        minify: true,
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        // It comes from this machine's own disk.
        chunkSizeWarningLimit: 4_000,
        rolldownOptions: {
          onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
          input: {
            main: join(source, 'renderer', 'index.html'),
            vault: join(source, 'renderer', 'vault', 'index.html'),
          },
        },
      },
    },
  }
})
