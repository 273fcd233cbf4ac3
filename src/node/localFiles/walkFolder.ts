import { lstat, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { coverNames } from '../media/coverFile.ts'
import { lyricsName } from '../media/lyricsFile.ts'

/** A file as the disk has it. */
export interface FoundFile {
  /** Below the folder. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Ms. */
  readonly modifiedAt: number
  /** Tells when the pictures or the words that lie beside it have changed; empty where there are none. */
  readonly beside: string
}

export interface WalkedFolder {
  readonly files: readonly FoundFile[]
  /** All folders in it and itself, below it: the first of them is empty. */
  readonly folders: readonly string[]
  /** There are more files than are taken. */
  readonly isFull: boolean
}

/** By which sound is looked for: what a file is, its content says later. */
const extensions = new Set(
  'wav w64 aif aiff aifc au snd caf flac ogg oga opus wv tta ape dsf dff mp3 m4a m4b mp4 aac mpc wma'
    .split(' ')
    .map((name) => `.${name}`),
)
export const maxLocalFiles = 50_000
const deepest = 32

/**
 * The sound files in a folder and below. Hidden ones, links, pipes, sockets and devices are passed by, and so is what can't be read.
 *
 * @throws what Node throws where the folder itself can't be read, or when `signal` is aborted
 */
export async function walkFolder(
  root: string,
  signal: AbortSignal,
  most = maxLocalFiles,
): Promise<WalkedFolder> {
  const files: FoundFile[] = []
  const folders = ['']
  let isFull = false
  for (let at = 0; at < folders.length && !isFull; at += 1) {
    signal.throwIfAborted()
    const folder = folders[at] ?? ''
    const listed = readdir(join(root, folder), { withFileTypes: true })
    const entries = at === 0 ? await listed : await listed.catch(() => [])
    const beside = await factsBeside(
      join(root, folder),
      entries.map(({ name }) => name),
    )
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory() && path.split(/[\\/]/).length < deepest) folders.push(path)
      if (!entry.isFile() || !extensions.has(extname(entry.name).toLowerCase())) continue
      const status = await lstat(join(root, path)).catch(() => undefined)
      if (status?.isFile() !== true) continue
      isFull = files.length === most
      if (isFull) break
      files.push({
        path,
        size: status.size,
        modifiedAt: Math.floor(status.mtimeMs),
        beside: await beside(entry.name),
      })
    }
  }
  return { files, folders, isFull }
}

/** @returns what lies beside one of a folder's files, by name, size and time */
async function factsBeside(
  folder: string,
  entries: readonly string[],
): Promise<(file: string) => Promise<string>> {
  const covers = await Promise.all(coverNames(entries).map((name) => factsOf(folder, name)))
  const lyrics = new Map(
    entries.filter((name) => /\.lrc$/i.test(name)).map((name) => [name.toLowerCase(), name]),
  )
  return async (file) => {
    const words = lyrics.get(lyricsName(file))
    return [...covers, ...(words === undefined ? [] : [await factsOf(folder, words)])].join(' ')
  }
}

async function factsOf(folder: string, name: string): Promise<string> {
  const status = await lstat(join(folder, name)).catch(() => undefined)
  return status?.isFile() === true ? `${name} ${status.size} ${Math.floor(status.mtimeMs)}` : ''
}
