import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createPackageWithOptions, extractAll } from '@electron/asar'
import { packagedFolder } from './packagedApp.ts'

export interface AppImageChanges {
  readonly version: string
  /** What the package says of its publisher. */
  readonly feed: unknown
  /** It ends before its window is there. */
  readonly isBroken?: boolean
}

/**
 * Versions of the packaged application. To make an AppImage takes tools that are not packages; what runs here in its
 * place says what an AppImage says to the program in it, and starts that.
 */
export class AppImages {
  readonly #folder: string
  readonly #sources: string

  private constructor(folder: string, sources: string) {
    this.#folder = folder
    this.#sources = sources
  }

  /** @param folder where the versions are kept */
  static async open(folder: string): Promise<AppImages> {
    const sources = await mkdtemp(join(folder, 'sources-'))
    extractAll(join(packagedFolder, 'resources', 'app.asar'), sources)
    return new AppImages(folder, sources)
  }

  /** @returns the file's text */
  async make({ version, feed, isBroken = false }: AppImageChanges): Promise<string> {
    const unpacked = join(this.#folder, version)
    const resources = join(unpacked, 'resources')
    await promisify(execFile)('cp', ['-al', packagedFolder, unpacked])
    for (const replaced of ['app.asar', 'app.asar.unpacked'])
      await rm(join(resources, replaced), { recursive: true })
    await this.#edit('package.json', (text) => JSON.stringify({ ...JSON.parse(text), version }))
    await writeFile(join(this.#sources, 'out', 'app', 'update-feed.json'), JSON.stringify(feed))
    if (isBroken) {
      const main = join('out', 'app', 'main')
      const names = await readdir(join(this.#sources, main))
      const start = names.find((name) => name.startsWith('runApp-')) ?? 'runApp.js'
      await this.#edit(join(main, start), (text) =>
        text.replace('await server.start()', "throw new Error('broken')"),
      )
    }
    const unpack = '{**/*.node,**/node_modules/@img/**}'
    await createPackageWithOptions(this.#sources, join(resources, 'app.asar'), { unpack })
    return `#!/bin/sh\nexport APPIMAGE="$0" APPDIR="${unpacked}"\nexec "${unpacked}/busker" "$@"\n`
  }

  async #edit(name: string, change: (text: string) => string): Promise<void> {
    const file = join(this.#sources, name)
    const text = await readFile(file, 'utf8')
    const changed = change(text)
    if (changed === text) throw new Error(`Nothing was changed in ${name}.`)
    await writeFile(file, changed)
  }
}
