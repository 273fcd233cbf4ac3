import { mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)
const STORED = 0

/**
 * Unpacks what `place` wants of a zip archive (which a Python wheel is too). Format: PKWARE APPNOTE 6.3, without Zip64.
 *
 * @param {string} archive
 * @param {string} into nothing is written outside this folder
 * @param {(name: string) => string | undefined} place the path inside `into` for an entry's name; undefined leaves it out
 */
export async function unzip(archive, into, place) {
  const file = await open(archive)
  try {
    for (const entry of await directory(file)) {
      const path = entry.name.endsWith('/') ? undefined : place(entry.name)
      if (path === undefined) continue
      const target = resolve(join(into, path))
      if (!target.startsWith(resolve(into) + sep)) throw new Error(`${archive}: ${entry.name} points outside`)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, await content(file, entry), { mode: entry.mode })
    }
  } finally {
    await file.close()
  }
}

/** @typedef {{ name: string, method: number, packed: number, offset: number, mode: number }} Entry */

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<Entry[]>}
 */
async function directory(file) {
  const { size } = await file.stat()
  const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('not a zip archive')
  const table = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  /** @type {Entry[]} */
  const entries = []
  for (let at = 0; at < table.length;) {
    const nameEnd = at + 46 + table.readUInt16LE(at + 28)
    entries.push({
      name: table.toString('utf8', at + 46, nameEnd),
      method: table.readUInt16LE(at + 10),
      packed: table.readUInt32LE(at + 20),
      mode: (table.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
      offset: table.readUInt32LE(at + 42),
    })
    at = nameEnd + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {Entry} entry
 */
async function content(file, entry) {
  const header = await read(file, entry.offset, 30)
  const begin = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const bytes = await read(file, begin, entry.packed)
  return entry.method === STORED ? bytes : inflate(bytes)
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function read(file, position, length) {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead !== length) throw new Error('the archive is cut short')
  return buffer
}
