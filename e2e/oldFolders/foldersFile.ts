import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'
import { decode, encode } from '../../src/protocol/codec.ts'

const owner = z.strictObject({ words: z.string(), issuedAt: z.int() })
const content = z.strictObject({
  /** By which the folders were made. */
  commit: z.string(),
  artist: owner,
  listener: owner,
  /** By their path below the folder that holds all of them. */
  files: z.record(z.string(), z.instanceof(Uint8Array<ArrayBufferLike>)),
})

/** Data folders as an older Busker has left them, and the words that open them. They are of a chain that is gone. */
export type OldFolders = z.output<typeof content>

/** Everything below `folder` but what `isLeftOut` names. */
export async function readFiles(
  folder: string,
  isLeftOut: (path: string) => boolean,
): Promise<OldFolders['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !isLeftOut(path))
  const read = async (path: string) => [path, new Uint8Array(await readFile(join(folder, path)))] as const
  return Object.fromEntries(await Promise.all(paths.map(read)))
}

export async function writeFiles(folder: string, files: OldFolders['files']): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
}

export function packFolders(folders: OldFolders): Uint8Array {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  }
  return brotliCompressSync(encode(content, folders), { params })
}

export function unpackFolders(packed: Uint8Array): OldFolders {
  return decode(content, brotliDecompressSync(packed), 64 * 1024 * 1024)
}
