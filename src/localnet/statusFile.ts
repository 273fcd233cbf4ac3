import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { possibleNames } from './localnetProcess.ts'

const statusSchema = z.object({
  /** True once all of it can be used. */
  ready: z.boolean(),
  parts: z.array(
    z.object({
      name: z.enum(possibleNames),
      state: z.enum(['stopped', 'starting', 'running', 'waiting', 'failed']),
      pid: z.int().positive().nullable(),
      /** Why it is `waiting` or `failed`. */
      error: z.string().nullable(),
    }),
  ),
})

/** What a running local network says about its processes. */
export type LocalnetState = z.infer<typeof statusSchema>

/** @returns null when none was written */
export async function readStatus(folder: string): Promise<LocalnetState | null> {
  const text = await readFile(statusFile(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : statusSchema.parse(JSON.parse(text))
}

export async function writeStatus(folder: string, status: LocalnetState): Promise<void> {
  await writeFileAtomic(statusFile(folder), JSON.stringify(status, null, 2), { mode: 0o600, fsync: false })
}

export async function removeStatus(folder: string): Promise<void> {
  await rm(statusFile(folder), { force: true })
}

function statusFile(folder: string): string {
  return join(folder, 'status.json')
}
