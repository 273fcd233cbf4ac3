import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { numberedName } from './safeName.ts'

/** What file systems say that know no second name for a file, such as exFAT. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK']
const chunkBytes = 1024 * 1024

export interface PlacedFile {
  readonly path: string
  /** False: the very same file was there before. */
  readonly isNew: boolean
}

/**
 * Gives a finished file its name in a folder of the same disk. A file that is there is never replaced: one with the same content
 * is taken for this one, and beside any other this one gets a number.
 *
 * @param name without the ending
 * @param extension without the point
 */
export async function placeFile(
  finished: string,
  folder: string,
  name: string,
  extension: string,
): Promise<PlacedFile> {
  for (let count = 1; ; count += 1) {
    const path = join(folder, `${numberedName(name, count)}.${extension}`)
    if (await claim(finished, path)) return { path, isNew: true }
    if (await isSameFile(finished, path)) {
      await rm(finished, { force: true })
      return { path, isNew: false }
    }
  }
}

/** False: something of that name is there, however it came there. */
async function claim(finished: string, path: string): Promise<boolean> {
  try {
    await link(finished, path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!withoutLinks.includes(codeOf(error))) throw error
    return claimByName(finished, path)
  }
  await rm(finished)
  return true
}

/** The name is taken by an empty file, which the finished one replaces. */
async function claimByName(finished: string, path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close()
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    await rename(finished, path)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return true
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([lstat(one), lstat(other).catch(ignoreGone)])
  if (b === undefined || !b.isFile() || a.size !== b.size) return false
  await using first = await open(one, 'r')
  await using second = await open(other, 'r')
  const [left, right] = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)]
  for (let offset = 0; offset < a.size;) {
    const length = Math.min(chunkBytes, a.size - offset)
    const [{ bytesRead }, read] = await Promise.all([
      first.read(left, 0, length, offset),
      second.read(right, 0, length, offset),
    ])
    if (bytesRead === 0 || bytesRead !== read.bytesRead) return false
    if (!left.subarray(0, bytesRead).equals(right.subarray(0, bytesRead))) return false
    offset += bytesRead
  }
  return true
}

function ignoreGone(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
