import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, normalize, relative } from 'node:path'
import PQueue from 'p-queue'
import type { OwnedWork } from '../../shared/api/library.ts'
import type { LocalFolderView } from '../../shared/api/localFiles.ts'
import type { WorkView } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import { isFileLabel, type Label } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { FileReader } from './fileReader.ts'
import { FolderWatch } from './folderWatch.ts'
import type { LocalFile, LocalFileStore, LocalFolder } from './localFileStore.ts'
import { localWork } from './localWork.ts'
import { type Scan, scanFolder } from './scanFolder.ts'

export interface LocalFilesOptions {
  readonly files: LocalFileStore
  readonly reader: Pick<FileReader, 'read' | 'stop'>
  /** Where Busker keeps what is its own: no music is looked for there. */
  readonly ownFolder: string
  /** A folder is not watched any more. */
  readonly onRemove: () => void
  /** Folders or their files changed. */
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
  /** Ms after the start until folders are looked through: the first window comes first. Then each quarter of an hour. */
  readonly firstScanMs?: number
  /** Ms of quiet after which a change of a folder is looked at. */
  readonly quietMs?: number
}

const maxFolders = 20
const scanEveryMs = 15 * 60_000
/** Between two changes that are told while a folder is read, ms. */
const toldEveryMs = 5000

/** The music of folders that somebody chose, beside what was bought. Nothing of it leaves this machine. */
export class LocalFiles implements Startable {
  readonly #options: LocalFilesOptions
  readonly #scans = new PQueue({ concurrency: 1 })
  readonly #watches = new Map<string, FolderWatch>()
  readonly #last = new Map<string, Scan>()
  readonly #reading = new Set<string>()
  #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #toldAt = 0
  #list: readonly OwnedWork[] | undefined
  #files = new Map<Label, { readonly file: LocalFile; readonly work: WorkView }>()

  constructor(options: LocalFilesOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#abort = new AbortController()
    this.#timer = setTimeout(() => this.#scanInBackground(), this.#options.firstScanMs ?? 5000).unref()
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#abort.abort()
    for (const watch of this.#watches.values()) watch.close()
    this.#watches.clear()
    await this.#options.reader.stop()
    await this.#scans.onIdle()
    await this.#options.reader.stop()
  }

  /** Files that can be played, added last first. The same list for as long as it is true. */
  list(): readonly OwnedWork[] {
    this.#list ??= this.#readList()
    return this.#list
  }

  /** One of the {@link list}. */
  get(label: Label): WorkView | undefined {
    if (!isFileLabel(label)) return undefined
    this.list()
    return this.#files.get(label)?.work
  }

  /**
   * Where one of the {@link list} lies.
   *
   * @throws BuskerError `LOCAL_FILE_GONE`
   */
  placeOf(label: Label): { readonly root: string; readonly file: LocalFile; readonly work: WorkView } {
    this.list()
    const found = this.#files.get(label)
    const folder = this.#options.files.folders().find(({ id }) => id === found?.file.folder)
    if (found === undefined || folder === undefined) {
      throw new BuskerError('LOCAL_FILE_GONE', 'This file is not in its folder any more.')
    }
    return { root: folder.path, ...found }
  }

  /** @returns which of the {@link list} lies at an absolute path */
  labelAt(): (path: string) => Label | undefined {
    this.list()
    const roots = new Map(this.#options.files.folders().map(({ id, path }) => [id, path]))
    const labels = new Map(
      [...this.#files].map(([label, { file }]) => [join(roots.get(file.folder) ?? '', file.path), label]),
    )
    return (path) => (isAbsolute(path) ? labels.get(normalize(path)) : undefined)
  }

  folders(): LocalFolderView[] {
    const { files } = this.#options
    return files.folders().map(({ id, path }) => ({
      id,
      path,
      tracks: files.countTracks(id),
      isHere: this.#last.get(id)?.isHere ?? true,
      isReading: this.#reading.has(id),
      isFull: this.#last.get(id)?.isFull ?? false,
      problems: files.problems(id),
    }))
  }

  /**
   * Watches one more; its files are read from now on.
   *
   * @throws BuskerError `LOCAL_FOLDER_UNREADABLE`, `LOCAL_FOLDER_WATCHED`, `LOCAL_FOLDERS_TOO_MANY`
   */
  async add(path: string): Promise<LocalFolderView[]> {
    const real = await realpath(path).catch((cause: unknown) => unreadable(path, cause))
    const status = await stat(real).catch((cause: unknown) => unreadable(path, cause))
    if (!status.isDirectory() || !isAbsolute(path)) unreadable(path, undefined)
    const own = await realpath(this.#options.ownFolder).catch(() => this.#options.ownFolder)
    const { files } = this.#options
    const folders = files.folders()
    if ([...folders.map((one) => one.path), own].some((other) => overlap(real, other))) {
      throw new BuskerError(
        'LOCAL_FOLDER_WATCHED',
        'This folder lies in one that is watched or is Busker’s own, or has one of them in it. Choose another.',
      )
    }
    if (folders.length >= maxFolders) {
      throw new BuskerError(
        'LOCAL_FOLDERS_TOO_MANY',
        `${maxFolders} folders are watched already. Remove one, or choose the folder that they lie in.`,
      )
    }
    const folder = files.addFolder(real)
    this.#scan(folder).catch((error: unknown) => this.#fail(error))
    this.#tell()
    return this.folders()
  }

  /** Touches none of its files. @throws BuskerError `LOCAL_FOLDER_UNKNOWN` */
  remove(id: string): LocalFolderView[] {
    if (!this.#options.files.removeFolder(id)) {
      throw new BuskerError('LOCAL_FOLDER_UNKNOWN', 'This folder is not watched any more.')
    }
    this.#watches.get(id)?.close()
    this.#watches.delete(id)
    this.#options.onRemove()
    this.#tell()
    return this.folders()
  }

  /** Looks through all folders. @throws what {@link scanFolder} throws */
  async scan(): Promise<LocalFolderView[]> {
    await Promise.all(this.#options.files.folders().map((folder) => this.#scan(folder)))
    return this.folders()
  }

  #scanInBackground(): void {
    this.scan()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        if (this.#abort.signal.aborted) return
        this.#timer = setTimeout(() => this.#scanInBackground(), scanEveryMs).unref()
      })
  }

  /** One folder at a time. */
  #scan(folder: LocalFolder): Promise<void> {
    return this.#scans.add(async () => {
      const { files, reader } = this.#options
      const { signal } = this.#abort
      const isThere = () => files.folders().some(({ id }) => id === folder.id)
      if (signal.aborted || !isThere()) return
      this.#reading.add(folder.id)
      try {
        const scan = await scanFolder(folder, {
          files,
          reader,
          signal,
          isWanted: isThere,
          onChange: () => this.#tellSometimes(),
        })
        this.#last.set(folder.id, scan)
        if (isThere()) this.#watch(folder, scan)
      } finally {
        this.#reading.delete(folder.id)
        if (this.#scans.size === 0) await reader.stop()
        this.#tell()
      }
    })
  }

  #watch(folder: LocalFolder, { folders }: Scan): void {
    const again = () => void this.#scan(folder).catch((error: unknown) => this.#fail(error))
    const watch = this.#watches.get(folder.id) ?? new FolderWatch(again, this.#options.quietMs)
    this.#watches.set(folder.id, watch)
    watch.watch(folder.path, folders)
  }

  #readList(): readonly OwnedWork[] {
    const all = this.#options.files.list().map((file) => ({ file, owned: localWork(file) }))
    this.#files = new Map(all.map(({ file, owned: { work } }) => [work.label, { file, work }]))
    return all.map(({ owned }) => owned)
  }

  #tellSometimes(): void {
    this.#list = undefined
    if (Date.now() - this.#toldAt > toldEveryMs) this.#tell()
  }

  #tell(): void {
    this.#list = undefined
    this.#toldAt = Date.now()
    this.#options.onChange()
  }

  #fail(error: unknown): void {
    if (!this.#abort.signal.aborted) this.#options.onFailure(error)
  }
}

function overlap(one: string, other: string): boolean {
  return isIn(one, other) || isIn(other, one)
}

function isIn(inner: string, outer: string): boolean {
  const below = relative(outer, inner)
  return !isAbsolute(below) && below.split(/[\\/]/)[0] !== '..'
}

function unreadable(path: string, cause: unknown): never {
  throw new BuskerError('LOCAL_FOLDER_UNREADABLE', `${path} is no folder that can be read.`, { cause })
}
