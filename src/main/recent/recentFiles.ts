import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { App } from 'electron'
import { z } from 'zod'
import { type RecentFileView, type RecentKind, recentKind } from '../../shared/api/recent.ts'
import { BuskerError } from '../../shared/errors.ts'
import { cleanLine, shorten } from '../../shared/text.ts'
import { readJsonFile, writeJsonFile } from '../app/jsonFile.ts'

const recentFile = z.strictObject({ id: z.uuid(), kind: recentKind, file: z.string().min(1).max(4096) })
type RecentFile = z.output<typeof recentFile>

/** More are no longer recent. */
const mostRecent = 10
const kept = z.array(recentFile).max(mostRecent)

export interface RecentFilesOptions {
  /** Where they are written down. */
  readonly file: string
  /** The system's own list: in the dock of macOS, and the taskbar of Windows. */
  readonly system: Pick<App, 'addRecentDocument' | 'clearRecentDocuments'>
  readonly onChange: () => void
  /** A file that was opened or saved is not undone because that could not be noted. */
  readonly onFailure: (error: unknown) => void
}

/** Receipts, invitations and network profiles that were opened or saved lately: where they lie, and nothing of what is in them. */
export class RecentFiles {
  readonly #options: RecentFilesOptions
  #files: readonly RecentFile[]

  private constructor(options: RecentFilesOptions, files: readonly RecentFile[]) {
    this.#options = options
    this.#files = files
  }

  static async open(options: RecentFilesOptions): Promise<RecentFiles> {
    return new RecentFiles(options, (await readJsonFile(options.file, kept)) ?? [])
  }

  /** The newest first, each once. */
  list(): RecentFileView[] {
    return this.#files.map(({ id, kind, file }) => ({ id, kind, name: nameOf(file) }))
  }

  /** @throws BuskerError `DOCUMENT_GONE` */
  find(id: string): RecentFile {
    const found = this.#files.find((one) => one.id === id)
    if (found === undefined) throw new BuskerError('DOCUMENT_GONE', 'This file is not in the list any more.')
    return found
  }

  /** It was opened or saved now. */
  async add(kind: RecentKind, file: string): Promise<void> {
    this.#options.system.addRecentDocument(file)
    const others = this.#files.filter((one) => one.file !== file)
    const newest = [{ id: randomUUID(), kind, file }, ...others].slice(0, mostRecent)
    await this.#keep(newest).catch(this.#options.onFailure)
  }

  async forget(id: string): Promise<void> {
    await this.#keep(this.#files.filter((one) => one.id !== id))
  }

  async clear(): Promise<void> {
    this.#options.system.clearRecentDocuments()
    await this.#keep([])
  }

  async #keep(files: readonly RecentFile[]): Promise<void> {
    this.#files = files
    await writeJsonFile(this.#options.file, files)
    this.#options.onChange()
  }
}

/** A file may be called by a stranger. */
const nameOf = (file: string): string => shorten(cleanLine(basename(file)), 60) || '?'
