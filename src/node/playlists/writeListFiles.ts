import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A list as it is written to a file. */
export interface NamedText {
  /** What the file is called, without its ending: a name and no path. */
  readonly name: string
  readonly text: string
}

/** As many files of one name. */
const mostOfOneName = 1000

/**
 * Writes lists into a folder, which is made where there is none; no file that is there is replaced.
 *
 * @returns the paths of the files
 * @throws what Node throws where the folder can't be written to
 */
export async function writeListFiles(folder: string, lists: readonly NamedText[]): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const written: string[] = []
  for (const { name, text } of lists) written.push(await writeNew(folder, name, text))
  return written
}

async function writeNew(folder: string, name: string, text: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = join(folder, `${count === 1 ? name : `${name} (${count})`}.m3u8`)
    try {
      await writeFile(path, text, { flag: 'wx' })
      return path
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST'
      if (!isTaken || count === mostOfOneName) throw error
    }
  }
}
