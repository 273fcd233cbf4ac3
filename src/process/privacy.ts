import { writeFileSync } from 'node:fs'
import { chmod, lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** What others may do. */
const othersMask = 0o077

/** What everybody may read anyway, in any number: of these only the folder itself is mended. */
const publicFolders = new Set(['blocks'])

/**
 * To be called first in each process: what it makes is its user's alone, and on Linux no memory of it or of the children it
 * starts gets into a core dump. Elsewhere a process can't say that of itself.
 */
export function keepProcessPrivate(): void {
  process.umask(othersMask)
  if (process.platform === 'linux') excludeFromCoreDumps(process.pid)
}

/**
 * Leaves the memory of a process of this user, and of what it forks from now on, out of core dumps: core(5). A limit of
 * their size would not hold for dumps that are piped to a program.
 *
 * @returns false: the system does not let it be said, as of a process that is never dumped
 */
export function excludeFromCoreDumps(pid: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, '0')
    return true
  } catch {
    return false
  }
}

/**
 * Makes a data folder, and everything in it, its user's alone, whoever made it and with which modes. What is a link, or
 * belongs to somebody else, is left as it is.
 */
export async function makeFolderPrivate(folder: string): Promise<void> {
  const user = process.getuid?.()
  if (user === undefined) return
  await mend(folder, user)
}

async function mend(path: string, user: number): Promise<void> {
  const status = await lstat(path).catch(ignoreGone)
  if (status === undefined || status.uid !== user || status.isSymbolicLink()) return
  if ((status.mode & othersMask) !== 0) await chmod(path, status.mode & ~othersMask & 0o777).catch(ignoreGone)
  if (!status.isDirectory() || publicFolders.has(basename(path))) return
  const names = (await readdir(path).catch(ignoreGone)) ?? []
  await Promise.all(names.map((name) => mend(join(path, name), user)))
}

/** Files come and go while they are looked at. */
function ignoreGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
