import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import getPort from 'get-port'
import { parseEther } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { descendantsOf } from '../localnet/testing/descendants.ts'
import { openTestChain, type TestChain } from '../localnet/testing/testChain.ts'
import { writeHubConfig } from '../localnet/testing/writeHubConfig.ts'
import { address } from '../shared/ids.ts'
import { commandLine, runCommand } from './testing/runCommand.ts'
import { startCommand } from './testing/startCommand.ts'

let testChain: TestChain

beforeAll(async () => {
  testChain = await openTestChain()
})
afterAll(async () => testChain.close())

test('a hub whose Raiden hangs says so, and lets its money out by command', async () => {
  const { chain, folder } = testChain
  const hubFolder = join(folder, 'hub')
  const metricsPort = await getPort({ host: '127.0.0.1' })
  await writeHubConfig(hubFolder, chain, { metrics: { port: metricsPort } })
  const shown = await runCommand(['--json', 'hub', 'address', hubFolder])
  const account = address.parse((JSON.parse(shown.stdout) as { account: unknown }).account)
  await chain.faucet().give(account, { wei: parseEther('1'), token: 250n })
  const started = await startCommand(['hub', 'up', hubFolder])
  const { child } = started
  const ready = started.ready as { pid: number }
  const metrics = `http://127.0.0.1:${metricsPort}`
  try {
    const raidenPid = descendantsOf(ready.pid)[0]?.pid ?? 0
    process.kill(raidenPid, 'SIGSTOP')
    const hung = await runCommand(['--json', 'hub', 'status', hubFolder])
    expect(JSON.parse(hung.stdout)).toMatchObject({
      phase: 'running',
      pid: ready.pid,
      status: { raiden: { state: 'not answering' }, problems: [{ code: 'HUB_RAIDEN_DOWN' }] },
    })
    expect((await fetch(`${metrics}/healthz`)).status).toBe(200)
    expect((await fetch(`${metrics}/readyz`)).status).toBe(503)
    process.kill(raidenPid, 'SIGCONT')

    const spammer = `0x${'5'.repeat(40)}`
    const blocked = await runCommand(['--json', 'hub', 'block', hubFolder, spammer, '--reason', 'Spam'])
    expect(JSON.parse(blocked.stdout)).toMatchObject({ number: 1, subject: spammer, reason: 'Spam' })
    const unknown = await runCommand(['hub', 'block', hubFolder, 'somebody', '--reason', 'Spam'])
    expect(unknown.stderr).toContain('HUB_SUBJECT_UNKNOWN')
    const listed = await runCommand(['--json', 'hub', 'blocks', hubFolder])
    expect(JSON.parse(listed.stdout)).toMatchObject([{ subject: spammer }])
    await runCommand(['hub', 'unblock', hubFolder, spammer, '--reason', 'It was none'])
    expect((await runCommand(['hub', 'blocks', hubFolder])).stdout).toContain('Nothing is left out.')

    const which = await runCommand(['--json', 'hub', 'close', hubFolder])
    expect(which).toMatchObject({ code: 2, stderr: expect.stringContaining('CLI_CHANNELS') })
    const down = await runCommand(['--json', 'hub', 'close', hubFolder, '--all', '--max-fee', '1'])
    expect(JSON.parse(down.stdout)).toEqual({ state: 'ordered', channels: 0 })
    const recipient = `0x${'9'.repeat(40)}` as const
    const dear = await runCommand(['--json', 'hub', 'sweep', hubFolder, recipient, '--max-fee', '0'])
    expect(dear).toMatchObject({ code: 2, stderr: expect.stringContaining('CLI_FEE_ABOVE') })
    const swept = await runCommand(['--json', 'hub', 'sweep', hubFolder, recipient, '--max-fee', '1'])
    expect(JSON.parse(swept.stdout)).toMatchObject({ asset: 'token', amount: '250', to: recipient })
    await expect.poll(() => testChain.tokensOf(recipient), { timeout: 10_000 }).toBe(250n)

    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
    const afterwards = await runCommand(['--json', 'hub', 'status', hubFolder])
    expect(afterwards).toMatchObject({ code: 3, stderr: expect.stringContaining('HUB_NOT_RUNNING') })
  } finally {
    child.kill('SIGKILL')
  }
})

test('SIGUSR2 does not end a hub that is starting', async () => {
  const { chain, folder } = testChain
  const hubFolder = join(folder, 'starting')
  // What is asked there is never answered: for as long the hub is starting.
  const silentChain = createServer().listen(0, '127.0.0.1')
  await once(silentChain, 'listening')
  const rpcUrl = `http://127.0.0.1:${(silentChain.address() as AddressInfo).port}`
  await writeHubConfig(hubFolder, { rpcUrl, contracts: chain.contracts })
  const child = spawn(process.execPath, [commandLine, '--json', 'hub', 'up', hubFolder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const told = new Promise<string>((resolve) => {
      createInterface(child.stderr).on('line', (line) => {
        if (line.includes('status')) resolve(line)
      })
    })
    const status = async () => (await runCommand(['--json', 'hub', 'status', hubFolder])).stdout
    await expect.poll(status, { timeout: 30_000 }).toContain('"phase":"starting"')
    child.kill('SIGUSR2')
    expect(JSON.parse(await told)).toMatchObject({ status: { phase: 'starting' } })
  } finally {
    child.kill('SIGKILL')
    silentChain.close()
  }
})

test('the homeserver runs alone, and the hub without it says when it is down', async () => {
  const { chain, folder } = testChain
  const hubFolder = join(folder, 'parted')
  await writeHubConfig(hubFolder, chain)
  const alone = ['hub', 'up', hubFolder, '--only', 'hub']
  const refused = await runCommand(['--json', ...alone])
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('HUB_HOMESERVER_UNREACHABLE') })
  const homeserver = await startCommand(['hub', 'up', hubFolder, '--only', 'homeserver'])
  try {
    const hub = await startCommand(alone)
    const ended = once(hub.child, 'close')
    hub.child.kill('SIGTERM')
    await ended
    const { url } = homeserver.ready as { url: string }
    expect((await fetch(`${url}/_matrix/client/versions`)).ok).toBe(true)
  } finally {
    const ended = once(homeserver.child, 'close')
    homeserver.child.kill('SIGTERM')
    await ended
  }
  await writeHubConfig(hubFolder, chain, { homeserver: null })
  const none = await runCommand(['--json', 'hub', 'up', hubFolder, '--only', 'homeserver'])
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('HUB_HOMESERVER_NONE') })
})
