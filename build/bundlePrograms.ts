import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { besideModules } from './besideModules.ts'
import { latinOnly } from './latinOnly.ts'
import { externalsOf, unbundled } from './packages.ts'

interface Bundling {
  /** The repository's root. */
  readonly root: string
  /** Paths of the programs' sources from there. */
  readonly programs: readonly string[]
  /** Where the bundles go. */
  readonly folder: string
  /** Whether stack traces name sources. Default: yes. */
  readonly hasSourceMaps?: boolean
}

/** Bundles programs for Node. What several of them need is there once. */
export async function bundlePrograms({
  root,
  programs,
  folder,
  hasSourceMaps = true,
}: Bundling): Promise<void> {
  const entries = programs.map((program) => join(root, program))
  const product = join(root, 'src')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      besideModules({ root, programs: entries, staysInTree: (path) => !path.startsWith(product) }),
      commonJsNames,
      ...(hasSourceMaps ? [readableStacks(entries)] : []),
      latinOnly,
    ],
    resolve: { conditions: ['node', 'module', 'import', 'default'], mainFields: ['module', 'main'] },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      ssrEmitAssets: true,
      target: 'node24',
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      sourcemap: hasSourceMaps,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(programs.map((path, at) => [path.replace(/\.ts$/, ''), entries[at] ?? ''])),
        external: externalsOf([...unbundled, ...developmentPackages(root)]),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  })
}

/** What only development has (it builds, drives and measures the app) stays where it is. */
function developmentPackages(root: string): string[] {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: object
  }
  return Object.keys(devDependencies)
}

/** CommonJS packages may ask for their own place; in a bundle that is the bundle's. */
const commonJsNames: Plugin = {
  name: 'busker:common-js-names',
  renderChunk: (code) => {
    const asked = ['filename', 'dirname'].filter((name) => code.includes(`__${name}`))
    if (asked.length === 0) return null
    // Behind the last line, so that no line of the source map moves.
    return {
      code: `${code}\nvar ${asked.map((name) => `__${name} = import.meta.${name}`).join(', ')};\n`,
      map: null,
    }
  },
}

/** Has each program name sources, not bundles, in its stack traces. */
function readableStacks(entries: readonly string[]): Plugin {
  const reader = join(import.meta.dirname, 'readableStacks.ts')
  return {
    name: 'busker:readable-stacks',
    transform: (code, id) =>
      entries.includes(id) ? { code: `${code}\nimport ${JSON.stringify(reader)}`, map: null } : null,
  }
}
