import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { ExportedWorks, ExportProgress, ExportResult } from '../../shared/api/export.ts'
import { BuskerError } from '../../shared/errors.ts'
import { fromLabel, type Label } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { type DraggedItem, distinctNames } from './distinctNames.ts'
import { bytesOf, type FoundFile, filesBelow, isSame } from './filesBelow.ts'

export interface DraggableFilesOptions {
  /** Where they lie; nothing else is in it, and it is removed with all of them. */
  readonly folder: string
  readonly exportFiles: (
    input: ExportedWorks & { readonly folder: string },
    context: { readonly signal: AbortSignal; readonly report: (progress: ExportProgress) => void },
  ) => Promise<ExportResult>
  /** Of all of them together, bytes. */
  readonly limit?: number
}

export interface MakeContext {
  readonly signal: AbortSignal
  readonly report: (progress: ExportProgress) => void
}

/** One work as files. */
interface Made extends DraggedItem {
  readonly folder: string
  readonly files: readonly FoundFile[]
  readonly bytes: number
}

/** An album of an hour with 24 bits is a gigabyte and a half at most. */
const usualLimit = 2 * 1024 ** 3
/** Of one drag. */
export const mostDragged = 200

/**
 * What one owns as files that can be dragged out of the window. They are clear copies in a folder that only the person may read, made when
 * they are asked for, the longest unused going where there are too many, and all of them when Busker is locked, quits or starts.
 */
export class DraggableFiles implements Startable {
  readonly #options: Required<DraggableFilesOptions>
  /** By format and label; the one used last is the last. */
  readonly #made = new Map<string, Made>()
  readonly #running = new Set<Promise<unknown>>()
  #stop = new AbortController()
  #removing: Promise<void> = Promise.resolve()

  constructor(options: DraggableFilesOptions) {
    this.#options = { limit: usualLimit, ...options }
  }

  /** Removes what an earlier Busker left that did not end by itself. */
  start(): Promise<void> {
    return this.removeAll()
  }

  stop(): Promise<void> {
    return this.removeAll()
  }

  /** Ends what is being made, and leaves nothing. */
  removeAll(): Promise<void> {
    this.#stop.abort()
    this.#stop = new AbortController()
    this.#made.clear()
    const ended = Promise.allSettled([this.#removing, ...this.#running])
    this.#removing = ended.then(() => remove(this.#options.folder))
    return this.#removing
  }

  /** A folder of its own among them, which goes with them; files that are written there are of its mode. @returns its path */
  makeFolder(): Promise<string> {
    return this.#removing.then(() => this.#newFolder())
  }

  /**
   * Makes of works what is not there yet.
   *
   * @throws BuskerError `EXPORT_TOO_LARGE_TO_DRAG`, or why one of them could not be written: then nothing of it is there
   */
  make(works: ExportedWorks, context: MakeContext): Promise<void> {
    const signal = AbortSignal.any([context.signal, this.#stop.signal])
    const making = this.#removing.then(() => this.#make(works, { ...context, signal }))
    this.#running.add(making)
    return making.finally(() => this.#running.delete(making))
  }

  /**
   * What is dragged of works, all of it whole, each under a name of its own.
   *
   * @returns paths; null: something of it has to be made first
   */
  async pathsOf({ labels, format }: ExportedWorks): Promise<string[] | null> {
    const made: Made[] = []
    for (const label of labels) {
      const one = await this.#whole(keyOf(label, format))
      if (one === undefined) return null
      made.push(one)
    }
    return distinctNames(made, join(this.#options.folder, randomUUID()))
  }

  async #make({ labels, format }: ExportedWorks, { signal, report }: MakeContext): Promise<void> {
    if (labels.length > mostDragged) throw tooLarge()
    const wanted = new Set(labels.map((label) => keyOf(label, format)))
    for (const [index, label] of labels.entries()) {
      const key = keyOf(label, format)
      if ((await this.#whole(key)) !== undefined) continue
      const made = await this.#makeOne(label, format, {
        signal,
        report: (progress) =>
          report(
            labels.length === 1
              ? progress
              : { ...progress, done: index, total: labels.length, fraction: fractionOf(progress) },
          ),
      })
      if (signal.aborted) {
        await remove(made.folder)
        throw new BuskerError('EXPORT_CANCELLED', 'Stopped before all of it was written.')
      }
      this.#made.set(key, made)
      if (!(await this.#makeRoom(wanted))) throw tooLarge()
    }
  }

  async #makeOne(label: Label, format: ExportedWorks['format'], context: MakeContext): Promise<Made> {
    const { exportFiles, limit } = this.#options
    const folder = await this.#newFolder()
    const enough = new AbortController()
    const signal = AbortSignal.any([context.signal, enough.signal])
    // What is larger than all may be together is found out while it is made.
    let looked = 0
    const report = (progress: ExportProgress) => {
      context.report(progress)
      if (progress.done <= looked) return
      looked = progress.done
      filesBelow(folder).then(
        (files) => bytesOf(files) > limit && enough.abort(),
        // A file was given its name just then: the next look counts it.
        () => undefined,
      )
    }
    try {
      const result = await exportFiles({ labels: [label], format, folder }, { signal, report })
      const [failure] = result.failures
      if (failure !== undefined) throw new BuskerError(failure.code, failure.message)
      const [first] = result.files
      if (first === undefined) throw new Error('An export without failures had no files.')
      const files = await filesBelow(folder)
      const item = fromLabel(label).kind === 'release' ? dirname(first.file) : first.file
      return { folder, item, files, bytes: bytesOf(files) }
    } catch (error) {
      await remove(folder)
      throw enough.signal.aborted ? tooLarge() : error
    }
  }

  async #newFolder(): Promise<string> {
    const folder = join(this.#options.folder, randomUUID())
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  }

  /** Forgets the longest unused. @returns false: what is wanted is too much by itself, and was removed */
  async #makeRoom(wanted: ReadonlySet<string>): Promise<boolean> {
    const { limit } = this.#options
    const total = () => [...this.#made.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    const others = [...this.#made.keys()].filter((key) => !wanted.has(key))
    for (const key of others) {
      if (total() <= limit) return true
      await this.#forget(key)
    }
    if (total() <= limit) return true
    for (const key of wanted) await this.#forget(key)
    return false
  }

  /** Of what is there as a whole; what was moved away, or changed, is forgotten. */
  async #whole(key: string): Promise<Made | undefined> {
    const made = this.#made.get(key)
    if (made === undefined) return undefined
    const found = await filesBelow(made.folder).catch(() => [])
    if (!isSame(made.files, found)) {
      await this.#forget(key)
      return undefined
    }
    this.#made.delete(key)
    this.#made.set(key, made)
    return made
  }

  async #forget(key: string): Promise<void> {
    const made = this.#made.get(key)
    this.#made.delete(key)
    if (made !== undefined) await remove(made.folder)
  }
}

const keyOf = (label: Label, format: ExportedWorks['format']): string => `${format} ${label}`

const fractionOf = ({ done, total, fraction }: ExportProgress): number =>
  (done + fraction) / Math.max(1, total)

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 })

function tooLarge(): BuskerError {
  return new BuskerError(
    'EXPORT_TOO_LARGE_TO_DRAG',
    'That is too much to be dragged at once. Use “Download…”, which writes as much as the disk takes.',
  )
}
