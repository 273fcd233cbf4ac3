import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import { build } from 'vite'
import config from '../../electron.vite.config.ts'

const root = join(import.meta.dirname, '..', '..')

/** Builds the page that shows fixtures, and a main process to show it. @returns the main process's file */
export async function buildScreens(folder: string): Promise<string> {
  const { renderer } = config({ command: 'build', mode: 'test' })
  const outDir = join(root, folder)
  await build({
    ...renderer,
    configFile: false,
    mode: 'test',
    logLevel: 'warn',
    build: {
      ...renderer?.build,
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        ...renderer?.build?.rolldownOptions,
        input: join(root, 'src', 'renderer', 'testing', 'screens.html'),
      },
    },
  })
  const outfile = join(outDir, 'main.js')
  await bundle({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['electron'],
  })
  return outfile
}
