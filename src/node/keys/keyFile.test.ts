import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readKeyFile, removeKeyFile, writeKeyFile } from './keyFile.ts'

const isPosix = process.platform !== 'win32'
const refused = expect.objectContaining({ code: 'VAULT_KEY_FILE' })
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-key-'))
  file = join(folder, 'vault.key')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a key is 32 bytes that nobody else may read, and each is another', async () => {
  await writeKeyFile(file)
  const key = await readKeyFile(file)
  expect(key).toHaveLength(32)
  await writeKeyFile(file)
  expect(await readKeyFile(file)).not.toEqual(key)
})

test('what is no key that Busker wrote is refused', async () => {
  await expect(readKeyFile(file)).rejects.toThrow(refused)
  await writeKeyFile(file)
  const whole = readFileSync(file)
  const planted = [
    Buffer.alloc(0),
    Buffer.alloc(40),
    whole.subarray(0, 39),
    Buffer.concat([whole, Buffer.of(0)]),
    Buffer.concat([Buffer.from('BUSKVALT'), whole.subarray(8)]),
    Buffer.alloc(1_000_000, 'BUSKVKEY'),
  ]
  for (const bytes of planted) {
    writeFileSync(file, bytes)
    await expect(readKeyFile(file)).rejects.toThrow(refused)
  }
})

test.runIf(isPosix)(
  'a key is written for its user alone, and one that others may read or write is refused',
  async () => {
    await writeKeyFile(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    for (const mode of [0o640, 0o604, 0o660, 0o666, 0o620]) {
      chmodSync(file, mode)
      await expect(readKeyFile(file)).rejects.toThrow(refused)
    }
    chmodSync(file, 0o600)
    expect(await readKeyFile(file)).toHaveLength(32)
  },
)

test.runIf(isPosix)('a link, a folder and a pipe are refused, and none is waited for', async () => {
  const elsewhere = join(folder, 'elsewhere')
  await writeKeyFile(elsewhere)
  symlinkSync(elsewhere, file)
  await expect(readKeyFile(file)).rejects.toThrow(refused)
  rmSync(file)
  mkdirSync(file)
  await expect(readKeyFile(file)).rejects.toThrow(refused)
  rmSync(file, { recursive: true })
  execFileSync('mkfifo', ['-m', '600', file])
  await expect(readKeyFile(file)).rejects.toThrow(refused)
})

test('a removed key is gone, and so is what only has its name', async () => {
  await removeKeyFile(file)
  await writeKeyFile(file)
  await removeKeyFile(file)
  expect(existsSync(file)).toBe(false)
  writeFileSync(file, 'a letter, longer than any key that Busker has ever written')
  await removeKeyFile(file)
  expect(existsSync(file)).toBe(false)
})

test.runIf(isPosix)('where a link stands for a key, the link goes and what it leads to stays', async () => {
  const letter = join(folder, 'letter')
  writeFileSync(letter, 'x'.repeat(40))
  symlinkSync(letter, file)
  await removeKeyFile(file)
  expect(existsSync(file)).toBe(false)
  expect(readFileSync(letter, 'utf8')).toBe('x'.repeat(40))
})
