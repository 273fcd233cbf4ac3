import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'

/** A small file that lies beside a sound file: no link and nothing but a file. Undefined where there is none that can be read. */
export async function readBesideFile(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    if (!(await lstat(path)).isFile()) return undefined
    // Not blocking: a named pipe would wait for a writer. Windows has no flag against links.
    const noLink = (constants.O_NOFOLLOW as number | undefined) ?? 0
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | noLink)
    const status = await file.stat()
    return status.isFile() && status.size <= maxBytes ? await file.readFile() : undefined
  } catch {
    // What cannot be read is none.
    return undefined
  }
}
