import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { CID } from 'multiformats/cid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BonusFile } from '../../protocol/manifest.ts'
import { bonusFile } from '../../protocol/manifest.ts'
import { bonusFileMaxBytes } from '../../shared/bonusFiles.ts'
import { toAddress, workId } from '../../shared/ids.ts'
import type { ContentKey } from '../access/access.ts'
import { commitmentOf } from '../access/capsules.ts'
import { MemoryBlocks } from '../playback/testing/memoryBlocks.ts'
import { bonusKindOf } from './bonusKindOf.ts'
import { inspectAllBonus, inspectBonus } from './inspectBonus.ts'
import { openBonus } from './openBonus.ts'
import { bonusSegmentBytes, sealBonus } from './sealBonus.ts'

const release = workId.parse('ab'.repeat(16))
const artist = toAddress(`0x${'22'.repeat(20)}`)
const key = new Uint8Array(randomBytes(32)) as ContentKey
const blocks = new MemoryBlocks()
let folder: string
const at = (name: string) => join(folder, name)
const pdf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)])

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-bonus-'))
})
afterAll(() => rm(folder, { recursive: true }))

const opened = (files: readonly BonusFile[], owned: ContentKey | null = key, id = release) =>
  openBonus(
    { access: { contentKey: () => owned ?? undefined }, blocks, likelyPeers: () => [] },
    { id, edition: 1, artist, bonus: { commitment: commitmentOf(key), files: [...files] } },
  )
async function read(file: BonusFile, id = release): Promise<Buffer> {
  const [one] = opened([file], key, id)
  const parts: Uint8Array[] = []
  for await (const part of one?.read() ?? []) parts.push(part)
  return Buffer.concat(parts)
}
const seal = (name: string) => sealBonus(at(name), { release, key, blocks })

test('a file is sealed in segments, and whoever has the key reads it to the last byte', async () => {
  const bytes = pdf(2 * bonusSegmentBytes + 77)
  await writeFile(at('Booklet.pdf'), bytes)
  const file = await seal('Booklet.pdf')
  expect(file).toMatchObject({ name: 'Booklet', kind: 'pdf', bytes: bytes.byteLength })
  expect(file.segments).toHaveLength(3)
  expect(bonusFile.safeParse(file).success).toBe(true)
  expect((await read(file)).equals(bytes)).toBe(true)
  const [first] = file.segments
  expect(Buffer.from(await blocks.get(first?.cid as CID)).includes('%PDF')).toBe(false)
})

test('whoever has another key, or none, has no files', async () => {
  await writeFile(at('a.pdf'), pdf(5))
  const file = await seal('a.pdf')
  const other = new Uint8Array(randomBytes(32)) as ContentKey
  expect(opened([file], other)).toEqual([])
  expect(opened([file], null)).toEqual([])
})

test.each([
  [
    'in another order',
    (file: BonusFile) => ({ ...file, segments: file.segments.toReversed() }),
    'SEGMENT_FORGED',
  ],
  ['cut short', (file: BonusFile) => ({ ...file, segments: file.segments.slice(0, 1) }), 'BONUS_FORGED'],
  ['said to be longer', (file: BonusFile) => ({ ...file, bytes: file.bytes + 1 }), 'BONUS_FORGED'],
  ['said to be shorter', (file: BonusFile) => ({ ...file, bytes: file.bytes - 1 }), 'BONUS_FORGED'],
  ['said to be a picture', (file: BonusFile) => ({ ...file, kind: 'jpeg' as const }), 'BONUS_FORGED'],
  ['under another salt', (file: BonusFile) => ({ ...file, salt: new Uint8Array(32) }), 'SEGMENT_FORGED'],
])('a file whose segments are %s is not taken for one', async (_how, change, code) => {
  await writeFile(at('Two.pdf'), pdf(bonusSegmentBytes + 5))
  await expect(read(change(await seal('Two.pdf')))).rejects.toMatchObject({ code })
})

test('a file of one release can not be shown as that of another', async () => {
  await writeFile(at('Mine.pdf'), pdf(9))
  const file = await seal('Mine.pdf')
  await expect(read(file, workId.parse('cd'.repeat(16)))).rejects.toMatchObject({ code: 'SEGMENT_FORGED' })
})

test.each([
  ['a program that is called a PDF', 'Booklet.pdf', Buffer.from('MZ\x90\0')],
  ['a web page', 'Notes.html', Buffer.from('<html>')],
  ['a web page that is called a picture', 'cover.jpg', Buffer.from('<svg onload="x">')],
  ['a script', 'setup.sh', Buffer.from('#!/bin/sh\n')],
  ['a script that is called a text', 'Read me.txt', Buffer.from('#!/bin/sh\n')],
  ['a text with what a terminal obeys', 'Read me.txt', Buffer.from('a\x1b]0;b\x07')],
  ['a document that is an archive', 'Notes.docx', Buffer.from('PK\x03\x04')],
  ['an Android program', 'Player.apk', Buffer.from('PK\x03\x04')],
  ['an archive of another kind', 'All.zip', Buffer.from('Rar!')],
  ['a link to a program', 'Booklet.desktop', Buffer.from('[Desktop Entry]')],
])('%s goes with no release', async (_what, name, bytes) => {
  await writeFile(at(name), bytes)
  await expect(seal(name)).rejects.toMatchObject({ code: 'BONUS_KIND' })
  await expect(inspectBonus(at(name))).rejects.toMatchObject({ code: 'BONUS_KIND' })
})

test('what is empty, gone, a folder or a pipe is not read', async () => {
  await Promise.all([writeFile(at('empty.pdf'), ''), mkdir(at('folder.pdf'))])
  execFileSync('mkfifo', [at('pipe.pdf')])
  for (const name of ['empty.pdf', 'gone.pdf', 'folder.pdf', 'pipe.pdf'])
    await expect(inspectBonus(at(name))).rejects.toMatchObject({ code: 'BONUS_UNREADABLE' })
})

test('too much is refused before any of it is sealed', async () => {
  const names = ['1', '2', '3'].map((name) => at(`${name}.pdf`))
  for (const path of names) {
    await writeFile(path, pdf(1))
    await truncate(path, bonusFileMaxBytes)
  }
  await expect(inspectAllBonus(names.slice(0, 2))).resolves.toBeUndefined()
  await expect(inspectAllBonus(names)).rejects.toMatchObject({ code: 'BONUS_TOO_LARGE' })
  await truncate(at('1.pdf'), bonusFileMaxBytes + 1)
  await expect(inspectBonus(at('1.pdf'))).rejects.toMatchObject({ code: 'BONUS_TOO_LARGE' })
  await expect(inspectAllBonus(Array<string>(21).fill(at('2.pdf')))).rejects.toMatchObject({
    code: 'BONUS_TOO_MANY',
  })
})

test('whatever a file is called, it is a text or an archive only by its ending', () => {
  const endings = { zip: /\.zip$/i, text: /\.(txt|text|md)$/i }
  const heads = fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.constant(Buffer.from('PK\x03\x04')))
  const names = fc.tuple(fc.string(), fc.constantFrom('', '.zip', '.TXT', '.md', '.sh', '.jar'))
  const isCalledSo = ([name, ending]: [string, string], head: Uint8Array) => {
    const kind = bonusKindOf(`/music/${name}${ending}`, head)
    return kind === 'zip' || kind === 'text' ? endings[kind].test(ending || name) : true
  }
  expect(() => fc.assert(fc.property(names, heads, isCalledSo))).not.toThrow()
})
