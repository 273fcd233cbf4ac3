import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isLyricsLength } from '../../shared/lyrics.ts'
import { readLyricsFile } from './lyricsFile.ts'

let folder: string
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'busker-lyrics-'))))
afterEach(() => rm(folder, { recursive: true }))

async function read(bytes: Uint8Array | string): Promise<string | undefined> {
  await writeFile(join(folder, 'Song.LRC'), bytes)
  return readLyricsFile(join(folder, 'song.flac'))
}

test('words beside a file are read in whatever alphabet they are written', async () => {
  expect(await readLyricsFile(join(folder, 'song.flac'))).toBeUndefined()
  expect(await read('[00:01.00]Lamp room\r\n[00:02.00]Café')).toBe('[00:01.00]Lamp room\n[00:02.00]Café')
  expect(await read(Buffer.from('Café', 'latin1'))).toBe('Café')
  expect(await read(Buffer.from('\ufeffMädchen', 'utf8'))).toBe('Mädchen')
  expect(await read(Buffer.from('\ufeffПесня', 'utf16le'))).toBe('Песня')
  expect(await read(Buffer.from('\ufeffПесня', 'utf16le').swap16())).toBe('Песня')
  expect(await read(Buffer.from('cfe5f1edff20efeef1ebe5e4edffff', 'hex'))).toBe('Песня последняя')
  expect(await read(' \n ')).toBeUndefined()
})

test('whatever lies there is words within bounds, or none', async () => {
  const isWithinBounds = async (bytes: Uint8Array) => {
    const words = await read(bytes)
    return words === undefined || (words.trim() !== '' && isLyricsLength(words))
  }
  const anything = fc.asyncProperty(fc.uint8Array({ maxLength: 70_000 }), isWithinBounds)
  expect(await fc.check(anything, { numRuns: 50 })).toMatchObject({ failed: false })
})
