import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type {} from 'vitest/node'
import { namedBeside } from './namedBeside.ts'
import { buildPrograms, root } from './programs.ts'

/** Has tests, which run as sources, start programs from their bundles. */
export function bundledPrograms(): Plugin {
  let building: Promise<string> | undefined
  return {
    name: 'busker:bundled-programs',
    // vitest keeps transformed modules on disk from run to run: those that name bundles would name old ones.
    configureVitest({ defineCacheKeyGenerator }) {
      defineCacheKeyGenerator(({ sourceCode }) => (sourceCode.search(namedBeside) < 0 ? null : false))
    },
    async transform(code, id) {
      if (!id.startsWith(root) || id.includes('node_modules') || !code.includes('import.meta.url'))
        return null
      building ??= buildPrograms()
      const folder = await building
      const named = code.replaceAll(namedBeside, (whole, _quote: string, name: string) => {
        if (!name.endsWith('.ts')) return whole
        const bundle = join(folder, relative(root, join(dirname(id), name))).replace(/\.ts$/, '.js')
        return `new URL(${JSON.stringify(pathToFileURL(bundle).href)})`
      })
      return { code: named, map: null }
    },
  }
}
