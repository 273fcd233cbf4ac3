import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from '../../../src/process/toolPaths.mjs'
import { SetupProblem } from '../problem.mjs'

/**
 * Lets `fill` write into a new folder, inside the cache so that results can be renamed into place, and removes it afterwards.
 */
export async function withWorkFolder<T>(fill: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(cacheFolder(), `.work-${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { recursive: true })
  try {
    return await fill(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Moves a finished file or folder to its place in the cache in one step; what another set-up put there first is kept. */
export async function putInPlace(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

/**
 * @param sha256 in hex, as pinned in this repository
 * @throws SetupProblem when the file is another one
 */
export async function mustMatch(path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const found = hash.digest('hex')
  if (found === sha256) return
  throw new SetupProblem(
    `${path} was downloaded, but is not the file this version of Busker was made with (sha256 ${found}, not ${sha256}), so it is not used.`,
    'npm run setup',
  )
}
