import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Plugin } from 'vite'

const reference = /new URL\((['"`])(?!\.\.)([^'"`$]+)\1,\s*import\.meta\.url\)/g
const marker = '__BUSKER_MODULE__'

/**
 * Our modules find what belongs to them beside themselves, by `new URL('name', import.meta.url)`: programs that run in
 * processes of their own, migrations, pages. In a bundle a module has no place of its own any more; this gives it one.
 * What it names is put there: a `.ts` file as a program, a folder with the files in it, any other file as it is.
 *
 * @param root the folder of our modules
 */
export function besideModules(root: string): Plugin {
  const placeOf = (path: string): string => relative(root, path).replaceAll('\\', '/').replace(/\.ts$/, '.js')
  return {
    name: 'busker:beside-modules',
    transform(code, id) {
      if (!id.startsWith(root) || !code.includes('import.meta.url')) return null
      const named = code.replaceAll(reference, (whole, _quote: string, name: string) => {
        const path = join(dirname(id), name)
        if (!existsSync(path)) return whole
        if (name.endsWith('.ts')) {
          this.emitFile({ type: 'chunk', id: path, fileName: placeOf(path) })
          return whole.replace(/\.ts(?=['"`])/, '.js')
        }
        const files = statSync(path).isDirectory()
          ? readdirSync(path).map((file) => join(path, file))
          : [path]
        for (const file of files.filter((each) => !each.endsWith('.ts'))) {
          this.emitFile({ type: 'asset', fileName: placeOf(file), source: readFileSync(file) })
        }
        return whole
      })
      return { code: named.replaceAll('import.meta.url', `${marker}("${placeOf(id)}")`), map: null }
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
