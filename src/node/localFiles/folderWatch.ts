import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

/** Each takes a handle of the system's; what changes in other folders is seen when all are looked through. */
const mostWatched = 1000
/** Ms of quiet after a change: an album that is copied is read once. */
const quietMs = 2000

/** Tells that something in a folder, or a folder in it, has changed. */
export class FolderWatch {
  readonly #onChange: () => void
  readonly #quietMs: number
  readonly #watchers = new Map<string, FSWatcher>()
  #timer: NodeJS.Timeout | undefined

  constructor(onChange: () => void, ms = quietMs) {
    this.#onChange = onChange
    this.#quietMs = ms
  }

  /** Watches these instead of those before. @param folders below `root` */
  watch(root: string, folders: readonly string[]): void {
    const wanted = new Set(folders.slice(0, mostWatched).map((folder) => join(root, folder)))
    for (const [path, watcher] of this.#watchers) if (!wanted.has(path)) this.#end(path, watcher)
    for (const path of wanted) if (!this.#watchers.has(path)) this.#begin(path)
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const [path, watcher] of this.#watchers) this.#end(path, watcher)
  }

  #begin(path: string): void {
    try {
      const watcher = watch(path, { persistent: false }, () => this.#note())
      watcher.on('error', () => this.#end(path, watcher))
      this.#watchers.set(path, watcher)
    } catch {
      // The system has no more handles, or the folder has gone: it is looked at when all are.
    }
  }

  #end(path: string, watcher: FSWatcher): void {
    watcher.close()
    this.#watchers.delete(path)
  }

  #note(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#onChange, this.#quietMs).unref()
  }
}
