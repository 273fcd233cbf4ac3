import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBuskerError } from '../../src/shared/errors.ts'
import { ask } from '../../harness/app/ask.ts'
import { createIdentity, passphrase } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

let busker: RunningApp
let words: string

beforeAll(async () => {
  busker = await launchApp()
})
afterAll(() => busker.close())

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
    expect(['opening', 'open']).toContain(await phase())
  })

  test('opens with its passphrase alone', async () => {
    await ask(busker.window, 'app.lock', {})
    expect(await phase()).toBe('locked')
    const vault = await open('unlock')
    await expect(vault.unlock('not the passphrase')).rejects.toThrow('not the passphrase of the vault')
    expect(await phase()).toBe('locked')
    await vault.unlock(passphrase)
    expect(['opening', 'open']).toContain(await phase())
  })

  test('shows the words to whoever knows the passphrase', async () => {
    const vault = await open('showWords')
    await vault.page.getByLabel('Passphrase').fill(passphrase)
    await vault.page.getByRole('button', { name: 'Show them' }).click()
    expect((await vault.readWords()).join(' ')).toBe(words)
    await vault.cancel()
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
