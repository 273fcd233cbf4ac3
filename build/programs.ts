import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { readProgramSources } from './programSources.ts'

/** The repository's root. */
export const root = join(import.meta.dirname, '..')

const programsFolder = join(root, 'out', 'programs')
/** A program that was started from a bundle loads parts of it later, and starts its children from it. */
const keptForMs = 7 * 24 * 3600 * 1000

/**
 * Bundles every program that is started as a process of its own, unless that was done since a source changed. Each state of
 * the sources has a folder of its own, so that several may build at once, and what runs is never changed under its feet.
 *
 * @returns the folder: `src/x/y.ts` is `src/x/y.js` in it
 */
export async function buildPrograms(): Promise<string> {
  const { fingerprint, programs } = readProgramSources(root)
  const folder = join(programsFolder, fingerprint)
  if (existsSync(folder)) {
    const now = new Date()
    await utimes(folder, now, now)
    return folder
  }
  await mkdir(programsFolder, { recursive: true })
  await removeOld()
  const { bundlePrograms } = await import('./bundlePrograms.ts')
  const unfinished = join(programsFolder, `.${fingerprint}-${randomBytes(4).toString('hex')}`)
  try {
    await bundlePrograms({ root, programs, folder: unfinished })
    await rename(unfinished, folder)
  } catch (error) {
    // Another one was faster.
    if (!existsSync(folder)) throw error
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return folder
}

async function removeOld(): Promise<void> {
  const oldest = Date.now() - keptForMs
  for (const name of await readdir(programsFolder)) {
    const path = join(programsFolder, name)
    const { mtimeMs } = await stat(path)
    if (mtimeMs < oldest) await rm(path, { recursive: true, force: true })
  }
}
