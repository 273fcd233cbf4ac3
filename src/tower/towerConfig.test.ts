import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemoryNetwork } from '../ipfs/testing/memoryNetwork.ts'
import { toAmount } from '../shared/money.ts'
import { createTower } from './createTower.ts'
import { readTowerConfig } from './towerConfig.ts'
import { openTowerKeys } from './towerKeys.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-tower-'))
})
afterEach(async () => rm(folder, { recursive: true }))

const config = {
  version: 1,
  operator: 'Bo',
  chain: { id: 42_161, rpcUrls: ['https://one.example.org', 'https://two.example.org'] },
  tokenNetworks: [`0x${'7'.repeat(40)}`],
  listen: ['/ip4/0.0.0.0/tcp/4002'],
  reachedAt: ['/dns4/tower.example.org/tcp/4002'],
}
const write = (value: unknown) => writeFile(join(folder, 'tower.json'), JSON.stringify(value))

test('what an operator leaves out is as it usually is', async () => {
  await write(config)
  expect(await readTowerConfig(folder)).toMatchObject({
    operator: 'Bo',
    slots: 10_000,
    keepDays: 400,
    gasPrice: 200_000_000_000n,
  })
})

test('a folder without tower.json is refused with where to read about it', async () => {
  await expect(readTowerConfig(folder)).rejects.toMatchObject({
    code: 'TOWER_CONFIG_MISSING',
    message: expect.stringContaining('docs/operating-a-tower.md'),
  })
})

test.each([
  ['no address of the chain', { ...config, chain: { id: 1, rpcUrls: [] } }, 'rpcUrls'],
  ['a token network that is no address', { ...config, tokenNetworks: ['0x12'] }, 'tokenNetworks'],
  ['a misspelt setting', { ...config, slot: 3 }, 'slot'],
  ['an amount with a comma', { ...config, gasPerDay: '0,05' }, 'gasPerDay'],
])('%s is refused, by name', async (_what, value, name) => {
  await write(value)
  await expect(readTowerConfig(folder)).rejects.toMatchObject({
    code: 'TOWER_CONFIG_INVALID',
    message: expect.stringContaining(name),
  })
})

test('its seed is made once and is for its owner alone', async () => {
  const { account, peer } = await openTowerKeys(folder)
  const again = await openTowerKeys(folder)
  expect([again.account.address, again.peer]).toEqual([account.address, peer])
  expect((await stat(join(folder, 'tower.seed'))).mode & 0o777).toBe(0o600)
  await writeFile(join(folder, 'tower.seed'), 'short')
  await expect(openTowerKeys(folder)).rejects.toMatchObject({ code: 'TOWER_SEED_DAMAGED' })
})

test('a tower that does not run says so', async () => {
  const tower = createTower({
    folder,
    keys: await openTowerKeys(folder),
    peer: new MemoryNetwork().peer(),
    operator: 'Bo',
    chainId: 1,
    rpcUrls: ['http://127.0.0.1:9'],
    tokenNetworks: [],
    limits: { gasPrice: toAmount(1n), gasPerDay: toAmount(1n) },
    slots: 1,
    keepMs: 1,
    intervalMs: 1000,
    onAnswer: () => undefined,
    onProblem: () => undefined,
  })
  await expect(tower.status()).rejects.toMatchObject({ code: 'TOWER_STOPPED' })
  await tower.start()
  await tower.start()
  expect(await tower.status()).toMatchObject({ watched: 0, gasWei: null })
  await tower.stop()
  await tower.stop()
  await expect(tower.status()).rejects.toMatchObject({ code: 'TOWER_STOPPED' })
})
