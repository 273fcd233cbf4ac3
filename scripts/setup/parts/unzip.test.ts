import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unzip } from './unzip.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'busker-zip-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** An archive of entries, every second one deflated. Checksums and dates, which nothing reads, are zero. */
function zipOf(entries: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = []
  const table: Buffer[] = []
  for (const [index, [name, text]] of Object.entries(entries).entries()) {
    const deflated = index % 2 === 1
    const bytes = deflated ? deflateRawSync(text) : Buffer.from(text)
    const [local, central] = [Buffer.alloc(30), Buffer.alloc(46)]
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(deflated ? 8 : 0, 10)
    central.writeUInt32LE(bytes.length, 20)
    central.writeUInt32LE(Buffer.byteLength(text), 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE((0o100755 << 16) >>> 0, 38)
    central.writeUInt32LE(Buffer.concat(files).length, 42)
    files.push(local, Buffer.from(name), bytes)
    table.push(central, Buffer.from(name))
  }
  const end = Buffer.alloc(22)
  end.writeUInt16LE(Object.keys(entries).length, 8)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(Buffer.concat(table).length, 12)
  end.writeUInt32LE(Buffer.concat(files).length, 16)
  return Buffer.concat([...files, ...table, end])
}

function archive(bytes: Buffer): string {
  const path = join(folder, 'archive.zip')
  writeFileSync(path, bytes)
  return path
}

test('unpacks what is wanted, to where it is wanted, with its permissions', async () => {
  const path = archive(zipOf({ 'a/tool': 'one', 'a/text': 'two'.repeat(99), 'b/': '', 'b/other': 'three' }))
  const into = join(folder, 'into')
  await unzip(path, into, (name) => (name.startsWith('a/') ? name.slice(2) : undefined))
  expect(readdirSync(into).toSorted()).toEqual(['text', 'tool'])
  expect(readFileSync(join(into, 'text'), 'utf8')).toBe('two'.repeat(99))
  expect(statSync(join(into, 'tool')).mode & 0o777).toBe(0o755)
})

test.each(['../outside', 'a/../../outside', '/outside/../../outside'])(
  'writes nothing at %s',
  async (name) => {
    const path = archive(zipOf({ [name]: 'bad' }))
    await expect(unzip(path, join(folder, 'into'), (entry) => entry)).rejects.toThrow(
      /(relative|absolute) path: .*outside/,
    )
    expect(readdirSync(folder)).not.toContain('outside')
  },
)

test('refuses what is no archive, or only a part of one', async () => {
  await expect(unzip(archive(Buffer.from('<html>')), folder, (name) => name)).rejects.toThrow(
    'not a zip file',
  )
  const whole = zipOf({ a: 'one' })
  await expect(unzip(archive(whole.subarray(-22)), folder, (name) => name)).rejects.toThrow('unexpected EOF')
})
