import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestProfile } from '../../src/hub/testing/testProfile.ts'
import { pngOf } from '../../src/protocol/testing/pngOf.ts'
import { toErrorData } from '../../src/shared/errors.ts'
import { hex32 } from '../../src/shared/ids.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../../src/shared/networkProfile.ts'
import { ask } from '../../harness/app/ask.ts'
import { emitInApp } from '../../harness/app/emitInApp.ts'
import { chooseInDialogs, cancelDialogs } from '../../harness/app/dialogs.ts'
import { createIdentity } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'

let busker: RunningApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-files-'))
  busker = await launchApp()
})
afterAll(async () => {
  await busker.close()
  await rm(folder, { recursive: true, force: true })
})

async function fileOf(id: string, chainId: number): Promise<string> {
  const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
  const profile = await createTestProfile(keys, chainId)
  const raiden = { ...profile.raiden, settleTimeoutSeconds: 172_800 }
  const network: NetworkProfile = { ...profile, raiden, id }
  const file = join(folder, `${id}.json`)
  await writeFile(file, encodeNetworkProfile(network))
  return file
}

describe('a network', () => {
  test('is added from a file that the person chooses, and then chosen', async () => {
    expect(await ask(busker.window, 'app.networks', {})).toEqual([])
    await chooseInDialogs(busker.app, await fileOf('mine', 31337))
    expect(await ask(busker.window, 'app.importNetwork', {})).toMatchObject({ id: 'mine', isLocal: true })
    expect(await ask(busker.window, 'app.chooseNetwork', { id: 'mine' })).toMatchObject({
      phase: 'new',
      network: { id: 'mine' },
    })
  })

  test('with real money is refused by the Electron that is for testing', async () => {
    await chooseInDialogs(busker.app, await fileOf('real', 1))
    const { electron } = await ask(busker.window, 'app.state', {})
    const outcome = await ask(busker.window, 'app.importNetwork', {}).catch(toErrorData)
    const isOld = Number.parseInt(electron, 10) < 45
    expect(outcome).toMatchObject(isOld ? { code: 'NETWORK_ELECTRON_OLD' } : { id: 'real' })
  })

  test('that cannot be reached keeps nothing from opening', async () => {
    await createIdentity(busker)
    await expect
      .poll(async () => (await ask(busker.window, 'app.state', {})).phase, { timeout: 30_000 })
      .toBe('open')
    const { parts } = await ask(busker.window, 'status', {})
    expect(parts.find(({ name }) => name === 'catalogue')?.state).not.toBe('failed')
    expect(await ask(busker.window, 'library', {})).toEqual([])
  })
})

test('the log is saved where the person says, with how every part is', async () => {
  const file = join(folder, 'log.txt')
  await chooseInDialogs(busker.app, file)
  expect(await ask(busker.window, 'app.saveLog', {})).toEqual({ file })
  const text = await readFile(file, 'utf8')
  expect(text).toMatch(/^ipfs: /m)
  expect(text).toContain('"level":30')
})

test('a dialog that is closed writes nothing', async () => {
  await cancelDialogs(busker.app)
  expect(await ask(busker.window, 'app.saveLog', {})).toEqual({ file: null })
  expect(await ask(busker.window, 'app.importNetwork', {})).toBe(null)
  expect(await ask(busker.window, 'app.chooseAudio', { kind: 'files' })).toEqual([])
})

test('artwork is shown before it is used', async () => {
  await chooseInDialogs(busker.app, join(import.meta.dirname, '..', '..', 'resources', 'icon.png'))
  const { file, preview } = await ask(busker.window, 'app.chooseArtwork', {})
  expect(existsSync(file ?? '')).toBe(true)
  expect(preview).toMatch(/^data:image\/(jpeg|webp);base64,/)
})

test('a picture that can’t be used is refused when it is chosen, and is not unpacked', async () => {
  const choose = async (side: number) => {
    const file = join(folder, `${side}.png`)
    // Whole, to the last pixel: nothing but its size speaks against it.
    await writeFile(file, pngOf(side, side))
    await chooseInDialogs(busker.app, file)
    return ask(busker.window, 'app.chooseArtwork', {})
  }
  expect((await choose(64)).preview).toMatch(/^data:image/)
  await expect(choose(16_000)).rejects.toThrow(/picture is too large/)
})

test('preferences are kept, and every page follows the theme', async () => {
  expect(await ask(busker.window, 'app.setPreferences', { theme: 'dark' })).toMatchObject({ theme: 'dark' })
  expect(await busker.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
  expect(await busker.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  expect(JSON.parse(await readFile(join(busker.userData, 'preferences.json'), 'utf8'))).toMatchObject({
    theme: 'dark',
  })
})

test('a link that somebody follows leads to a page, and no further', async () => {
  const page = await busker.window.evaluateHandle(() => ({
    led: new Promise((resolve) => window.busker.on['app.navigate'](resolve)),
  }))
  await emitInApp(busker.app, 'app', 'second-instance', ['busker', 'busker://wallet'])
  await emitInApp(busker.app, 'app', 'second-instance', ['busker', 'busker://artist/0xabc'])
  expect(await page.evaluate(({ led }) => led)).toEqual({ path: '/artist/0xabc' })
})

test('what was opened is opened again from the menu, and what the system opens is looked at, until it is forgotten', async () => {
  const { app, window } = busker
  const receipt = join(folder, 'receipt.html')
  await writeFile(receipt, '-----BEGIN BUSKER RECEIPT-----\nabc\n-----END BUSKER RECEIPT-----')
  const recent = async () => (await ask(window, 'app.recentFiles', {})).map(({ name }) => name)
  expect(await recent()).toContain('mine.json')
  const checked = window.getByRole('dialog', { name: 'Check a receipt' })
  await emitInApp(app, 'app', 'second-instance', ['busker', receipt])
  await checked.getByText('It proves nothing').waitFor()
  await checked.getByRole('button', { name: 'Done' }).click()
  expect((await recent())[0]).toBe('receipt.html')

  const press = (name: string) =>
    app.evaluate(({ Menu }, wanted) => {
      const entries = Menu.getApplicationMenu()?.getMenuItemById('recent')?.submenu?.items ?? []
      // Evaluated again after its answer was lost, it may have been pressed and be gone.
      const entry = entries.find(({ label }) => label === wanted)
      setImmediate(() => entry?.click())
    }, name)
  await press('receipt.html')
  await checked.getByText('It proves nothing').waitFor()
  await checked.getByRole('button', { name: 'Done' }).click()

  await rm(receipt)
  await press('receipt.html')
  await window.getByText('This file is not there any more').waitFor()
  expect(await recent()).not.toContain('receipt.html')
  await press('Clear the list of recent files')
  await expect.poll(recent).toEqual([])
  expect(await readFile(join(busker.userData, 'recent.json'), 'utf8')).toBe('[]\n')
})
