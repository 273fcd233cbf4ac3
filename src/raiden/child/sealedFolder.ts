import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { syncFolder } from '../../process/syncFolder.ts'
import { clearLevel, type Level } from './sealedLevel.ts'

/** As many entries as are copied in one write. */
const chunk = 500

/**
 * The folder of raiden-ts's sealed databases. What an older Busker has left in clear is copied into it, the copy put in place
 * as a whole, and the old files are written over and removed; a crash on the way begins it anew or goes on with it.
 */
export async function openSealedFolder(
  dataFolder: string,
  sealed: (location: string) => Level,
): Promise<string> {
  const old = join(dataFolder, 'raiden-ts')
  const folder = join(dataFolder, 'raiden-ts-sealed')
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  if (existsSync(old)) {
    if (!existsSync(folder)) {
      await mkdir(unfinished, { mode: 0o700 })
      for (const name of await readdir(old)) {
        await copy(clearLevel(join(old, name)), sealed(join(unfinished, name)))
      }
      await rename(unfinished, folder)
      await syncFolder(dataFolder)
    }
    await erase(old)
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

async function copy(from: Level, to: Level): Promise<void> {
  await promisify(from.open.bind(from))()
  await promisify(to.open.bind(to))()
  const write = promisify(to.batch.bind(to))
  let operations: (LevelEntry & { readonly type: 'put' })[] = []
  for await (const entry of entriesOf(from)) {
    operations.push({ type: 'put', ...entry })
    if (operations.length < chunk) continue
    await write(operations, { sync: true })
    operations = []
  }
  await write(operations, { sync: true })
  await promisify(to.close.bind(to))()
  await promisify(from.close.bind(from))()
}

interface LevelEntry {
  readonly key: Buffer
  readonly value: Buffer
}

/** Everything in an open database, in the order of its keys. */
export async function* entriesOf(level: Level): AsyncGenerator<LevelEntry> {
  const iterator = level.iterator({ keyAsBuffer: true, valueAsBuffer: true })
  for (;;) {
    const entry = await new Promise<LevelEntry | null>((resolve, reject) => {
      iterator.next((error, key, value) => {
        if (error !== null && error !== undefined) reject(error as Error)
        else
          resolve(
            key === undefined || value === undefined
              ? null
              : { key: Buffer.from(key), value: Buffer.from(value) },
          )
      })
    })
    if (entry === null) break
    yield entry
  }
  await promisify(iterator.end.bind(iterator))()
}

/** Writes zeros over every file before it goes, so that no block that is given back holds what was in it. */
async function erase(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = await open(join(entry.parentPath, entry.name), 'r+')
    try {
      await file.write(Buffer.alloc((await file.stat()).size), { position: 0 })
      await file.sync()
    } finally {
      await file.close()
    }
  }
  await rm(folder, { recursive: true })
}
