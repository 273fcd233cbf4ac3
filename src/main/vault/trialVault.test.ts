import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import { writeKeyFile } from '../../node/keys/keyFile.ts'
import { hasPassphrase, lockKindOf } from '../../node/keys/readVaultFile.ts'
import { createMemoryKeychain } from '../../node/keys/testing/memoryKeychain.ts'
import { changeLock, createVault, revealWords } from '../../node/keys/vault.ts'
import { type Keychain, keyFileLock, passphraseLock } from '../../node/keys/vaultLock.ts'
import { newWords } from '../../node/keys/words.ts'
import { toErrorData } from '../../shared/errors.ts'
import { protectTrialVault, putTrialAside } from './trialVault.ts'
import { VaultService } from './vaultService.ts'

const passphrase = 'correct horse battery'
const lock = (secret: string) => passphraseLock(secret, { N: 2 ** 10, r: 8, p: 1 })
const context = { signal: new AbortController().signal, report: () => undefined }
const noKeychain: Keychain = { ...createMemoryKeychain(), isReal: () => false }

let folder: string
let unlocked: LockableKeys[]
let protections: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-trial-'))
  unlocked = []
  protections = 0
})
afterEach(() => rm(folder, { recursive: true }))

const filesIn = (at: string) => ({
  vault: join(at, 'vault'),
  keyFile: join(at, 'vault.key'),
  rememberedVault: join(at, 'vault.remembered'),
  oldTrials: join(at, 'old-trials'),
})
function open(keychain: Keychain, at = folder): VaultService {
  return new VaultService({
    files: filesIn(at),
    keychain,
    passphraseLock: lock,
    onUnlocked: (keys) => unlocked.push(keys),
    onProtected: () => (protections += 1),
    restore: async () => undefined,
    reset: async () => undefined,
    close: () => undefined,
  })
}
const accounts = () => new Set(unlocked.map(({ identity }) => identity.body.account))
const codeOf = async (promise: Promise<unknown>) => {
  const outcome: unknown = await promise.then(() => 'none', toErrorData)
  return outcome === 'none' ? outcome : (outcome as ReturnType<typeof toErrorData>).code
}

const toErrorCode = (error: unknown) => (error as NodeJS.ErrnoException).code

async function protect(service: VaultService, remember = false): Promise<string[]> {
  const { 'vault.trialWords': show, 'vault.protect': keep } = service.handlers()
  const { words } = await show({}, context)
  const proof = [1, 12, 23].map((place) => ({ place, word: words[place] ?? '' }))
  await keep({ passphrase, remember, proof }, context)
  return words
}

describe.each([
  ['a keychain', () => createMemoryKeychain(), ['vault']],
  ['no keychain', () => noKeychain, ['vault', 'vault.key']],
] as const)('with %s, an identity to try Busker with', (_what, createKeychain, names) => {
  let keychain: Keychain
  beforeEach(() => (keychain = createKeychain()))

  test('is made, and opened at every start, without a question', async () => {
    await open(keychain).beginTrial()
    expect(readdirSync(folder).toSorted()).toEqual(names)
    expect(await hasPassphrase(filesIn(folder).vault)).toBe(false)
    expect(await open(keychain).unlockUnasked()).toBe(true)
    expect(unlocked).toHaveLength(2)
    expect(accounts().size).toBe(1)
  })

  test('is one: no second is made, and the first still opens', async () => {
    await open(keychain).beginTrial()
    expect(await codeOf(open(keychain).beginTrial())).toBe('VAULT_EXISTS')
    await open(keychain).unlockUnasked()
    expect(accounts().size).toBe(1)
  })

  test('gets a passphrase once three words are proven, and opens with that alone from then on', async () => {
    await open(keychain).beginTrial()
    const service = open(keychain)
    const { 'vault.trialWords': show, 'vault.protect': keep } = service.handlers()
    const { words: shown } = await show({}, context)
    const wrong = [0, 1, 2].map((place) => ({ place, word: 'wrong' }))
    expect(await codeOf(keep({ passphrase, remember: false, proof: wrong }, context))).toBe(
      'VAULT_PROOF_WRONG',
    )
    expect(await open(keychain).unlockUnasked()).toBe(true)
    expect(await protect(service)).toEqual(shown)
    expect(protections).toBe(1)
    expect(readdirSync(folder)).toEqual(['vault'])
    expect(await open(keychain).unlockUnasked()).toBe(false)
    const { 'vault.unlock': unlock, 'vault.showWords': showAgain } = open(keychain).handlers()
    await unlock({ passphrase, remember: false }, context)
    expect(accounts().size).toBe(1)
    expect((await showAgain({ passphrase }, context)).words).toEqual(shown)
  })

  test('gets no passphrase from words that nobody looked at, and none that is too short', async () => {
    await open(keychain).beginTrial()
    const service = open(keychain)
    const { 'vault.trialWords': show, 'vault.protect': keep } = service.handlers()
    const { words } = await show({}, context)
    const proof = [1, 12, 23].map((place) => ({ place, word: words[place] ?? '' }))
    expect(await codeOf(keep({ passphrase: 'short', remember: false, proof }, context))).toBe(
      'VAULT_PASSPHRASE_WEAK',
    )
    service.discardShownWords()
    expect(await codeOf(keep({ passphrase, remember: false, proof }, context))).toBe('VAULT_NO_WORDS')
    expect(await open(keychain).unlockUnasked()).toBe(true)
  })

  test('shows its words no more without the passphrase that it has by now', async () => {
    await open(keychain).beginTrial()
    await protect(open(keychain))
    const { 'vault.trialWords': show } = open(keychain).handlers()
    expect(await codeOf(show({}, context))).toBe('VAULT_OTHER_LOCK')
    expect(await codeOf(protect(open(keychain)))).toBe('VAULT_OTHER_LOCK')
  })
})

test('a keychain may go on opening it where that is wanted with the passphrase', async () => {
  const keychain = createMemoryKeychain()
  await open(keychain).beginTrial()
  await protect(open(keychain), true)
  expect(await lockKindOf(filesIn(folder).vault)).toBe('passphrase')
  expect(await open(keychain).unlockUnasked()).toBe(true)
  expect(accounts().size).toBe(1)
})

test('one that opens no more is put aside with its key, and another is made in its place', async () => {
  const files = filesIn(folder)
  await open(noKeychain).beginTrial()
  const [vault, key] = [await readFile(files.vault), await readFile(files.keyFile)]
  await putTrialAside(files)
  expect(await codeOf(putTrialAside(files))).toBe('VAULT_MISSING')
  const [aside = ''] = readdirSync(files.oldTrials)
  expect(await readFile(join(files.oldTrials, aside, 'vault'))).toEqual(vault)
  expect(await readFile(join(files.oldTrials, aside, 'vault.key'))).toEqual(key)
  await open(noKeychain).beginTrial()
  expect(accounts().size).toBe(2)
  await protect(open(noKeychain))
  expect(await codeOf(putTrialAside(files))).toBe('VAULT_OTHER_LOCK')
})

describe('a crash', () => {
  const { vault, keyFile } = { vault: () => filesIn(folder).vault, keyFile: () => filesIn(folder).keyFile }

  test('between the key and the vault leaves a beginning that can be made again', async () => {
    await writeKeyFile(keyFile())
    const before = await readFile(keyFile())
    await open(noKeychain).beginTrial()
    expect(await readFile(keyFile())).not.toEqual(before)
    expect(await open(noKeychain).unlockUnasked()).toBe(true)
  })

  test('between the passphrase and the removal of the key leaves the passphrase, and the next start removes the key', async () => {
    await open(noKeychain).beginTrial()
    const words = await revealWords(vault(), keyFileLock(keyFile()))
    await changeLock(vault(), keyFileLock(keyFile()), lock(passphrase))
    expect(existsSync(keyFile())).toBe(true)
    expect(await open(noKeychain).unlockUnasked()).toBe(false)
    expect(existsSync(keyFile())).toBe(false)
    expect(await revealWords(vault(), lock(passphrase))).toBe(words)
  })

  test('at any write of the protection leaves what opens, by the one or the other', async () => {
    await open(noKeychain).beginTrial()
    const states = await statesWhile(() => protectTrialVault(filesIn(folder), noKeychain, lock(passphrase)))
    expect(states.length).toBeGreaterThan(1)
    for (const state of states) {
      const files = filesIn(state)
      const opens = (await hasPassphrase(files.vault))
        ? revealWords(files.vault, lock(passphrase))
        : revealWords(files.vault, keyFileLock(files.keyFile))
      expect((await opens).split(' ')).toHaveLength(24)
      await rm(state, { recursive: true })
    }
  })

  /** Copies of the folder, as often as one can be made while something runs. */
  async function statesWhile(work: () => Promise<void>): Promise<string[]> {
    const states: string[] = []
    const take = () => {
      const to = `${folder}-state-${states.length}`
      try {
        cpSync(folder, to, { recursive: true })
        states.push(to)
      } catch (error) {
        // A file went while it was copied.
        if (toErrorCode(error) !== 'ENOENT') throw error
        rmSync(to, { recursive: true, force: true })
      }
    }
    take()
    let isOver = false
    const timer = (): void => {
      if (isOver) return
      take()
      setImmediate(timer)
    }
    setImmediate(timer)
    await work()
    isOver = true
    take()
    return states
  }
})

describe('an adversary', () => {
  test('who plants a key of their own opens nothing', async () => {
    await open(noKeychain).beginTrial()
    await writeKeyFile(filesIn(folder).keyFile)
    expect(await codeOf(open(noKeychain).unlockUnasked())).toBe('VAULT_KEY_FILE')
    await writeFile(filesIn(folder).keyFile, 'BUSKVKEY')
    expect(await codeOf(open(noKeychain).unlockUnasked())).toBe('VAULT_KEY_FILE')
    await rm(filesIn(folder).keyFile)
    expect(await codeOf(open(noKeychain).unlockUnasked())).toBe('VAULT_KEY_FILE')
    expect(unlocked).toHaveLength(1)
  })

  test('who puts a key beside a vault with a passphrase does not get it opened', async () => {
    const files = filesIn(folder)
    await createVault(files.vault, newWords(), 1, lock(passphrase))
    await writeKeyFile(files.keyFile)
    expect(await codeOf(revealWords(files.vault, keyFileLock(files.keyFile)))).toBe('VAULT_OTHER_LOCK')
    expect(await open(noKeychain).unlockUnasked()).toBe(false)
    expect(unlocked).toEqual([])
    expect(existsSync(files.keyFile)).toBe(false)
  })

  test('who kept the key from before the passphrase opens the vault of today no more', async () => {
    const files = filesIn(folder)
    await open(noKeychain).beginTrial()
    const kept = join(folder, 'kept')
    await copyFile(files.keyFile, kept)
    await protect(open(noKeychain))
    await copyFile(kept, files.keyFile)
    expect(await codeOf(revealWords(files.vault, keyFileLock(files.keyFile)))).toBe('VAULT_OTHER_LOCK')
  })

  test('who copied the whole folder before has all of it, as is said: it opens for them as it did', async () => {
    await open(noKeychain).beginTrial()
    const copy = `${folder}-copy`
    cpSync(folder, copy, { recursive: true })
    await protect(open(noKeychain))
    expect(await open(noKeychain, copy).unlockUnasked()).toBe(true)
    expect(accounts().size).toBe(1)
    await rm(copy, { recursive: true })
  })
})
