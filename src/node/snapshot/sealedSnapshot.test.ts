import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { sign } from '../../protocol/signed.ts'
import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import { hex32 } from '../../shared/ids.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { openStore } from '../store/openStore.ts'
import { encodeContent, readContent } from './snapshotContent.ts'
import { largeSnapshot, openSnapshot, sealSnapshot } from './sealedSnapshot.ts'
import { exportSnapshot, importSnapshot } from './snapshotFile.ts'
import { insertPurchase } from './testing/storeRows.ts'

const folder = mkdtempSync(join(tmpdir(), 'busker-snapshot-'))
const device = hex32.parse(`0x${'d'.repeat(64)}`)
const [own, other] = await Promise.all([deriveKeys(newWords(), 1), deriveKeys(newWords(), 1)])
const store = openStore(':memory:')
insertPurchase(store, 'secretpurchase')
const content = readContent(store, device, own.identity.body)
const sealed = await sealSnapshot(own, 5, 1000, encodeContent(content))
const refused = (code: ErrorCode) => expect.objectContaining({ code })
afterAll(() => rmSync(folder, { recursive: true }))

test('a snapshot opens for who sealed it, and shows nothing of what is inside', async () => {
  expect(await openSnapshot(own, sealed)).toEqual(await openSnapshot(own, sealed))
  const opened = await openSnapshot(own, sealed)
  expect(Buffer.from(encodeContent(opened))).toEqual(Buffer.from(encodeContent(content)))
  expect(Buffer.from(sealed.body.sealed).includes('secretpurchase')).toBe(false)
})

test('somebody else’s snapshot is refused', async () => {
  await expect(openSnapshot(other, sealed)).rejects.toThrow(refused('SNAPSHOT_FOREIGN'))
})

test('a snapshot that was renumbered, even signed anew, does not open', async () => {
  const renumbered = { ...sealed, body: { ...sealed.body, number: 6 } }
  await expect(openSnapshot(own, renumbered)).rejects.toThrow(refused('SNAPSHOT_DAMAGED'))
  const signedAnew = await sign('snapshot', largeSnapshot, renumbered.body, own.account)
  await expect(openSnapshot(own, signedAnew)).rejects.toThrow(refused('SNAPSHOT_DAMAGED'))
})

test('a snapshot with any bit changed does not open', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.body.sealed.length - 1), fc.nat(7), async (at, bit) => {
      const bytes = Uint8Array.from(sealed.body.sealed)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      const body = { ...sealed.body, sealed: bytes }
      await expect(openSnapshot(own, { ...sealed, body })).rejects.toThrow(refused('SNAPSHOT_DAMAGED'))
      const signedAnew = await sign('snapshot', largeSnapshot, body, own.account)
      await expect(openSnapshot(own, signedAnew)).rejects.toThrow(refused('SNAPSHOT_DAMAGED'))
    }),
    { numRuns: 25 },
  )
})

test('a snapshot file is read back as it was written, for its owner alone', async () => {
  const file = join(folder, 'a.snapshot')
  await exportSnapshot(file, sealed)
  expect(await importSnapshot(file)).toEqual(sealed)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('what is no snapshot file, or not a whole one, is refused by a code', async () => {
  const file = join(folder, 'b.snapshot')
  await expect(importSnapshot(file)).rejects.toThrow(refused('SNAPSHOT_NO_FILE'))
  await exportSnapshot(file, sealed)
  const whole = readFileSync(file)
  for (const length of [0, 4, 8, 9, 100, whole.length - 1]) {
    writeFileSync(file, whole.subarray(0, length))
    await expect(importSnapshot(file)).rejects.toThrow(refused('SNAPSHOT_NO_FILE'))
  }
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      writeFileSync(file, Buffer.concat([Buffer.from('BUSKSNAP'), bytes]))
      await expect(importSnapshot(file)).rejects.toSatisfy(isBuskerError)
    }),
    { numRuns: 50 },
  )
})
