import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesToHex } from 'viem'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { descendantsOf } from '../localnet/testing/descendants.ts'
import { deriveKeys } from '../node/keys/deriveKeys.ts'
import { revealWords } from '../node/keys/vault.ts'
import { passphraseLock } from '../node/keys/vaultLock.ts'
import { newWords } from '../node/keys/words.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { createTradeHarness, type TradeHarness } from './demo/tradeHarness.ts'
import { NodeProcess } from './nodeProcess.ts'
import { runCommand } from './testing/runCommand.ts'
import { processIdentityOf, waitForExit } from '../process/processIdentity.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const passphrase = 'an artist keeps this one'
let harness: TradeHarness
let network: string
let artist: NodeProcess
beforeAll(async () => {
  harness = await createTradeHarness()
  network = join(harness.folder, 'network.json')
  artist = new NodeProcess({ name: 'artist', folder: join(harness.folder, 'ada'), network, passphrase })
  await Promise.all([harness.startNetwork(), artist.init()])
  await artist.start()
})
afterAll(async () => {
  await artist.stop()
  await harness.close()
  await harness.remove()
})

const ask = (...args: string[]) => runCommand(['--data', artist.folder, '--json', ...args])

test('no process of a running node has a secret in its arguments or its environment, and no log has one', async () => {
  const { vault, log } = nodeFolder(artist.folder)
  const words = await revealWords(vault, passphraseLock(passphrase))
  const keys = await deriveKeys(words, 0)
  const hex = (bytes: Uint8Array) => bytesToHex(bytes).slice(2)
  const { accountKey, peerSeed, verifyingSeed, receivingSeed, delegatingSeed, storeKey, snapshotKey } = keys
  const seeds = [
    accountKey,
    peerSeed,
    verifyingSeed,
    receivingSeed,
    delegatingSeed,
    storeKey,
    snapshotKey,
  ].map(hex)
  const secrets = [passphrase, words, words.split(' ').slice(0, 3).join(' '), ...seeds]

  const pid = artist.pid ?? 0
  const processes = [pid, ...descendantsOf(pid).map((each) => each.pid)]
  expect(processes.length).toBeGreaterThan(1)
  const visible = processes.flatMap((each) =>
    ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${each}/${name}`, 'utf8').toLowerCase()),
  )
  for (const text of [...visible, readFileSync(log, 'utf8').toLowerCase()]) {
    expect(secrets.filter((secret) => text.includes(secret.toLowerCase()))).toEqual([])
  }
})

test('status, wallet and lists answer with one JSON document each', async () => {
  for (const args of [
    ['status'],
    ['wallet'],
    ['works'],
    ['search'],
    ['orders'],
    ['orders', '--sold'],
    ['grants'],
  ]) {
    const { code, stdout } = await ask(...args)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toBeTypeOf('object')
  }
})

test('an amount that is no amount, and an order nobody has, are refused with exit code 2', async () => {
  expect(await ask('wallet', 'deposit', '1,50')).toMatchObject({ code: 2, stdout: '' })
  expect((await ask('receipt', '0x12', '--out', 'x')).stderr).toContain('CLI_ORDER')
})

test('a second node on one folder is refused, and the first one runs on', async () => {
  const second = new NodeProcess({ name: 'second', folder: artist.folder, network, passphrase })
  await expect(second.start()).rejects.toMatchObject({ code: 'PROCESS_FOLDER_IN_USE' })
  expect((await artist.ask('status', {})).parts.every(({ state }) => state === 'ready')).toBe(true)
})

test('a snapshot is kept with the hub, and restored from there with nothing but the words', async () => {
  expect((await ask('snapshot', 'keep')).code).toBe(0)
  const words = await revealWords(nodeFolder(artist.folder).vault, passphraseLock(passphrase))
  const flags = ['--network', network, '--words-fd', '3', '--passphrase-fd', '3']
  const to = join(harness.folder, 'elsewhere')
  const ran = await runCommand(['--data', to, '--json', 'init', '--restore', ...flags], [words, passphrase])
  expect(ran.stderr).toBe('')
  expect(JSON.parse(ran.stdout)).toMatchObject({ snapshot: { from: 'hub' }, hubAsked: true })
})

test('a node whose parent is killed is gone within seconds, with its children', async () => {
  const program = `
    const { NodeProcess } = await import(${JSON.stringify(new URL('nodeProcess.ts', import.meta.url).href)})
    const nodeProcess = new NodeProcess(JSON.parse(process.argv[1]))
    await nodeProcess.init()
    await nodeProcess.start()
    console.log(nodeProcess.pid)
    setInterval(() => {}, 1000)`
  const options = { name: 'orphan', folder: join(harness.folder, 'orphan'), network, passphrase }
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(String(line))
  const all = [processIdentityOf(pid), ...descendantsOf(pid)].filter((each) => each !== null)
  expect(all.length).toBeGreaterThan(1)
  parent.kill('SIGKILL')
  expect(await Promise.all(all.map((each) => waitForExit(each, 10_000)))).not.toContain(false)
})

test('SIGTERM ends a node in order: nothing of it runs, its socket is gone, and it starts again', async () => {
  const pid = artist.pid ?? 0
  const all = [processIdentityOf(pid), ...descendantsOf(pid)].filter((each) => each !== null)
  await artist.stop()
  expect(await Promise.all(all.map((each) => waitForExit(each, 1000)))).not.toContain(false)
  expect(existsSync(nodeFolder(artist.folder).controlSocket)).toBe(false)
  expect(existsSync(join(artist.folder, 'holder.json'))).toBe(false)
  await artist.start()
})

test('a killed node starts again on the same folder', async () => {
  await artist.kill()
  await artist.start()
  expect((await ask('status')).code).toBe(0)
})

test('a passphrase that is forgotten is replaced with the words, and with no others', async () => {
  await artist.stop()
  const { vault } = nodeFolder(artist.folder)
  const words = await revealWords(vault, passphraseLock(passphrase))
  const fds = ['--words-fd', '3', '--passphrase-fd', '3']
  const change = (typed: string) =>
    runCommand(['--data', artist.folder, 'passphrase', '--words', ...fds], [typed, 'a new one, on paper'])
  expect((await change(newWords())).stderr).toContain('STORE_OTHER_WORDS')
  expect((await change(words)).code).toBe(0)
  expect(await revealWords(vault, passphraseLock('a new one, on paper'))).toBe(words)
})
