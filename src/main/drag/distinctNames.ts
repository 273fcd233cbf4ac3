import { link, mkdir } from 'node:fs/promises'
import { basename, dirname, join, parse, relative } from 'node:path'
import { nameIdentity, numberedName } from '../../node/export/safeName.ts'
import type { FoundFile } from './filesBelow.ts'

export interface DraggedItem {
  /** A file, or a folder. */
  readonly item: string
  /** Itself, or all that is in it. */
  readonly files: readonly Pick<FoundFile, 'path'>[]
}

/**
 * Gives items that lie in several folders names that fit into one, also where a file system tells no cases apart: a second “01 Intro.flac” is
 * linked as “01 Intro (2).flac”.
 *
 * @param folder for such links; it is made when it is needed
 * @returns one path an item
 */
export async function distinctNames(items: readonly DraggedItem[], folder: string): Promise<string[]> {
  const taken = new Set<string>()
  const paths: string[] = []
  for (const one of items) {
    const name = freeName(basename(one.item), taken)
    taken.add(nameIdentity(name))
    if (name === basename(one.item)) paths.push(one.item)
    else paths.push(await linkAs(join(folder, name), one))
  }
  return paths
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const { name: stem, ext } = parse(name)
  for (let count = 1; ; count += 1) {
    const numbered = `${numberedName(stem, count)}${ext}`
    if (!taken.has(nameIdentity(numbered))) return numbered
  }
}

async function linkAs(target: string, { item, files }: DraggedItem): Promise<string> {
  for (const { path } of files) {
    const within = relative(item, path)
    if (within.startsWith('..')) continue
    const place = join(target, within)
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await link(path, place)
  }
  return target
}
