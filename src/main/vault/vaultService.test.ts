import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import { createMemoryKeychain } from '../../node/keys/testing/memoryKeychain.ts'
import { passphraseLock } from '../../node/keys/vaultLock.ts'
import { toErrorData } from '../../shared/errors.ts'
import { VaultService } from './vaultService.ts'

const passphrase = 'correct horse battery'
const context = { signal: new AbortController().signal, report: () => undefined }
let folder: string
let unlocked: LockableKeys[]
let service: VaultService

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-vault-service-'))
  unlocked = []
  service = open()
})
afterEach(() => rm(folder, { recursive: true }))

const keychain = createMemoryKeychain()
const files = () => ({
  vault: join(folder, 'vault'),
  keyFile: join(folder, 'vault.key'),
  rememberedVault: join(folder, 'vault.remembered'),
  oldTrials: join(folder, 'old-trials'),
})
function open(): VaultService {
  return new VaultService({
    files: files(),
    keychain,
    passphraseLock: (secret) => passphraseLock(secret, { N: 2 ** 10, r: 8, p: 1 }),
    onUnlocked: (keys) => unlocked.push(keys),
    onProtected: () => undefined,
    restore: async () => undefined,
    close: () => undefined,
  })
}
const accounts = () => unlocked.map(({ identity }) => identity.body.account)

async function createIdentity(remember: boolean): Promise<string[]> {
  const { 'vault.create': create, 'vault.keep': keep } = service.handlers()
  const { words } = await create({}, context)
  const proof = [3, 9, 20].map((place) => ({ place, word: words[place] ?? '' }))
  await keep({ passphrase, remember, proof }, context)
  return words
}

describe('new words', () => {
  test('are in no file before three of them were proven', async () => {
    const { 'vault.create': create, 'vault.keep': keep } = service.handlers()
    const { words } = await create({}, context)
    const proofs = [
      [0, 1, 2].map((place) => ({ place, word: 'wrong' })),
      // One word three times proves one word.
      [0, 0, 0].map((place) => ({ place, word: words[0] ?? '' })),
    ]
    for (const proof of proofs) {
      const error = await keep({ passphrase, remember: false, proof }, context).catch(toErrorData)
      expect(error).toMatchObject({ code: 'VAULT_PROOF_WRONG' })
    }
    expect(existsSync(files().vault)).toBe(false)
  })

  test('are forgotten with the window', async () => {
    const { 'vault.create': create, 'vault.keep': keep } = service.handlers()
    const { words } = await create({}, context)
    service.discardShownWords()
    const proof = [0, 1, 2].map((place) => ({ place, word: words[place] ?? '' }))
    const error = await keep({ passphrase, remember: false, proof }, context).catch(toErrorData)
    expect(error).toMatchObject({ code: 'VAULT_NO_WORDS' })
  })

  test('make a vault that opens with the passphrase and shows them again', async () => {
    const words = await createIdentity(false)
    const { 'vault.unlock': unlock, 'vault.showWords': show } = open().handlers()
    await unlock({ passphrase, remember: false }, context)
    expect(new Set(accounts()).size).toBe(1)
    expect((await show({ passphrase }, context)).words).toEqual(words)
    expect((await readFile(files().vault)).includes(words.join(' '))).toBe(false)
    expect(service.isRemembered).toBe(false)
  })
})

describe('a vault that the keychain remembers', () => {
  test('opens without its passphrase, as the same identity, until that is unwanted', async () => {
    await createIdentity(true)
    expect(service.isRemembered).toBe(true)
    await open().unlockUnasked()
    expect(new Set(accounts()).size).toBe(1)
    const [first, second] = unlocked.map(({ identity }) => identity.body.issuedAt)
    expect(first).toBe(second)
    const { 'vault.unlock': unlock } = service.handlers()
    await unlock({ passphrase, remember: false }, context)
    expect(service.isRemembered).toBe(false)
  })

  test('follows a change of passphrase', async () => {
    await createIdentity(true)
    const { 'vault.changePassphrase': change, 'vault.unlock': unlock } = service.handlers()
    const next = 'another good passphrase'
    await change({ passphrase, next, remember: true }, context)
    expect(service.isRemembered).toBe(true)
    const error = await unlock({ passphrase, remember: false }, context).catch(toErrorData)
    expect(error).toMatchObject({ code: 'VAULT_WRONG_PASSPHRASE' })
    await unlock({ passphrase: next, remember: true }, context)
    expect(new Set(accounts()).size).toBe(1)
  })
})
