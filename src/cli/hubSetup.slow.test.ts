import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { parseEther } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestChain, type TestChain } from '../localnet/testing/testChain.ts'
import { runCommand } from './testing/runCommand.ts'
import { startCommand } from './testing/startCommand.ts'

let testChain: TestChain
let folder: string

beforeAll(async () => {
  testChain = await openTestChain({ supply: 10n ** 24n })
  folder = join(testChain.folder, 'hub')
})
afterAll(async () => testChain.close())

const hub = (...parts: string[]) => runCommand(['--json', 'hub', ...parts])
const token = () => testChain.chain.contracts.token
async function findings(): Promise<Record<string, string | null>> {
  const { stdout } = await hub('doctor', folder)
  const told = JSON.parse(stdout) as { findings: { what: string; problem: { code: string } | null }[] }
  return Object.fromEntries(told.findings.map(({ what, problem }) => [what, problem?.code ?? null]))
}

test('from an empty folder to a hub: contracts, settings, examination, copy, upgrade', async () => {
  const { rpcUrl } = testChain.chain
  const chosen = ['--operator', 'Anna', '--host', '127.0.0.1', '--rpc', rpcUrl, '--deposit', '5']
  const init = (named: string) => hub('init', folder, ...chosen, '--token', named)
  expect(await hub('init', folder)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('CLI_SETTING_OPEN'),
  })
  expect(await init('GOLD')).toMatchObject({ code: 1, stderr: expect.stringContaining('HUB_TOKEN_UNKNOWN') })
  expect(await init(token())).toMatchObject({ stderr: expect.stringContaining('HUB_CONTRACTS_MISSING') })

  const shown = await hub('address', folder)
  const { account } = JSON.parse(shown.stdout) as { account: `0x${string}` }
  const deploy = () =>
    hub('deploy', folder, '--rpc', rpcUrl, '--token', token(), '--settle-days', '2', '--max-fee', '1')
  expect(await deploy()).toMatchObject({ code: 1, stderr: expect.stringContaining('HUB_DEPLOYMENT_FAILED') })
  await testChain.chain.faucet().give(account as never, { wei: parseEther('2'), token: 0n })
  const deployed = await deploy()
  expect(deployed.stderr).toContain('TokenNetworkRegistry')
  const { contracts } = JSON.parse(deployed.stdout) as { contracts: { tokenNetwork: string } }
  // Run again, it has nothing left to do.
  expect(JSON.parse((await deploy()).stdout)).toEqual({ contracts })

  expect(await init(token())).toMatchObject({ code: 0 })
  expect(await init(token())).toMatchObject({ stderr: expect.stringContaining('HUB_CONFIG_EXISTS') })
  const config = JSON.parse(await readFile(join(folder, 'hub.json'), 'utf8')) as Record<string, unknown>
  expect(config).toMatchObject({
    network: { id: 'anna-31337', contracts, raiden: { settleTimeoutSeconds: 2 * 86_400 } },
    funding: { for: 'sellers', deposit: String(5n * 10n ** 18n) },
  })
  expect(await findings()).toMatchObject({ Contracts: null, Secrets: null, Money: 'HUB_TOKENS_LOW' })
  await rename(join(folder, 'hub.json'), join(testChain.folder, 'hub.json'))
  const engines = ['--synapse', '--kubo-url', 'http://127.0.0.1:9']
  const withEngines = await hub('init', folder, ...chosen, '--token', token(), ...engines)
  expect(JSON.parse(withEngines.stdout)).toMatchObject({ synapse: join(folder, 'synapse') })
  expect(JSON.parse(await readFile(join(folder, 'hub.json'), 'utf8'))).toMatchObject({
    homeserver: null,
    matrixUrl: 'http://127.0.0.1:6001',
    kuboUrl: 'http://127.0.0.1:9',
  })
  expect(await findings()).toMatchObject({
    Kubo: 'HUB_KUBO_UNREACHABLE',
    Homeserver: 'HUB_HOMESERVER_UNREACHABLE',
  })
  await rename(join(testChain.folder, 'hub.json'), join(folder, 'hub.json'))
  await testChain.chain.faucet().give(account as never, { wei: 0n, token: 10n ** 20n })
  await chmod(join(folder, 'hub.seed'), 0o644)
  expect(await findings()).toMatchObject({ Secrets: 'HUB_SEED_OPEN' })
  await chmod(join(folder, 'hub.seed'), 0o600)
  const real = { ...config, network: { ...(config['network'] as object), chain: { id: 42_161, rpcUrl } } }
  await writeFile(join(folder, 'hub.json'), JSON.stringify(real))
  expect(await findings()).toMatchObject({ Ursulas: 'HUB_URSULAS_FEW', Contracts: 'RAIDEN_WRONG_CHAIN' })
  await writeFile(join(folder, 'hub.json'), JSON.stringify(config))

  const { child, ready } = await startCommand(['hub', 'up', folder])
  try {
    expect(ready).toMatchObject({ event: 'ready', account })
    expect(Object.values(await findings()).filter((code) => code !== null)).toEqual([])
    const target = join(testChain.folder, 'copy')
    expect(JSON.parse((await hub('backup', folder, target)).stdout)).toMatchObject({ target })
    expect(await readdir(target)).toEqual(
      expect.arrayContaining(['hub.json', 'hub.seed', 'hub.sqlite', 'homeserver.sqlite']),
    )
    expect((await stat(target)).mode & 0o077).toBe(0)
    expect(await hub('backup', folder, target)).toMatchObject({
      stderr: expect.stringContaining('HUB_BACKUP_EXISTS'),
    })
    expect(await hub('upgrade', folder)).toMatchObject({
      stderr: expect.stringContaining('PROCESS_FOLDER_IN_USE'),
    })
  } finally {
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
  }
  const { copy } = JSON.parse((await hub('upgrade', folder)).stdout) as { copy: string }
  expect(await readdir(copy)).toContain('hub.sqlite')
})

test('an Ursula runs from one command, and tells the entry for the network’s profile', async () => {
  const place = join(testChain.folder, 'ursula')
  await mkdir(place)
  expect(await runCommand(['ursula', 'up', place])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('URSULA_CONFIG_MISSING'),
  })
  const listen = [`/ip4/127.0.0.1/tcp/${await getPort({ host: '127.0.0.1' })}`]
  const config = { version: 1, operator: 'Bo', listen, reachedAt: ['/dns4/bo.example.org/tcp/4001'] }
  await writeFile(join(place, 'ursula.json'), JSON.stringify({ ...config, hub: [] }))
  expect(await runCommand(['ursula', 'up', place])).toMatchObject({
    stderr: expect.stringContaining('URSULA_CONFIG_INVALID'),
  })
  await writeFile(join(place, 'ursula.json'), JSON.stringify(config))
  const { child, ready } = await startCommand(['ursula', 'up', place])
  try {
    const { entry } = ready as { entry: { peerId: string } }
    expect(entry).toEqual({
      name: 'Bo',
      peerId: entry.peerId,
      addresses: [`/dns4/bo.example.org/tcp/4001/p2p/${entry.peerId}`],
    })
  } finally {
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  }
})
