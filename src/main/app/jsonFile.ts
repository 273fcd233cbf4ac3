import { readFile } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import type { z } from 'zod'

/**
 * Reads a small file of ours.
 *
 * @param damaged what it counts as when it is not what Busker writes
 * @returns null when there is none
 */
export async function readJsonFile<T>(
  file: string,
  schema: z.ZodType<T>,
  damaged: T | null = null,
): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const value = schema.safeParse(parse(text))
  return value.success ? value.data : damaged
}

/** Replaces the file in one step. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  await writeFileAtomic(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
