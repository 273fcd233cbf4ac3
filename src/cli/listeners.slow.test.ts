import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import getPort from 'get-port'
import { parseEther } from 'viem'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { hubApi } from '../hub/operations/hubApi.ts'
import { descendantsOf } from '../localnet/testing/descendants.ts'
import { listenersOf, type TcpListener } from '../localnet/testing/listeners.ts'
import { openTestChain, type TestChain } from '../localnet/testing/testChain.ts'
import { writeHubConfig } from '../localnet/testing/writeHubConfig.ts'
import { writeTowerConfig } from '../localnet/testing/writeTowerConfig.ts'
import { blocklistProtocol } from '../protocol/blocklist.ts'
import { channelsProtocol } from '../protocol/channels.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { mailboxProtocol } from '../protocol/mailbox.ts'
import { searchProtocol } from '../protocol/search.ts'
import { address } from '../shared/ids.ts'
import { runCommand } from './testing/runCommand.ts'
import { startCommand } from './testing/startCommand.ts'

let testChain: TestChain
const started: ChildProcess[] = []

beforeAll(async () => {
  testChain = await openTestChain()
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
  }
})
afterAll(async () => testChain.close())

/** What a command, and all that it has started, listens on once it is ready. */
async function run(...args: string[]) {
  const { child, ready } = await startCommand(args)
  started.push(child)
  const pids = [child.pid ?? 0, ...descendantsOf(child.pid ?? 0).map(({ pid }) => pid)]
  const all = pids.map((pid) => listenersOf(pid))
  return { ready, tcp: all.flatMap(({ tcp }) => tcp), unix: all.flatMap(({ unix }) => unix) }
}

const outside = (tcp: readonly TcpListener[]) => tcp.filter(({ host }) => host !== '127.0.0.1')
const ports = (tcp: readonly TcpListener[]) => tcp.map(({ port }) => port).toSorted((a, b) => a - b)
const freePort = () => getPort({ host: '127.0.0.1' })

test('a hub that offers all it can to everybody keeps its administration to loopback and a socket of its owner', async () => {
  const { chain, folder } = testChain
  const hubFolder = join(folder, 'hub')
  const [peer, pathFinding, homeserver, metrics] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  await writeHubConfig(hubFolder, chain, {
    listen: [`/ip4/0.0.0.0/tcp/${peer}`],
    reachedAt: [`/ip4/127.0.0.1/tcp/${peer}`],
    pathFinding: { host: '0.0.0.0', port: pathFinding },
    pathFindingUrl: `http://127.0.0.1:${pathFinding}`,
    homeserver: { host: '0.0.0.0', port: homeserver },
    matrixUrl: `http://0.0.0.0:${homeserver}`,
    metrics: { port: metrics },
  })
  const shown = await runCommand(['--json', 'hub', 'address', hubFolder])
  const account = address.parse((JSON.parse(shown.stdout) as { account: unknown }).account)
  await chain.faucet().give(account, { wei: parseEther('1'), token: 250n })

  const { tcp, unix } = await run('hub', 'up', hubFolder)
  expect(ports(outside(tcp))).toEqual([peer, pathFinding, homeserver].toSorted((a, b) => a - b))
  expect(tcp.filter(({ host }) => host === '127.0.0.1')).toEqual([{ host: '127.0.0.1', port: metrics }])

  expect(unix).toHaveLength(1)
  const [socket = ''] = unix
  expect((await stat(socket)).mode & 0o077).toBe(0)
  expect((await stat(dirname(socket))).mode & 0o077).toBe(0)

  const operator = Object.keys(hubApi)
  const open = [hubProtocol, searchProtocol, blocklistProtocol, mailboxProtocol, channelsProtocol]
  const offered = new Set(open.flatMap(({ operations }) => Object.keys(operations)))
  // A person withdraws a letter of their own, and asks for the close of their own channel.
  const ofOnesOwn = ['close', 'withdraw']
  expect(operator.filter((method) => offered.has(method) && !ofOnesOwn.includes(method))).toEqual([])
  for (const method of operator) {
    for (const url of [
      `http://127.0.0.1:${pathFinding}/${method}`,
      `http://127.0.0.1:${pathFinding}/api/v1/${method}`,
      `http://127.0.0.1:${homeserver}/${method}`,
      `http://127.0.0.1:${homeserver}/_synapse/admin/v1/${method}`,
      `http://127.0.0.1:${metrics}/${method}`,
    ]) {
      const answer = await fetch(url, { method: 'POST', body: '{}' })
      await answer.body?.cancel()
      expect([url, answer.status]).toEqual([url, 404])
    }
  }
})

test.each([
  ['metrics for everybody', { metrics: { port: 6002, host: '0.0.0.0' } }],
  ['a control address', { control: { host: '0.0.0.0', port: 6003 } }],
  ['an address of administration', { admin: { host: '0.0.0.0', port: 6003 } }],
])('a hub.json with %s is refused', async (_, more) => {
  const hubFolder = join(testChain.folder, 'open')
  await writeHubConfig(hubFolder, testChain.chain, more)
  const refused = await runCommand(['--json', 'hub', 'up', hubFolder])
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('HUB_CONFIG_INVALID') })
})

test('an Ursula, a relay and a tower listen for peers, and on nothing else', async () => {
  const listening = async (name: string, config: object): Promise<void> => {
    const folder = join(testChain.folder, name)
    const port = await freePort()
    await mkdir(folder, { recursive: true })
    const reached = { listen: [`/ip4/0.0.0.0/tcp/${port}`], reachedAt: [`/ip4/127.0.0.1/tcp/${port}`] }
    await writeFile(join(folder, `${name}.json`), JSON.stringify({ version: 1, ...config, ...reached }))
    const { tcp, unix } = await run(name, 'up', folder)
    expect([name, tcp, unix]).toEqual([name, [{ host: '0.0.0.0', port }], []])
  }
  await listening('ursula', { operator: 'Bo', hubs: [] })
  await listening('relay', {
    hubs: ['/ip4/127.0.0.1/tcp/1/p2p/12D3KooWHHzSeKaY8xuZVzkLbKFfvNgPPeKhFBGrMbNzbm5akpqu'],
  })

  const towerFolder = join(testChain.folder, 'tower')
  await writeTowerConfig(towerFolder, testChain.chain)
  const { tcp, unix } = await run('tower', towerFolder)
  expect([tcp.length, unix]).toEqual([1, []])
})
