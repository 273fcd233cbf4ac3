import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'

/**
 * Reads a process's own seed; where there is no file, makes one with 32 random bytes that only its owner can read.
 *
 * @returns what the file holds, which may be damaged: whoever derives keys from it checks its length
 */
export async function readOrCreateSeed(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const seed = randomBytes(32)
  await writeFileAtomic(file, seed, { mode: 0o600 })
  return seed
}
