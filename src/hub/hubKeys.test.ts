import { mkdtemp, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hubIdentity, openHubKeys } from './hubKeys.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-hub-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a hub keeps its identity, in a file that only its user reads', async () => {
  const keys = await openHubKeys(folder)
  expect(await openHubKeys(folder)).toEqual(keys)
  expect(await hubIdentity(keys)).toEqual({
    raidenAddress: expect.stringMatching(/^0x[0-9a-f]{40}$/),
    peer: expect.stringMatching(/^12D3KooW/),
  })
  expect((await stat(join(folder, 'hub.seed'))).mode & 0o777).toBe(0o600)
})

test('a seed that is no more whole is refused, not replaced', async () => {
  await openHubKeys(folder)
  await truncate(join(folder, 'hub.seed'), 10)
  await expect(openHubKeys(folder)).rejects.toMatchObject({ code: 'HUB_SEED_DAMAGED' })
})
