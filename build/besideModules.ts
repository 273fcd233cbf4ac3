import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { namedBeside } from './namedBeside.ts'

const marker = '__BUSKER_MODULE__'

export interface BesideModulesOptions {
  /** The folder of our modules. */
  readonly root: string
  /** Whether what a module names beside itself stays in the tree, where it is: what runs only there. Left out: nothing. */
  readonly staysInTree?: (path: string) => boolean
  /** Programs that are built in any case, by their paths. */
  readonly programs?: readonly string[]
}

/**
 * Our modules find what belongs to them beside themselves, by `new URL('name', import.meta.url)`: programs that run in
 * processes of their own, migrations, pages. In a bundle a module has no place of its own any more; this gives it one.
 * What it names is put there: a `.ts` file as a program, a folder with the files in it, any other file as it is.
 */
export function besideModules({
  root,
  staysInTree = () => false,
  programs = [],
}: BesideModulesOptions): Plugin {
  const placeOf = (path: string): string => relative(root, path).replaceAll('\\', '/').replace(/\.ts$/, '.js')
  const inTree = (code: string, path: string): string =>
    code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
  return {
    name: 'busker:beside-modules',
    transform(code, id) {
      if (!id.startsWith(root) || id.includes('node_modules') || !code.includes('import.meta.')) return null
      const ownPlace = `${marker}("${placeOf(id)}")`
      const named = code.replaceAll(namedBeside, (whole, _quote: string, name: string) => {
        const path = join(dirname(id), name)
        if (!existsSync(path)) return whole
        if (name.endsWith('.ts')) {
          if (!programs.includes(path)) this.emitFile({ type: 'chunk', id: path, fileName: placeOf(path) })
          return whole.replace(/\.ts(?=['"`])/, '.js').replace('import.meta.url', ownPlace)
        }
        if (staysInTree(id)) return whole
        const files = statSync(path).isDirectory()
          ? readdirSync(path).map((file) => join(path, file))
          : [path]
        for (const file of files.filter((each) => !each.endsWith('.ts'))) {
          this.emitFile({ type: 'asset', fileName: placeOf(file), source: readFileSync(file) })
        }
        return whole
      })
      const placed = staysInTree(id) ? inTree(named, id) : named.replaceAll('import.meta.url', ownPlace)
      return { code: placed, map: null }
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(marker)) return null
      const found = code.replaceAll(new RegExp(`${marker}\\("([^"]+)"\\)`, 'g'), (_whole, place: string) => {
        const from = relative(dirname(fileName), place).replaceAll('\\', '/')
        return `new URL(${JSON.stringify(`./${from}`)}, import.meta.url).href`
      })
      return { code: found, map: null }
    },
  }
}
