import { randomBytes } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Store } from '../store/openStore.ts'

const prefix = '.busker-export-'
const ours = /^\.busker-export-[0-9a-f]{16}$/

/**
 * Folders of unfinished files, each inside the folder that its files are for, so that a finished one is moved there at once.
 * They are written down before they are made: what a crash leaves is removed at the next start, or when its disk is there again.
 */
export class WorkFolders {
  readonly #store: Store
  readonly #inUse = new Set<string>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Makes one. @param folder is there */
  async make(folder: string): Promise<string> {
    const path = join(folder, `${prefix}${randomBytes(8).toString('hex')}`)
    this.#store.prepare('INSERT INTO export_folders (folder) VALUES (?)').run(path)
    this.#inUse.add(path)
    await mkdir(path)
    return path
  }

  /** Removes one with all that is in it. */
  async remove(path: string): Promise<void> {
    this.#inUse.delete(path)
    await this.#clear(path)
  }

  /** Removes what earlier runs left. */
  async removeLeft(): Promise<void> {
    const left = this.#store.prepare<[], string>('SELECT folder FROM export_folders').pluck().all()
    for (const path of left) if (!this.#inUse.has(path)) await this.#clear(path)
  }

  async #clear(path: string): Promise<void> {
    const isThere = await stat(dirname(path)).then(
      () => true,
      () => false,
    )
    if (!isThere) return
    try {
      if (ours.test(basename(path))) await rm(path, { recursive: true, force: true })
    } catch {
      // A disk that can't be written to stops nothing else: it is still written down, and tried again.
      return
    }
    this.#store.prepare('DELETE FROM export_folders WHERE folder = ?').run(path)
  }
}
