import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLocalnetSettings, readLocalnetSettings } from './localnetSettings.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-settings-'))
})
afterEach(async () => rm(folder, { recursive: true }))

test('settings are made once and kept, whatever is chosen later', async () => {
  expect(await readLocalnetSettings(folder)).toBeNull()
  const made = await openLocalnetSettings(folder, {
    settleTimeoutSeconds: 40,
    revealTimeoutSeconds: 10,
    expiryFactor: 2,
  })
  expect(made).toMatchObject({ settleTimeoutSeconds: 40, revealTimeoutSeconds: 10, expiryFactor: 2 })
  expect(await openLocalnetSettings(folder, { settleTimeoutSeconds: 900 })).toEqual(made)
})

test('every part has a port of its own', async () => {
  const { ports, ursulas } = await openLocalnetSettings(folder, {})
  const all = [...Object.values(ports), ...ursulas.map(({ port }) => port)]
  expect(new Set(all).size).toBe(7)
})

test('nobody else on the machine reads the settings', async () => {
  await openLocalnetSettings(folder, {})
  expect((await stat(join(folder, 'settings.json'))).mode & 0o077).toBe(0)
})

test('timeouts that would leave no time to settle are refused', async () => {
  await expect(openLocalnetSettings(folder, { settleTimeoutSeconds: 180 })).rejects.toMatchObject({
    code: 'LOCALNET_TIMEOUTS',
  })
})
