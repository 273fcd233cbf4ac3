import { comparePaths } from './naturalOrder.ts'

/** What says where on an album a file belongs. */
export interface AlbumPlace {
  /** Its path. */
  readonly file: string
  readonly releaseTitle: string | null
  /** From 1; null: the tags say nothing, and an album of one disc is meant. */
  readonly discNumber: number | null
  /** From 1; null: the tags say nothing. */
  readonly trackNumber: number | null
}

/**
 * Files in the order of their albums, whatever order they came in. The tracks of an album stand by disc and number; one
 * without a number stands before the first of them whose path comes after its own. So names decide where tags do not.
 * Albums stand in the order of their first paths.
 */
export function inAlbumOrder<T extends AlbumPlace>(files: readonly T[]): T[] {
  const byPath = files.toSorted((one, other) => comparePaths(one.file, other.file))
  return [...byAlbum(byPath).values()].flatMap((album) =>
    merge(
      album.filter(isNumbered).toSorted(compareNumbers),
      album.filter((file) => !isNumbered(file)),
    ),
  )
}

/** @param byPath in the order of their paths */
function byAlbum<T extends AlbumPlace>(byPath: readonly T[]): Map<string, T[]> {
  const titles = inheritedTitles(byPath)
  const clashing = titlesOfSeveralAlbums(byPath, titles)
  const albums = new Map<string, T[]>()
  for (const [index, file] of byPath.entries()) {
    const title = titles[index] ?? null
    const key = title === null || clashing.has(title) ? `${title ?? ''}\n${folderOf(file.file)}` : title
    const album = albums.get(key)
    if (album === undefined) albums.set(key, [file])
    else album.push(file)
  }
  return albums
}

/** Each file's release; one whose tags name none belongs to that of the files beside it in its folder. */
function inheritedTitles(byPath: readonly AlbumPlace[]): (string | null)[] {
  const titles = byPath.map(({ releaseTitle }) => releaseTitle)
  const inherit = (index: number, from: number) => {
    const [file, beside] = [byPath[index], byPath[from]]
    if (file === undefined || beside === undefined || folderOf(file.file) !== folderOf(beside.file)) return
    titles[index] ??= titles[from] ?? null
  }
  for (let index = 1; index < titles.length; index++) inherit(index, index - 1)
  for (let index = titles.length - 2; index >= 0; index--) inherit(index, index + 1)
  return titles
}

/** Titles under which two folders hold a track of the same number: they are albums, or discs, of their own. */
function titlesOfSeveralAlbums(
  byPath: readonly AlbumPlace[],
  titles: readonly (string | null)[],
): ReadonlySet<string> {
  const several = new Set<string>()
  const folders = new Map<string, string>()
  for (const [index, { file, discNumber, trackNumber }] of byPath.entries()) {
    const title = titles[index] ?? null
    if (title === null || trackNumber === null) continue
    const place = `${discNumber ?? 1}/${trackNumber}/${title}`
    const folder = folderOf(file)
    if ((folders.get(place) ?? folder) !== folder) several.add(title)
    folders.set(place, folder)
  }
  return several
}

/** Each of `others` before the first of `numbered` whose path comes after its own. */
function merge<T extends AlbumPlace>(numbered: readonly T[], others: readonly T[]): T[] {
  const merged: T[] = []
  let next = 0
  for (const file of numbered) {
    for (let other = others[next]; other !== undefined && comparePaths(other.file, file.file) < 0;) {
      merged.push(other)
      other = others[++next]
    }
    merged.push(file)
  }
  return [...merged, ...others.slice(next)]
}

function isNumbered({ trackNumber }: AlbumPlace): boolean {
  return trackNumber !== null
}

function compareNumbers(one: AlbumPlace, other: AlbumPlace): number {
  return (
    (one.discNumber ?? 1) - (other.discNumber ?? 1) ||
    (one.trackNumber ?? 0) - (other.trackNumber ?? 0) ||
    comparePaths(one.file, other.file)
  )
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
