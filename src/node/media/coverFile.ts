import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Names that programs give to the picture beside the sound, the best first. */
const names = ['cover', 'front', 'folder', 'albumart', 'album']
const kinds = ['jpg', 'jpeg', 'png', 'webp']

/** The picture beside a file, whatever is in it; undefined where there is none, or one that cannot be read. */
export async function readCoverFile(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const folder = dirname(path)
  // Who may read a file need not be able to list its folder.
  const entries = await readdir(folder).catch((): string[] => [])
  const byName = new Map(entries.map((entry) => [entry.toLowerCase(), entry]))
  const found = names.flatMap((name) => kinds.map((kind) => byName.get(`${name}.${kind}`)))
  for (const entry of found) {
    const bytes = entry === undefined ? undefined : await readSmall(join(folder, entry), maxBytes)
    if (bytes !== undefined) return bytes
  }
  return undefined
}

async function readSmall(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    // Not blocking: a named pipe would wait for a writer.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const status = await file.stat()
    return status.isFile() && status.size <= maxBytes ? await file.readFile() : undefined
  } catch {
    // A picture that cannot be read is none.
    return undefined
  }
}
