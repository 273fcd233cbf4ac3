import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { BuskerError } from '../../shared/errors.ts'

/** Lists what is in a folder that Busker wrote: only that is replaced. */
const listName = 'busker-page.json'

/** A folder that a page is written into; it holds nothing else. */
export class PageFolder {
  readonly #root: string
  readonly #written = new Map<string, number>()

  private constructor(root: string) {
    this.#root = root
  }

  /**
   * Makes the folder, or takes one that is empty or holds an earlier page, which is removed.
   *
   * @throws BuskerError `PROMOTION_FOLDER_TAKEN`, `PROMOTION_UNWRITABLE`
   */
  static async open(folder: string): Promise<PageFolder> {
    return reported(folder, async () => {
      const root = resolve(folder)
      await mkdir(root, { recursive: true })
      const found = await readdir(root)
      if (found.length > 0) await removeEarlier(root, found)
      return new PageFolder(root)
    })
  }

  /** Where a file of the page lies on this machine; its folder is there. */
  async pathOf(path: string): Promise<string> {
    const whole = join(this.#root, path)
    await mkdir(dirname(whole), { recursive: true })
    return whole
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await reported(this.#root, async () => writeFile(await this.pathOf(path), content))
    this.note(path, typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength)
  }

  /** A file that something else wrote. @param bytes its size */
  note(path: string, bytes: number): void {
    this.#written.set(path, bytes)
  }

  /** Writes down what is in the folder. @returns how many files, and bytes, the page has */
  async close(): Promise<{ files: number; bytes: number }> {
    const files = [...this.#written.keys()]
    await reported(this.#root, () =>
      writeFile(join(this.#root, listName), `${JSON.stringify({ files }, null, 2)}\n`),
    )
    return { files: files.length, bytes: [...this.#written.values()].reduce((sum, size) => sum + size, 0) }
  }
}

async function removeEarlier(root: string, found: readonly string[]): Promise<void> {
  const list = found.includes(listName) ? await readFile(join(root, listName), 'utf8') : '{}'
  const { files } = JSON.parse(list) as { files?: unknown }
  const isOurs = Array.isArray(files) && files.every((path) => typeof path === 'string')
  if (!isOurs) {
    throw new BuskerError(
      'PROMOTION_FOLDER_TAKEN',
      `${root} holds other files. Nothing was written: choose a new or empty folder.`,
    )
  }
  for (const path of files as string[]) {
    const whole = resolve(root, path)
    if (whole.startsWith(root + sep)) await rm(whole, { force: true })
  }
}

async function reported<T>(folder: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof BuskerError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new BuskerError('PROMOTION_UNWRITABLE', `The page could not be written into ${folder}: ${why}`, {
      cause: error,
    })
  }
}
