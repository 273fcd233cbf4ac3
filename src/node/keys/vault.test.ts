import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import { hasPassphrase, lockKindOf } from './readVaultFile.ts'
import { changeLock, createVault, revealWords, unlockVault } from './vault.ts'
import { readVault, writeVault } from './vaultFile.ts'
import { keychainLock, passphraseLock, type VaultLock, type WrappedKey } from './vaultLock.ts'
import { createMemoryKeychain } from './testing/memoryKeychain.ts'
import { newWords } from './words.ts'

const cheap = { N: 2 ** 10, r: 8, p: 1 }
const lockWith = (passphrase: string) => passphraseLock(passphrase, cheap)
const right = lockWith('correct horse battery')
const words = newWords()
const refused = (code: ErrorCode) => expect.objectContaining({ code })
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-vault-'))
  file = join(folder, 'deep', 'vault')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a vault opens with its passphrase, on the keys and the identity it was made with', async () => {
  await createVault(file, words, 1234, right)
  const keys = await unlockVault(file, right)
  expect(keys.identity.body.issuedAt).toBe(1234)
  expect((await unlockVault(file, right)).identity).toEqual(keys.identity)
  expect(await revealWords(file, right)).toBe(words)
  expect(await lockKindOf(file)).toBe('passphrase')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'deep'))).toEqual(['vault'])
  expect(readFileSync(file, 'latin1')).not.toContain(words.split(' ')[0])
})

test('a passphrase is the same in every Unicode form it can be typed in', async () => {
  await createVault(file, words, 1, lockWith('Käse und Brötchen'.normalize('NFD')))
  expect(await revealWords(file, lockWith('Käse und Brötchen'.normalize('NFC')))).toBe(words)
})

test('a wrong passphrase, a missing vault and a short passphrase are each refused by name', async () => {
  await expect(unlockVault(file, right)).rejects.toThrow(refused('VAULT_MISSING'))
  await expect(createVault(file, words, 1, lockWith('too short'))).rejects.toThrow(
    refused('VAULT_PASSPHRASE_WEAK'),
  )
  await expect(createVault(file, 'not words', 1, right)).rejects.toThrow(refused('WORDS_INVALID'))
  await createVault(file, words, 1, right)
  await expect(unlockVault(file, lockWith('correct horse batterz'))).rejects.toThrow(
    refused('VAULT_WRONG_PASSPHRASE'),
  )
})

test('a vault is never overwritten, and nothing is left of the attempt', async () => {
  await createVault(file, words, 1, right)
  const before = readFileSync(file)
  await expect(createVault(file, newWords(), 2, right)).rejects.toThrow(refused('VAULT_EXISTS'))
  expect(readFileSync(file)).toEqual(before)
  expect(readdirSync(join(folder, 'deep'))).toEqual(['vault'])
})

test('the passphrase can be changed; the old one opens nothing then', async () => {
  await createVault(file, words, 77, right)
  const next = lockWith('another passphrase')
  await expect(changeLock(file, next, next)).rejects.toThrow(refused('VAULT_WRONG_PASSPHRASE'))
  await expect(changeLock(file, right, lockWith('short'))).rejects.toThrow(refused('VAULT_PASSPHRASE_WEAK'))
  expect(await revealWords(file, right)).toBe(words)
  await changeLock(file, right, next)
  await expect(unlockVault(file, right)).rejects.toThrow(refused('VAULT_WRONG_PASSPHRASE'))
  expect((await unlockVault(file, next)).identity.body.issuedAt).toBe(77)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a vault can move between passphrase and keychain, and says what opens it', async () => {
  const keychain = keychainLock(createMemoryKeychain())
  await createVault(file, words, 1, right)
  await changeLock(file, right, keychain)
  expect(await lockKindOf(file)).toBe('keychain')
  expect(await revealWords(file, keychain)).toBe(words)
  await expect(unlockVault(file, right)).rejects.toThrow(refused('VAULT_OTHER_LOCK'))
  await expect(unlockVault(file, keychainLock(createMemoryKeychain()))).rejects.toThrow(
    refused('VAULT_KEYCHAIN'),
  )
  await changeLock(file, keychain, right)
  expect(await revealWords(file, right)).toBe(words)
})

test('a vault that can’t be read is taken for one with a passphrase', async () => {
  await expect(hasPassphrase(file)).rejects.toThrow(refused('VAULT_MISSING'))
  mkdirSync(file, { recursive: true })
  expect(await hasPassphrase(file)).toBe(true)
  rmSync(file, { recursive: true })
  writeFileSync(file, 'BUSKVALT and nothing that belongs behind it')
  expect(await hasPassphrase(file)).toBe(true)
})

test('a keychain that keeps secrets in clear is refused', async () => {
  const basicText = keychainLock({ ...createMemoryKeychain(), isReal: () => false })
  await expect(createVault(file, words, 1, basicText)).rejects.toThrow(refused('VAULT_KEYCHAIN_UNSAFE'))
  expect(readdirSync(folder)).toEqual([])
})

test('absurd scrypt parameters are refused before any work', async () => {
  const absurd: Partial<Record<'N' | 'r' | 'p', number>>[] = [
    { N: 2 ** 30 },
    { N: 2 ** 21 },
    { N: 3 ** 8 },
    { N: 2 },
    { N: 0 },
    { N: -1024 },
    { r: 0 },
    { r: 2 ** 21 },
    { p: 0 },
    { p: 5 },
  ]
  for (const change of absurd) {
    const dataKey = new Uint8Array(32).fill(7)
    const wrap = { ...(await right.wrap(dataKey)), ...change } as WrappedKey
    const vault = writeVault(wrap, dataKey, { entropy: new Uint8Array(32), issuedAt: 1 })
    rmSync(folder, { recursive: true })
    await createVault(file, words, 1, right)
    writeFileSync(file, vault)
    await expect(unlockVault(file, right)).rejects.toThrow(refused('VAULT_PARAMETERS'))
  }
})

test('a vault cut short anywhere says so', async () => {
  await createVault(file, words, 1, right)
  const whole = readFileSync(file)
  for (let length = 0; length < whole.length; length += 1) {
    expect(() => readVault(whole.subarray(0, length))).toThrow(refused('VAULT_TRUNCATED'))
  }
})

test('a vault of a newer Busker is refused', async () => {
  await createVault(file, words, 1, right)
  const vault = readFileSync(file)
  vault.writeUInt32BE(2, 8)
  expect(() => readVault(vault)).toThrow(refused('VAULT_FROM_FUTURE'))
})

test('a vault with any bit changed, added or lost is refused by a code', async () => {
  await createVault(file, words, 1, right)
  const whole = readFileSync(file)
  const change = fc.record({ at: fc.nat(whole.length - 1), bit: fc.nat(7) })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const vault = Buffer.from(whole)
      for (const { at, bit } of changes) vault[at] = (vault[at] ?? 0) ^ (1 << bit)
      if (vault.equals(whole)) return
      expect(codeOf(() => readVault(vault))).toMatch(/^VAULT_(EDITED|TRUNCATED|FROM_FUTURE)$/)
    }),
  )
  expect(codeOf(() => readVault(Buffer.concat([whole, Buffer.from([0])])))).toBe('VAULT_EDITED')
  expect(codeOf(() => readVault(Buffer.alloc(500)))).toBe('VAULT_EDITED')
})

test('whoever edits a vault and mends its checksum still opens nothing', async () => {
  await createVault(file, words, 1, right)
  const whole = readFileSync(file)
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 48, max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, mask) => {
        const vault = Buffer.from(whole)
        vault[at] = (vault[at] ?? 0) ^ mask
        createHash('sha256').update(vault.subarray(48)).digest().copy(vault, 16)
        writeFileSync(file, vault)
        await expect(unlockVault(file, right)).rejects.toSatisfy(isBuskerError)
      },
    ),
    { numRuns: 150 },
  )
})

test('an edited payload behind a right passphrase is told apart from a wrong passphrase', async () => {
  await createVault(file, words, 1, right)
  const vault = readFileSync(file)
  const last = vault.length - 1
  vault[last] = (vault[last] ?? 0) ^ 1
  createHash('sha256').update(vault.subarray(48)).digest().copy(vault, 16)
  writeFileSync(file, vault)
  await expect(unlockVault(file, right)).rejects.toThrow(refused('VAULT_EDITED'))
})

test('a file of any bytes is refused by a code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, named) => {
      const vault = named ? Buffer.concat([Buffer.from('BUSKVALT'), bytes]) : bytes
      expect(codeOf(() => readVault(vault))).toMatch(/^VAULT_/)
    }),
  )
})

test('no error of a vault holds a secret', async () => {
  await createVault(file, words, 1, right)
  const wrong = 'a passphrase nobody may see'
  const errors = await Promise.allSettled([
    unlockVault(file, lockWith(wrong)),
    createVault(file, words, 1, lockWith(wrong)),
    createVault(file, `${words} extra`, 1, right),
  ])
  for (const result of errors) {
    expect(result.status).toBe('rejected')
    if (result.status !== 'rejected') continue
    const { message, stack } = result.reason as Error
    expect(`${message}${stack}`).not.toContain(wrong)
    expect(`${message}${stack}`).not.toContain(words.split(' ').slice(0, 2).join(' '))
  }
})

test('the default cost is that of the design', async () => {
  const lock: VaultLock = passphraseLock('correct horse battery')
  const wrapped = await lock.wrap(new Uint8Array(32).fill(1))
  expect(wrapped).toMatchObject({ N: 2 ** 18, r: 8, p: 1 })
  expect(await lock.unwrap(wrapped)).toEqual(Buffer.alloc(32, 1))
}, 20_000)

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (isBuskerError(error)) return error.code
    throw error
  }
  throw new Error('Nothing was refused.')
}
