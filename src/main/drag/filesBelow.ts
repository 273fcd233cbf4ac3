import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface FoundFile {
  readonly path: string
  readonly bytes: number
  /** When it was written last, ms since 1970. */
  readonly at: number
}

/** All files of a folder and the folders in it, by path. Links count as none. */
export async function filesBelow(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all(
    paths.toSorted().map(async (path) => {
      const { size, mtimeMs } = await lstat(path)
      return { path, bytes: size, at: mtimeMs }
    }),
  )
}

export const bytesOf = (files: readonly FoundFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0)

/** None is gone, another, or was written to. */
export function isSame(one: readonly FoundFile[], other: readonly FoundFile[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ path, bytes, at }, index) => {
      const there = other[index]
      return there?.path === path && there.bytes === bytes && there.at === at
    })
  )
}
