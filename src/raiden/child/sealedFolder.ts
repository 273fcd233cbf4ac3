import { existsSync } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
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
  // LevelDB removes the file of the newest values when it opens a database: by another name it can be written over yet.
  const links = `${old}.links`
  if (existsSync(old)) {
    if (!existsSync(folder)) {
      await linkFiles(old, links)
      await mkdir(unfinished, { mode: 0o700 })
      for (const name of await readdir(old)) {
        await copy(clearLevel(join(old, name)), sealed(join(unfinished, name)))
      }
      await rename(unfinished, folder)
      await syncFolder(dataFolder)
    }
    await erase(old)
  }
  if (existsSync(links)) await erase(links)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

async function linkFiles(folder: string, links: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const place = join(links, basename(entry.parentPath))
    await mkdir(place, { recursive: true, mode: 0o700 })
    // Of an attempt that was cut short one may be there; and where a disk knows no links, nothing can be done.
    await link(join(entry.parentPath, entry.name), join(place, entry.name)).catch(() => undefined)
  }
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
  const iterator = level.iterator({})
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
