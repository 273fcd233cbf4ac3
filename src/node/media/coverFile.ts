import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readBesideFile } from './readBesideFile.ts'

/** Names that programs give to the picture beside the sound, the best first. */
const names = ['cover', 'front', 'folder', 'albumart', 'album']
const kinds = ['jpg', 'jpeg', 'png', 'webp']

/** Which of a folder's files are called as the picture beside the sound is, the best first. */
export function coverNames(entries: readonly string[]): string[] {
  const byName = new Map(entries.map((entry) => [entry.toLowerCase(), entry]))
  return names.flatMap((name) => kinds.flatMap((kind) => byName.get(`${name}.${kind}`) ?? []))
}

/** The picture beside a file, whatever is in it; undefined where there is none, or one that cannot be read. */
export async function readCoverFile(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const folder = dirname(path)
  // Who may read a file need not be able to list its folder.
  const entries = await readdir(folder).catch((): string[] => [])
  for (const entry of coverNames(entries)) {
    const bytes = await readBesideFile(join(folder, entry), maxBytes)
    if (bytes !== undefined) return bytes
  }
  return undefined
}
