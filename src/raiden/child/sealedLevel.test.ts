import { randomBytes } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BuskerError } from '../../shared/errors.ts'
import { entriesOf, openSealedFolder } from './sealedFolder.ts'
import { clearLevel, type Level, raidenStateKey, sealedLevel } from './sealedLevel.ts'

const key = raidenStateKey(`0x${'5'.repeat(64)}`)
const secret = randomBytes(32).toString('hex')
const documents = Object.fromEntries(
  Array.from({ length: 1200 }, (_, index) => [`sent:${index}`, JSON.stringify({ secret, index, ü: 'ß' })]),
)
let folder: string
let damages: BuskerError[]
const sealed = sealedLevel(key, (error) => damages.push(error))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-level-'))
  damages = []
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what is written comes back by key, in batches and in order, as text and as bytes, and is nowhere in clear', async () => {
  const level = await opened(sealed(join(folder, 'a')))
  await promisify(level.put.bind(level))('one', '1', {})
  await fill(level)
  expect(await get(level, 'one')).toBe('1')
  expect(await get(level, 'sent:7')).toBe(documents['sent:7'])
  await expect(get(level, 'nothing')).rejects.toThrow('NotFound')
  const all = await entries(level)
  expect(all['one']).toBe('1')
  expect(all).toMatchObject(documents)
  await promisify(level.batch.bind(level))([{ type: 'del', key: 'one' }], {})
  await expect(get(level, 'one')).rejects.toThrow('NotFound')
  await promisify(level.batch.bind(level))([{ type: 'del', key: 'sent:7', value: false }], {})
  await expect(get(level, 'sent:7')).rejects.toThrow('NotFound')
  await closed(level)
  expect(bytesBelow(folder).includes(secret)).toBe(false)
  expect(damages).toEqual([])
})

test('a value that stood under another key, in another database, or under another account is given to nobody', async () => {
  const level = await opened(sealed(join(folder, 'a')))
  await promisify(level.batch.bind(level))(
    [
      { type: 'put', key: 'one', value: '1' },
      { type: 'put', key: 'two', value: '2' },
    ],
    {},
  )
  await closed(level)
  const clear = await opened(clearLevel(join(folder, 'a')))
  const stolen = await promisify(clear.get.bind(clear))('one', { asBuffer: true })
  await promisify(clear.put.bind(clear))('two', stolen ?? '', {})
  await closed(clear)
  const elsewhere = await opened(clearLevel(join(folder, 'b')))
  await promisify(elsewhere.put.bind(elsewhere))('one', stolen ?? '', {})
  await closed(elsewhere)

  const stranger = sealedLevel(raidenStateKey(`0x${'6'.repeat(64)}`), (error) => damages.push(error))
  for (const [open, name, at] of [
    [sealed, 'a', 'two'],
    [sealed, 'b', 'one'],
    [stranger, 'a', 'one'],
  ] as const) {
    damages = []
    const again = await opened(open(join(folder, name)))
    const given = () => damages.push(new Error('It was given.') as BuskerError)
    again.get(at, {}, given)
    await expect.poll(() => damages.map(({ code }) => code)).toEqual(['RAIDEN_STATE_DAMAGED'])
    damages = []
    void read(again, at, given)
    await expect.poll(() => damages.map(({ code }) => code)).toEqual(['RAIDEN_STATE_DAMAGED'])
    await closed(again)
  }
})

test('what an older version left in clear is sealed with nothing lost, and its files are gone', async () => {
  await leaveClear()
  expect(bytesBelow(folder).includes(secret)).toBe(true)
  // Of an attempt that was cut short.
  mkdirSync(join(folder, 'raiden-ts-sealed.unfinished', 'main'), { recursive: true })
  const place = await openSealedFolder(folder, sealed)
  expect(readdirSync(folder)).toEqual(['raiden-ts-sealed'])
  expect(statSync(place).mode & 0o777).toBe(0o700)
  expect(bytesBelow(folder).includes(secret)).toBe(false)
  for (const name of ['main', 'view']) {
    const level = await opened(sealed(join(place, name)))
    expect(await entries(level)).toEqual(documents)
    await closed(level)
  }
  expect(await openSealedFolder(folder, sealed)).toBe(place)
})

test('it is sealed in writes of five hundred, each on the disk, and nothing in clear stays there, not even what LevelDB removes', async () => {
  await leaveClear()
  const links = join(folder, 'links')
  mkdirSync(links)
  const main = join(folder, 'raiden-ts', 'main')
  const names = readdirSync(main).filter((name) => name !== 'LOCK')
  for (const name of names) linkSync(join(main, name), join(links, name))
  // Of an attempt that was cut short.
  mkdirSync(join(folder, 'raiden-ts.links', 'main'), { recursive: true })
  linkSync(join(main, 'CURRENT'), join(folder, 'raiden-ts.links', 'main', 'CURRENT'))
  const before = bytesBelow(links)
  expect(before.includes(secret)).toBe(true)
  const writes: unknown[] = []
  await openSealedFolder(folder, (location) => {
    const level = sealed(location)
    const batch = level.batch.bind(level)
    level.batch = (operations, options, callback) => {
      writes.push([operations.length, options])
      batch(operations, options, callback)
    }
    return level
  })
  const ofOne = [500, 500, 200].map((count) => [count, { sync: true }])
  expect(writes).toEqual([...ofOne, ...ofOne])
  expect(bytesBelow(links).equals(Buffer.alloc(before.length))).toBe(true)
  expect(readdirSync(folder)).toEqual(['links', 'raiden-ts-sealed'])
})

test('what can’t be read is told, and not taken for the end', async () => {
  const broken = new Error('broken')
  const iterator = () => ({ next: (callback: (error: unknown) => void) => callback(broken) })
  await expect(entriesOf({ iterator } as unknown as Level).next()).rejects.toBe(broken)
})

test('bytes that are no text come back as they were, and where text is asked for as text', async () => {
  const bytes = Buffer.from([0, 255, 254, 128])
  mkdirSync(join(folder, 'raiden-ts'))
  const clear = await opened(clearLevel(join(folder, 'raiden-ts', 'main')))
  await promisify(clear.put.bind(clear))(bytes, bytes, {})
  await promisify(clear.put.bind(clear))('a', 'ü', {})
  await closed(clear)
  const level = await opened(sealed(join(await openSealedFolder(folder, sealed), 'main')))
  expect(await promisify(level.get.bind(level))(bytes, {})).toEqual(bytes)
  const read = (options: Parameters<Level['iterator']>[0] & { readonly gte?: string }) => {
    const entry = Promise.withResolvers<unknown[]>()
    level.iterator(options).next((...given) => entry.resolve(given))
    return entry.promise
  }
  expect(await read({})).toEqual([null, bytes, bytes])
  expect(await read({ gte: 'a', keyAsBuffer: false, valueAsBuffer: false })).toEqual([null, 'a', 'ü'])
  expect(await read({ gte: 'a' })).toEqual([null, Buffer.from('a'), Buffer.from('ü')])
  await closed(level)
})

test('a database can be destroyed, as PouchDB does', async () => {
  const place = join(folder, 'a')
  await closed(await opened(sealed(place)))
  await promisify(sealed.destroy)(place)
  expect(existsSync(place)).toBe(false)
})

test('once it is sealed, a folder in clear beside it is erased and not read', async () => {
  await openSealedFolder(folder, sealed)
  await leaveClear()
  const place = await openSealedFolder(folder, sealed)
  expect(existsSync(join(folder, 'raiden-ts'))).toBe(false)
  expect(readdirSync(place)).toEqual([])
})

async function leaveClear(): Promise<void> {
  mkdirSync(join(folder, 'raiden-ts'))
  for (const name of ['main', 'view']) {
    const level = await opened(clearLevel(join(folder, 'raiden-ts', name)))
    await fill(level)
    await closed(level)
  }
}

async function opened(level: Level): Promise<Level> {
  await promisify(level.open.bind(level))()
  return level
}

async function closed(level: Level): Promise<void> {
  await promisify(level.close.bind(level))()
}

async function fill(level: Level): Promise<void> {
  const operations = Object.entries(documents).map(([at, value]) => ({
    type: 'put' as const,
    key: at,
    value,
  }))
  await promisify(level.batch.bind(level))(operations, {})
}

function get(level: Level, at: string) {
  return promisify(level.get.bind(level))(at, { asBuffer: false })
}

async function entries(level: Level): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { key: at, value } of entriesOf(level)) found[at.toString()] = value.toString()
  return found
}

/** Reads from the beginning, and calls `given` for what stands under `wanted`. Never ends where something is damaged. */
async function read(level: Level, wanted: string, given: () => void): Promise<void> {
  for await (const { key: at } of entriesOf(level)) if (at.toString() === wanted) given()
}

function bytesBelow(root: string): Buffer {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))))
}
