import { existsSync, mkdirSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import { createMemoryKeychain } from '../../node/keys/testing/memoryKeychain.ts'
import { passphraseLock } from '../../node/keys/vaultLock.ts'
import { newWords } from '../../node/keys/words.ts'
import { issuedAtSetting } from '../../node/settings/issuedAt.ts'
import { Settings } from '../../node/settings/settings.ts'
import { openStore } from '../../node/store/openStore.ts'
import { toErrorData } from '../../shared/errors.ts'
import { appFiles } from '../appFiles.ts'
import { resetIdentity } from './resetIdentity.ts'
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
const files = () => appFiles(folder)
function open(): VaultService {
  return new VaultService({
    files: files(),
    keychain,
    passphraseLock: (secret) => passphraseLock(secret, { N: 2 ** 10, r: 8, p: 1 }),
    onUnlocked: (keys) => unlocked.push(keys),
    onProtected: () => undefined,
    restore: async () => undefined,
    reset: (words, lock) => resetIdentity(files(), words, lock),
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

describe('a passphrase that is forgotten', () => {
  /** What the node of the identity keeps at its first start. */
  function keepStore(network = 'net'): void {
    const [keys] = unlocked
    if (keys === undefined) throw new Error('Nobody has unlocked yet.')
    const at = files().node(network, keys.identity.body.account)
    mkdirSync(at.folder, { recursive: true })
    const store = openStore(at.store, { keys })
    new Settings(store).set(issuedAtSetting, keys.identity.body.issuedAt)
    store.close()
  }
  const next = 'another good passphrase'
  const useWords = (words: readonly string[]) =>
    open()
      .handlers()
      ['vault.useWords']({ words: words.join(' '), passphrase: next, remember: false }, context)

  test('is replaced with the words, which open the same identity', async () => {
    const words = await createIdentity(true)
    keepStore()
    await useWords(words)
    expect(unlocked.at(-1)?.identity).toEqual(unlocked[0]?.identity)
    expect(service.isRemembered).toBe(false)
    const { 'vault.unlock': unlock } = open().handlers()
    await unlock({ passphrase: next, remember: false }, context)
    const error = await unlock({ passphrase, remember: false }, context).catch(toErrorData)
    expect(error).toMatchObject({ code: 'VAULT_WRONG_PASSPHRASE' })
  })

  test('leaves the old vault where it can be found', async () => {
    const words = await createIdentity(false)
    keepStore()
    const old = await readFile(files().vault)
    await useWords(words)
    const [kept = ''] = await readdir(files().oldVaults)
    expect(await readFile(join(files().oldVaults, kept, 'vault'))).toEqual(old)
  })

  test.each([
    ['cut short', (vault: Buffer) => vault.subarray(0, 60)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('not a vault at all')],
  ])('and a vault that is %s open with the words as well', async (_how, damage) => {
    const words = await createIdentity(false)
    keepStore()
    await writeFile(files().vault, damage(await readFile(files().vault)))
    await useWords(words)
    expect(unlocked.at(-1)?.identity).toEqual(unlocked[0]?.identity)
  })

  test('is not replaced with the words of somebody else, and nothing changes', async () => {
    await createIdentity(false)
    keepStore()
    const before = await readFile(files().vault)
    expect(await useWords(newWords().split(' ')).catch(toErrorData)).toMatchObject({
      code: 'VAULT_OTHER_WORDS',
    })
    expect(await readFile(files().vault)).toEqual(before)
    expect(existsSync(files().oldVaults)).toBe(false)
    expect(unlocked).toHaveLength(1)
  })

  test('is not replaced with a weak one, or with words that are none', async () => {
    const words = await createIdentity(false)
    keepStore()
    const before = await readFile(files().vault)
    const handle = open().handlers()['vault.useWords']
    const weak = handle({ words: words.join(' '), passphrase: 'short', remember: false }, context)
    expect(await weak.catch(toErrorData)).toMatchObject({ code: 'VAULT_PASSPHRASE_WEAK' })
    const misspelt = ['zzzz', ...words.slice(1)]
    expect(await useWords(misspelt).catch(toErrorData)).toMatchObject({ code: 'WORDS_INVALID' })
    expect(await readFile(files().vault)).toEqual(before)
  })

  test('of an identity that no network knows yet is replaced with whatever words', async () => {
    const words = await createIdentity(false)
    await useWords(words)
    expect(new Set(accounts()).size).toBe(1)
  })

  test('stays where what is here does not say when the identity was made', async () => {
    const words = await createIdentity(false)
    keepStore()
    const [account] = accounts()
    if (account === undefined) throw new Error('Nobody has unlocked yet.')
    const store = openStore(files().node('net', account).store)
    new Settings(store).delete(issuedAtSetting)
    store.close()
    expect(await useWords(words).catch(toErrorData)).toMatchObject({ code: 'SETTINGS_DAMAGED' })
  })
})
