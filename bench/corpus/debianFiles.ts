import { execFile } from 'node:child_process'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A sound file as a package has it. */
export interface CorpusFile {
  readonly path: string
  readonly package: string
  /** Without its dot, in lower case. */
  readonly extension: string
  /** Bytes. */
  readonly size: number
}

const extensions = new Set(
  'wav wave ogg oga opus flac mp3 m4a aac aif aiff aifc au snd caf w64 wv ape tta mpc wma mka mkv mod xm it s3m mid midi gsm spx voc'.split(
    ' ',
  ),
)
/** Longer pieces say nothing more and take minutes. */
const maxBytes = 3 * 1024 * 1024

/**
 * Fetches Debian packages by apt and unpacks them below `folder`; nothing is installed.
 *
 * @returns their sound files, links left out
 * @throws where apt cannot reach its archive, or knows none of them
 */
export async function debianFiles(packages: readonly string[], folder: string): Promise<CorpusFile[]> {
  await run('apt-get', ['--quiet', 'update'])
  const found: CorpusFile[] = []
  for (const name of packages) {
    const unpacked = await unpackPackage(name, join(folder, name)).catch(() => undefined)
    // Another release of Debian has other packages.
    if (unpacked === undefined) console.error(`There is no package ${name} here.`)
    else found.push(...(await soundFiles(unpacked, name)))
  }
  return found
}

/**
 * Fetches one package by apt and unpacks it below `folder`.
 *
 * @returns where its files are
 * @throws where apt knows no such package
 */
export async function unpackPackage(name: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await run('apt-get', ['--quiet', 'download', name], { cwd: folder })
  const [archive] = (await readdir(folder)).filter((entry) => entry.endsWith('.deb'))
  if (archive === undefined) throw new Error(`apt downloaded nothing for ${name}.`)
  const unpacked = join(folder, 'files')
  await run('dpkg-deb', ['-x', join(folder, archive), unpacked])
  return unpacked
}

/**
 * So many of them, by turns of package and extension, the smaller ones first: few are alike.
 *
 * @param limit how many at most
 */
export function variety(files: readonly CorpusFile[], limit: number): CorpusFile[] {
  const kinds = new Map<string, CorpusFile[]>()
  for (const file of files.toSorted((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1))) {
    const kind = `${file.extension} ${file.package}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), file])
  }
  const turns = Math.max(0, ...[...kinds.values()].map(({ length }) => length))
  const byTurns = Array.from({ length: turns }, (_, turn) =>
    // From the middle on: the smallest of a kind are often empty or a click.
    [...kinds.values()].flatMap((kind) => kind[(Math.floor(kind.length / 2) + turn) % kind.length] ?? []),
  ).flat()
  return [...new Set(byTurns)].slice(0, limit)
}

async function soundFiles(folder: string, name: string): Promise<CorpusFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: CorpusFile[] = []
  for (const entry of entries) {
    const extension = extname(entry.name).slice(1).toLowerCase()
    if (!entry.isFile() || !extensions.has(extension)) continue
    const path = join(entry.parentPath, entry.name)
    const { size } = await stat(path)
    if (size > 0 && size <= maxBytes) files.push({ path, package: name, extension, size })
  }
  return files
}
