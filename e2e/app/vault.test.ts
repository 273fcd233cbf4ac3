import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBuskerError } from '../../src/shared/errors.ts'
import { ask } from './ask.ts'
import { makeIdentity, passphrase } from './identity.ts'
import { launch, type RunningApp } from './launch.ts'
import { VaultPage } from './vaultPage.ts'

let busker: RunningApp
let words: string

beforeAll(async () => {
  busker = await launch()
})
afterAll(() => busker.close())

const phase = async () => (await ask(busker.window, 'app.state', {})).phase
const open = async (purpose: Parameters<typeof ask<'app.openVault'>>[2]['purpose']) => {
  await ask(busker.window, 'app.openVault', { purpose })
  return VaultPage.of(busker.app)
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (isBuskerError(error) ? error.code : String(error)),
  )

describe('the window for secrets', () => {
  it('is needed first: nothing of the node answers', async () => {
    expect(await phase()).toBe('new')
    expect(await codeOf(ask(busker.window, 'wallet', {}))).toBe('NODE_LOCKED')
    expect(await codeOf(ask(busker.window, 'app.openVault', { purpose: 'unlock' }))).toBe('VAULT_MISSING')
  })

  it('wants three words proven, and takes no others', async () => {
    const vault = await open('create')
    const shown = await vault.writeDown()
    expect(new Set(shown).size).toBeGreaterThan(12)
    await vault.page.getByRole('button', { name: 'I have written them down' }).click()
    await vault.prove(shown.map((word) => `${word}x`))
    await vault.page.getByRole('alert').waitFor()
    await vault.escape()
    expect(await phase()).toBe('new')
  })

  it('makes an identity', async () => {
    words = await makeIdentity(busker)
    expect(words.split(' ')).toHaveLength(24)
    expect(['opening', 'open']).toContain(await phase())
  })

  it('opens with its passphrase alone', async () => {
    await ask(busker.window, 'app.lock', {})
    expect(await phase()).toBe('locked')
    const vault = await open('unlock')
    await expect(vault.unlock('not the passphrase')).rejects.toThrow('not the passphrase of the vault')
    expect(await phase()).toBe('locked')
    await vault.unlock(passphrase)
    expect(['opening', 'open']).toContain(await phase())
  })

  it('shows the words to whoever knows the passphrase', async () => {
    const vault = await open('showWords')
    await vault.page.getByLabel('Passphrase').fill(passphrase)
    await vault.page.getByRole('button', { name: 'Show them' }).click()
    expect((await vault.writeDown()).join(' ')).toBe(words)
    await vault.escape()
  })

  it('replaces no identity', async () => {
    for (const purpose of ['create', 'restore'] as const) {
      expect(await codeOf(ask(busker.window, 'app.openVault', { purpose }))).toBe('VAULT_EXISTS')
    }
  })

  it('has a page that reaches nothing, and that the other page cannot be', async () => {
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
    await vault.escape()
  })
})
