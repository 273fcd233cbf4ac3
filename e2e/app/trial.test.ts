import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestProfile } from '../../src/hub/testing/testProfile.ts'
import type { AppState } from '../../src/shared/api/app.ts'
import { isBuskerError } from '../../src/shared/errors.ts'
import { hex32 } from '../../src/shared/ids.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { ask } from '../../harness/app/ask.ts'
import { answerNextDialog } from '../../harness/app/dialogs.ts'
import { emitInApp } from '../../harness/app/emitInApp.ts'
import { beginTrial, protectTrial, unlock } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'

let folder: string
let userData: string
let busker: RunningApp
let account: string
let networkFile: string
let realProfile: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-trial-'))
  userData = join(folder, 'data')
  const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
  const local = await createTestProfile(keys)
  // On a chain that developers' tools do not use: there, money could be real.
  const real = { ...(await createTestProfile(keys, 100)), id: 'real', name: 'Real' }
  networkFile = join(folder, 'local.json')
  realProfile = encodeNetworkProfile(real)
  await writeFile(networkFile, encodeNetworkProfile(local))
  await open({ onLocal: true })
})
afterAll(async () => {
  await busker.close()
  await rm(folder, { recursive: true })
})

async function open({ onLocal = false } = {}): Promise<void> {
  const args = onLocal ? [`--busker-network=${networkFile}`] : []
  busker = await launchApp({ userData, args })
}
const state = () => ask(busker.window, 'app.state', {})
const untilPhase = (phase: string) =>
  vi.waitFor(async () => expect((await state()).phase).toBe(phase), { timeout: 60_000, interval: 100 })
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (isBuskerError(error) ? error.code : String(error)),
  )
const data = (name: string) => join(userData, name)
const accountNow = async () => (await ask(busker.window, 'status', {})).account

describe('keys to try Busker with', () => {
  test('are there after one call, with no window but the main one', async () => {
    await beginTrial(busker)
    await untilPhase('open')
    expect((await state()).hasPassphrase).toBe(false)
    expect(busker.app.windows()).toHaveLength(1)
    account = await accountNow()
  })

  test.runIf(process.platform === 'linux')('lie beside a key that is their user’s alone', async () => {
    expect((await stat(data('vault.key'))).mode & 0o777).toBe(0o600)
    expect((await stat(data('vault'))).mode & 0o777).toBe(0o600)
  })

  test('are made once', async () => {
    expect(await codeOf(beginTrial(busker))).toBe('VAULT_EXISTS')
    expect(await accountNow()).toBe(account)
  })

  test('that are open stay open when they are asked for again, as by a start that takes long', async () => {
    const phases = await busker.window.evaluateHandle(() => {
      const seen: string[] = []
      window.busker.on['app.changed']((value) => void seen.push((value as AppState).phase))
      return seen
    })
    await ask(busker.window, 'app.openVault', { purpose: 'unlock' })
    // Done behind the other, and opens the node anew.
    const id = (await state()).network?.id ?? ''
    await ask(busker.window, 'app.chooseNetwork', { id, acceptsContracts: false })
    await vi.waitFor(async () => expect((await phases.jsonValue()).at(-1)).toBe('open'))
    expect(await phases.jsonValue()).toEqual(['opening', 'open'])
    expect(await accountNow()).toBe(account)
  })

  test('open by themselves at the next start', async () => {
    await busker.close()
    await open()
    await untilPhase('open')
    expect(await accountNow()).toBe(account)
    expect(busker.app.windows()).toHaveLength(1)
  })

  test('are not locked, by a press, by the screen or by a page that asks', async () => {
    expect(await codeOf(ask(busker.window, 'app.lock', {}))).toBe('VAULT_NO_PASSPHRASE')
    await ask(busker.window, 'app.setPreferences', { locksWithScreen: true })
    await emitInApp(busker.app, 'powerMonitor', 'lock-screen')
    expect((await state()).phase).toBe('open')
    await ask(busker.window, 'app.setPreferences', { locksWithScreen: false })
  })

  test('come to no network of real money, whoever names it', async () => {
    await busker.close()
    await writeFile(data('network.json'), realProfile)
    await open()
    await vi.waitFor(async () => expect((await state()).problem?.code).toBe('VAULT_NO_PASSPHRASE'))
    expect(existsSync(data('nodes/real'))).toBe(false)
    expect(await codeOf(ask(busker.window, 'app.chooseNetwork', { id: 'real' }))).toBe('VAULT_NO_PASSPHRASE')
    await busker.window.getByRole('region', { name: 'First, your words' }).waitFor()
    await busker.close()
    await open({ onLocal: true })
    await untilPhase('open')
    expect(await accountNow()).toBe(account)
  })

  test('make none on a network of real money', async () => {
    const other = join(folder, 'other')
    await mkdir(other)
    await writeFile(join(other, 'network.json'), realProfile)
    const fresh = await launchApp({ userData: other })
    expect(await codeOf(ask(fresh.window, 'app.beginTrial', { id: 'real' }))).toBe('VAULT_NO_PASSPHRASE')
    expect(existsSync(join(other, 'vault'))).toBe(false)
    await fresh.close()
  })

  test('are not opened by a key that somebody planted, which is said, and the right one opens them again', async () => {
    await busker.close()
    await cp(data('vault.key'), join(folder, 'kept.key'))
    const planted = await readFile(data('vault.key'))
    planted.fill(7, 8)
    await writeFile(data('vault.key'), planted)
    await open({ onLocal: true })
    await busker.window.getByRole('alert').getByText('is the key of another vault').waitFor()
    expect((await state()).phase).toBe('locked')
    await cp(join(folder, 'kept.key'), data('vault.key'))
    await busker.window.getByRole('button', { name: 'Try again' }).click()
    await untilPhase('open')
    expect(await accountNow()).toBe(account)
  })

  test('are put aside once the person says so where no page reaches, and others begin', async () => {
    const declined = await answerNextDialog(busker.app, 'Not now')
    expect(await codeOf(ask(busker.window, 'app.endTrial', {}))).toBe('CONFIRMATION_DECLINED')
    await declined()
    expect(await accountNow()).toBe(account)
    const confirmed = await answerNextDialog(busker.app, 'Begin anew')
    await ask(busker.window, 'app.endTrial', {})
    await confirmed()
    await busker.window.getByRole('button', { name: 'Try it' }).click()
    await untilPhase('open')
    expect(await accountNow()).not.toBe(account)
    account = await accountNow()
    await cp(data('vault.key'), join(folder, 'kept.key'))
  })

  test('get words on paper and a passphrase, which alone opens them from then on', async () => {
    await protectTrial(busker)
    await vi.waitFor(async () => expect((await state()).hasPassphrase).toBe(true))
    expect((await state()).phase).toBe('open')
    expect(existsSync(data('vault.key'))).toBe(false)
    await busker.close()
    // As a crash would have left it, or somebody who put it back.
    await cp(join(folder, 'kept.key'), data('vault.key'))
    await open()
    await busker.window.getByRole('button', { name: 'Unlock' }).waitFor()
    await vi.waitFor(() => expect(existsSync(data('vault.key'))).toBe(false))
    expect((await state()).phase).toBe('locked')
    await unlock(busker)
    await untilPhase('open')
    expect(await accountNow()).toBe(account)
    await ask(busker.window, 'app.lock', {})
    expect((await state()).phase).toBe('locked')
  })
})
