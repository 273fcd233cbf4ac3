import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { deriveKeys } from '../../node/keys/deriveKeys.ts'
import { newWords } from '../../node/keys/words.ts'
import { sealSnapshot } from '../../node/snapshot/sealedSnapshot.ts'
import { exportSnapshot } from '../../node/snapshot/snapshotFile.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { readCopy } from './readCopy.ts'

const folder = mkdtempSync(join(tmpdir(), 'busker-copy-'))
const file = join(folder, 'snapshot.busker')
await exportSnapshot(file, await sealSnapshot(await deriveKeys(newWords(), 1), 12, 4711, new Uint8Array(900)))
afterAll(() => rmSync(folder, { recursive: true }))

test('a copy says when it was made before anybody types a word', async () => {
  expect(await readCopy(file)).toEqual({ file, name: 'snapshot.busker', number: 12, madeAt: 4711 })
})

test('a copy that is cut anywhere, or is something else, is refused with what to do', async () => {
  const whole = readFileSync(file)
  const other = join(folder, 'cut.busker')
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.byteLength - 1 }), async (length) => {
      writeFileSync(other, whole.subarray(0, length))
      await expect(readCopy(other)).rejects.toSatisfy((error) => isBuskerError(error, 'SNAPSHOT_NO_FILE'))
    }),
    { numRuns: 50 },
  )
  await expect(readCopy(join(folder, 'gone'))).rejects.toMatchObject({ code: 'SNAPSHOT_NO_FILE' })
})
