import { linkSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processIdentityOf, isRunning, processIdentity, type ProcessIdentity } from './processIdentity.ts'

/**
 * Makes this process the only one that uses `folder`. Unlike `claimFolder`, which is for supervised children and ends
 * leftovers, this never ends another process: a program that people start themselves may rightly outlive its parent.
 *
 * @param isHeld makes the error when another one runs
 * @returns gives the folder back
 */
export async function holdFolder(
  folder: string,
  isHeld: (holder: ProcessIdentity) => Error,
): Promise<() => void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'holder.json')
  const own = processIdentityOf(process.pid)
  if (own === null) throw new Error(`Process ${process.pid} does not see itself running.`)
  const written = `${file}.${process.pid}`
  writeFileSync(written, JSON.stringify(own), { mode: 0o600 })
  try {
    while (!tryLink(written, file)) {
      const holder = await readHolder(file)
      if (holder !== null && isRunning(holder)) throw isHeld(holder)
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(written, { force: true })
  }
  return () => rmSync(file, { force: true })
}

/** The process that holds `folder`, or null. */
export async function holderOf(folder: string): Promise<ProcessIdentity | null> {
  const holder = await readHolder(join(folder, 'holder.json'))
  return holder !== null && isRunning(holder) ? holder : null
}

async function readHolder(file: string): Promise<ProcessIdentity | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : processIdentity.parse(JSON.parse(text))
}

/** Taking a name that exists fails, and the file is whole the moment it has its name. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
