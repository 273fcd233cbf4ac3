import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BuskerError } from '../../shared/errors.ts'
import { compareNames } from '../../shared/naturalOrder.ts'

export interface FoundFile {
  readonly path: string
  /** It was not chosen itself, but lies in a folder that was. */
  readonly inFolder: boolean
}

const maxFiles = 5000

/**
 * The files among `paths`, and in the folders among them, however deep: each folder's in natural order. Hidden ones are
 * left out, and links to folders are not followed. What does not exist is handed on as it is.
 *
 * @throws BuskerError `UPLOAD_TOO_MANY_FILES`, `MEDIA_UNREADABLE` for a folder that cannot be read
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>()
  const add = (file: FoundFile) => {
    if (!found.has(file.path)) found.set(file.path, file)
    if (found.size > maxFiles) {
      throw new BuskerError(
        'UPLOAD_TOO_MANY_FILES',
        `There are more than ${maxFiles} files here. Choose the folders of single albums.`,
      )
    }
  }
  for (const path of paths) {
    // A file that does not exist is reported when it is read.
    const status = await stat(path).catch(() => undefined)
    if (status?.isDirectory() === true) await walk(path, add)
    else add({ path, inFolder: false })
  }
  return [...found.values()]
}

async function walk(folder: string, add: (file: FoundFile) => void): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new BuskerError('MEDIA_UNREADABLE', `${folder} cannot be read. Check its permissions.`, { cause })
  })
  const shown = entries.filter(({ name }) => !name.startsWith('.'))
  for (const entry of shown.toSorted((a, b) => compareNames(a.name, b.name))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await walk(path, add)
    else if (entry.isFile() || entry.isSymbolicLink()) add({ path, inFolder: true })
  }
}
