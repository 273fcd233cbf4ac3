import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther } from 'viem'
import writeFileAtomic from 'write-file-atomic'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { NodeProcess } from './nodeProcess.ts'
import { runCommand, runJsonCommand } from './testing/runCommand.ts'
import { createChainClient } from '../localnet/chain/chainClient.ts'
import { Localnet } from '../localnet/localnet.ts'
import type { Address } from '../shared/ids.ts'
import { encodeNetworkProfile } from '../shared/networkProfile.ts'
import { synthesiseWav } from '../testAudio/synthesise.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const arbitrumOne = 42_161
const twoDays = 2 * 24 * 60 * 60
const usdc = 1_000_000n
let folder: string
let localnet: Localnet
let artist: NodeProcess
let listener: NodeProcess
let accounts: readonly Address[]
const at = (name: string) => join(folder, name)

/** Chain id, token, its six decimals, base fee and days of waiting are Arbitrum's and USDC's; the contracts an operator's. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-real-'))
  localnet = new Localnet({
    folder: at('localnet'),
    parameters: { imitated: { chain: arbitrumOne, token: 'USDC' }, settleTimeoutSeconds: twoDays },
    autoRestart: false,
  })
  const options = { network: at('network.json'), passphrase: 'correct horse battery staple' }
  ;[artist, listener] = ['ada', 'grace'].map(
    (name) => new NodeProcess({ name, folder: at(name), ...options, acceptsContracts: true }),
  ) as [NodeProcess, NodeProcess]
  ;[, ...accounts] = await Promise.all([localnet.start(), artist.init(), listener.init()])
  await writeFileAtomic(at('network.json'), encodeNetworkProfile(localnet.profile))
})
afterAll(async () => {
  await Promise.allSettled([artist.stop(), listener.stop()])
  await localnet.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

test('contracts that only an operator vouches for are joined once they are accepted', async () => {
  const checked = await runCommand(['network', 'check', at('network.json')])
  expect(checked.stdout).toMatch(/on Arbitrum One/)
  expect(checked.stdout).toMatch(/named by the operator/)
  expect(checked.stdout).toMatch(/waits 2 days/)
  const wary = new NodeProcess({
    name: 'wary',
    folder: at('ada'),
    network: at('network.json'),
    passphrase: 'correct horse battery staple',
  })
  await expect(wary.start()).rejects.toMatchObject({ code: 'NETWORK_CONTRACTS_UNACCEPTED' })
  await Promise.all([artist.start(), listener.start()])
})

test('without gas no connection is opened, and what it takes is said in the chain’s coin', async () => {
  const { code, stderr } = await runCommand(['--data', artist.folder, 'wallet', 'connect', '--deposit', '0'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/WALLET_GAS_MISSING/)
  expect(stderr).toMatch(/0\.0\d+ ETH/)
})

test('a track is sold for USDC, to the last of six decimals', async () => {
  const faucet = localnet.faucet()
  for (const account of accounts) await faucet.give(account, { wei: parseEther('0.01'), token: 25n * usdc })
  await Promise.all([
    runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0'),
    runJsonCommand(listener, 'wallet', 'connect', '--deposit', '20'),
  ])
  await synthesiseWav(at('song.wav'), { seconds: 6, seed: 4 })
  const song = ['publish', at('song.wav'), '--price', '1.000001', '--title', 'Arbiter']
  const { label } = await runJsonCommand(artist, ...song)
  await vi.waitFor(async () => expect(await runJsonCommand(listener, 'search', 'arbiter')).toHaveLength(1), {
    timeout: 60_000,
    interval: 500,
  })
  const bought = await runJsonCommand(listener, 'buy', label, '--max', '1.000001')
  expect(bought).toMatchObject({ hasAccess: true, price: '1000001' })
  await runJsonCommand(listener, 'play', label, '--out', at('bought.wav'))
  await vi.waitFor(
    async () => expect(await runJsonCommand(artist, 'wallet')).toMatchObject({ spendable: '1000001' }),
    { timeout: 60_000, interval: 500 },
  )
})

test('what was earned is withdrawn while the connection stays open', async () => {
  const wallet = await runJsonCommand(artist, 'wallet', 'withdraw', '0.5')
  expect(wallet).toMatchObject({ tokens: String(25n * usdc + usdc / 2n), spendable: '500001' })
})

test('tokens and coin are sent out of the account, and what it costs is known before', async () => {
  const [, friend] = accounts
  const quoted = await runCommand(['--data', artist.folder, 'wallet', 'send', '1.5', String(friend)])
  expect(quoted.stderr).toMatch(/CLI_FEE_OPEN/)
  const before = BigInt((await runJsonCommand(listener, 'wallet')).tokens)
  const sent = await runJsonCommand(artist, 'wallet', 'send', '1.5', String(friend), '--max-fee', '0.001')
  expect(sent).toMatchObject({ asset: 'token', amount: '1500000', state: 'sending' })
  await runJsonCommand(artist, 'wallet', 'send', '0.0001', String(friend), '--coin', '--max-fee', '0.001')
  await vi.waitFor(
    async () => {
      const all = await runJsonCommand(artist, 'wallet', 'transfers')
      expect(all).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
    },
    { timeout: 60_000, interval: 500 },
  )
  expect(BigInt((await runJsonCommand(listener, 'wallet')).tokens)).toBe(before + 1_500_000n)
})

test('with the hub gone, what an artist earned waits two days after the close, and comes by itself', async () => {
  await localnet.kill('hub')
  const { hub, chain } = localnet.profile
  await runJsonCommand(artist, 'wallet', 'close', hub.raidenAddress)
  const client = createChainClient(chain.rpcUrl, arbitrumOne)
  const closed = await vi.waitFor(
    async () => {
      const [channel] = await runJsonCommand(artist, 'wallet', 'channels')
      expect(channel).toMatchObject({ state: 'closed' })
      return channel as { settleableAfter: number }
    },
    { timeout: 60_000, interval: 500 },
  )
  const { timestamp } = await client.getBlock()
  expect(closed.settleableAfter / 1000 - Number(timestamp)).toBeGreaterThan(twoDays - 600)
  await client.increaseTime({ seconds: twoDays + 60 })
  await client.mine({ blocks: 1 })
  await vi.waitFor(
    async () =>
      expect(await runJsonCommand(artist, 'wallet')).toMatchObject({
        tokens: String(25n * usdc + 1_000_001n - 1_500_000n),
      }),
    { timeout: 120_000, interval: 1000 },
  )
})
