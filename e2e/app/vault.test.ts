import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newWords } from '../../src/node/keys/words.ts'
import { createTestProfile } from '../../src/hub/testing/testProfile.ts'
import { isBuskerError } from '../../src/shared/errors.ts'
import { hex32 } from '../../src/shared/ids.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { ask } from '../../harness/app/ask.ts'
import { emitInApp } from '../../harness/app/emitInApp.ts'
import { createIdentity, passphrase } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

let busker: RunningApp
let folder: string
let words: string
const otherPassphrase = 'chosen after the first was forgotten'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-vault-'))
  const network = join(folder, 'network.json')
  const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
  await writeFile(network, encodeNetworkProfile(await createTestProfile(keys)))
  busker = await launchApp({ args: [`--busker-network=${network}`] })
})
afterAll(async () => {
  await busker.close()
  await rm(folder, { recursive: true })
})

const phase = async () => (await ask(busker.window, 'app.state', {})).phase
const open = async (purpose: Parameters<typeof ask<'app.openVault'>>[2]['purpose']) => {
  await ask(busker.window, 'app.openVault', { purpose })
  return VaultPage.forApp(busker.app)
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (isBuskerError(error) ? error.code : String(error)),
  )

describe('the window for secrets', () => {
  test('is needed first: nothing of the node answers', async () => {
    expect(await phase()).toBe('new')
    expect(await codeOf(ask(busker.window, 'wallet', {}))).toBe('NODE_LOCKED')
    expect(await codeOf(ask(busker.window, 'app.openVault', { purpose: 'unlock' }))).toBe('VAULT_MISSING')
  })

  test('wants three words proven, and takes no others', async () => {
    const vault = await open('create')
    const shown = await vault.readWords()
    expect(new Set(shown).size).toBeGreaterThan(12)
    await vault.page.getByRole('button', { name: 'I have written them down' }).click()
    await vault.confirmWords(shown.map((word) => `${word}x`))
    await vault.page.getByRole('alert').waitFor()
    await vault.cancel()
    expect(await phase()).toBe('new')
  })

  test('makes an identity', async () => {
    words = await createIdentity(busker)
    expect(words.split(' ')).toHaveLength(24)
    // The window is gone a moment before the node has begun to open.
    await vi.waitFor(async () => expect(['opening', 'open']).toContain(await phase()))
  })

  test('opens with its passphrase alone', async () => {
    await ask(busker.window, 'app.lock', {})
    expect(await phase()).toBe('locked')
    const vault = await open('unlock')
    await expect(vault.unlock('not the passphrase')).rejects.toThrow('not the passphrase of the vault')
    expect(await phase()).toBe('locked')
    await vault.unlock(passphrase)
    await vi.waitFor(async () => expect(['opening', 'open']).toContain(await phase()))
  })

  test('locked, says neither in the title nor in the tray what played, and is no mini player', async () => {
    const { app, window } = busker
    const main = () =>
      app.evaluate(({ BrowserWindow }) => {
        const [shown] = BrowserWindow.getAllWindows().filter(({ webContents }) =>
          webContents.getURL().startsWith('app://busker/'),
        )
        const tray: unknown = Reflect.get(globalThis, 'trayTexts')
        return {
          title: shown?.getTitle(),
          tray: Array.isArray(tray) ? String(tray.at(-1)) : null,
          size: shown?.getContentSize(),
          isOnTop: shown?.isAlwaysOnTop(),
        }
      })
    await app.evaluate(({ Tray }) => {
      const trayTexts: string[] = []
      const setToolTip = Reflect.get(Tray.prototype, 'setToolTip') as (text: string) => void
      Tray.prototype.setToolTip = function (text) {
        trayTexts.push(text)
        setToolTip.call(this, text)
      }
      Object.assign(globalThis, { trayTexts })
    })
    await vi.waitFor(async () => expect(await phase()).toBe('open'), { timeout: 60_000, interval: 100 })
    const before = await main()
    const playing = { title: 'A secret song', isPaused: false }
    await ask(window, 'app.playing', playing)
    await ask(window, 'app.setPreferences', { isMiniPlayer: true })
    await vi.waitFor(async () =>
      expect(await main()).toEqual({
        title: 'A secret song – Busker',
        tray: 'A secret song',
        size: [420, 112],
        isOnTop: true,
      }),
    )
    await ask(window, 'app.lock', {})
    await vi.waitFor(async () => expect(await main()).toEqual({ ...before, title: 'Busker', tray: 'Busker' }))
    // What a page says that does not know it yet.
    await ask(window, 'app.playing', playing)
    expect(await main()).toMatchObject({ title: 'Busker', tray: 'Busker' })
    await ask(window, 'app.setPreferences', { isMiniPlayer: false })
    const vault = await open('unlock')
    await vault.unlock(passphrase)
  })

  test('closes with the screen where that is wanted, and takes the words off it', async () => {
    const lockScreen = () => emitInApp(busker.app, 'powerMonitor', 'lock-screen')
    await vi.waitFor(async () => expect(await phase()).toBe('open'), { timeout: 60_000, interval: 100 })
    await lockScreen()
    expect(await phase()).toBe('open')
    await ask(busker.window, 'app.setPreferences', { locksWithScreen: true })
    await open('showWords')
    await lockScreen()
    await vi.waitFor(async () => expect(await phase()).toBe('locked'))
    expect(busker.app.windows()).toHaveLength(1)
    await ask(busker.window, 'app.setPreferences', { locksWithScreen: false })
    await (await open('unlock')).unlock(passphrase)
  })

  test('shows the words to whoever knows the passphrase', async () => {
    const vault = await open('showWords')
    await vault.page.getByLabel('Passphrase').fill(passphrase)
    await vault.page.getByRole('button', { name: 'Show them' }).click()
    expect((await vault.readWords()).join(' ')).toBe(words)
    await vault.cancel()
  })

  test('opens a vault of which the passphrase is forgotten, by its words alone, as the same identity', async () => {
    await vi.waitFor(async () => expect(await phase()).toBe('open'), { timeout: 60_000, interval: 100 })
    const { account } = await ask(busker.window, 'status', {})
    await ask(busker.window, 'app.lock', {})
    const press = () => busker.window.getByRole('button', { name: 'Use my words' }).click()
    await press()
    const stranger = await VaultPage.forApp(busker.app)
    await expect(stranger.useWords(newWords(), passphrase)).rejects.toThrow('belong to nobody')
    await stranger.cancel()
    expect(await phase()).toBe('locked')
    await press()
    await (await VaultPage.forApp(busker.app)).useWords(words, otherPassphrase)
    await vi.waitFor(async () => expect(await phase()).toBe('open'), { timeout: 60_000, interval: 100 })
    expect((await ask(busker.window, 'status', {})).account).toBe(account)
  })

  test('opens a vault that is damaged, by its words', async () => {
    await ask(busker.window, 'app.lock', {})
    await truncate(join(busker.userData, 'vault'), 60)
    await expect((await open('unlock')).unlock(otherPassphrase)).rejects.toThrow('cut short')
    await (await open('useWords')).useWords(words, passphrase)
    await vi.waitFor(async () => expect(await phase()).toBe('open'), { timeout: 60_000, interval: 100 })
  })

  test('replaces no identity', async () => {
    for (const purpose of ['create', 'restore'] as const) {
      expect(await codeOf(ask(busker.window, 'app.openVault', { purpose }))).toBe('VAULT_EXISTS')
    }
  })

  test('has a page that reaches nothing, and that the other page cannot be', async () => {
    const vault = await open('unlock')
    const seen = await vault.page.evaluate(async () => ({
      origin: location.origin,
      busker: 'busker' in window,
      fetched: await fetch('app://busker/').then(
        () => 'answered',
        () => 'refused',
      ),
      track: await fetch('track://busker/artwork/x').then(
        () => 'answered',
        () => 'refused',
      ),
    }))
    expect(seen).toEqual({ origin: 'app://vault', busker: false, fetched: 'refused', track: 'refused' })
    expect(await busker.window.evaluate(() => 'buskerVault' in window)).toBe(false)
    await vault.cancel()
  })
})
