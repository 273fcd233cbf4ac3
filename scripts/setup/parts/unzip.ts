import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, validateFileName } from 'yauzl'

/**
 * Unpacks what `place` wants of a zip archive (which a Python wheel is too), with the permissions it names.
 *
 * @param into nothing is written outside this folder
 * @param place the path inside `into` for an entry's name; undefined leaves it out
 * @throws Error when the archive is damaged, or when a path points outside
 */
export async function unzip(
  archive: string,
  into: string,
  place: (name: string) => string | undefined,
): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith('/') ? undefined : place(entry.fileName)
      if (path === undefined) continue
      const fault = validateFileName(path)
      if (fault !== null) throw new Error(`${archive}: ${fault}`)
      const target = join(into, path)
      await mkdir(dirname(target), { recursive: true })
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(target, { mode: modeOf(entry) }),
      )
    }
  } finally {
    zip.close()
  }
}

/** Archives made on Unix keep a file's mode in the upper half. */
function modeOf({ externalFileAttributes }: Entry): number {
  return (externalFileAttributes >>> 16) & 0o777 || 0o644
}
