import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther } from 'viem'
import writeFileAtomic from 'write-file-atomic'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { NodeProcess } from './nodeProcess.ts'
import { runCommand, runJsonCommand } from './testing/runCommand.ts'
import { createChainClient } from '../localnet/chain/chainClient.ts'
import { Localnet } from '../localnet/localnet.ts'
import { writePriceFeed } from '../localnet/testing/priceFeedContract.ts'
import type { BuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import { knownChain } from '../shared/knownChains.ts'
import { encodeNetworkProfile } from '../shared/networkProfile.ts'
import { synthesiseWav } from '../testAudio/synthesise.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const arbitrumOne = 42_161

/** Chain id, token, decimals and base fee are the real ones; anvil's clock brings the days. */
describe.each([
  {
    token: 'USDC',
    at: 'an operator’s contracts',
    one: 10n ** 6n,
    isOperators: true,
    settleTimeoutSeconds: 2 * 24 * 60 * 60,
    waits: '2 days',
  },
  {
    token: 'DAI',
    at: 'Raiden’s own contracts',
    one: 10n ** 18n,
    isOperators: false,
    settleTimeoutSeconds: 15_000,
    waits: '4 hours',
  },
])('$token on Arbitrum One, over $at', ({ token, one, isOperators, settleTimeoutSeconds, waits }) => {
  const price = one + one / 1_000_000n
  let folder: string
  let localnet: Localnet
  let artist: NodeProcess
  let listener: NodeProcess
  let accounts: readonly Address[]
  const at = (name: string) => join(folder, name)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-real-'))
    localnet = new Localnet({
      folder: at('localnet'),
      parameters: { imitated: { chain: arbitrumOne, token }, settleTimeoutSeconds },
      autoRestart: false,
    })
    const options = { network: at('network.json'), passphrase: 'correct horse battery staple' }
    ;[artist, listener] = ['ada', 'grace'].map(
      (name) => new NodeProcess({ name, folder: at(name), ...options, acceptsContracts: isOperators }),
    ) as [NodeProcess, NodeProcess]
    ;[, ...accounts] = await Promise.all([localnet.start(), artist.init(), listener.init()])
    await writeFileAtomic(at('network.json'), encodeNetworkProfile(localnet.profile))
  })
  afterAll(async () => {
    await Promise.allSettled([artist.stop(), listener.stop()])
    await localnet.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })

  test('contracts that are built in are joined without a word, those of an operator are not', async () => {
    const unasked = new NodeProcess({
      name: 'unasked',
      folder: at('ada'),
      network: at('network.json'),
      passphrase: 'correct horse battery staple',
    })
    const joined = await unasked.start().then(
      () => 'joined',
      ({ code }: BuskerError) => code,
    )
    await unasked.stop()
    expect(joined).toBe(isOperators ? 'NETWORK_CONTRACTS_UNACCEPTED' : 'joined')
  })

  test('whose contracts they are is said, and they are joined once they are accepted', async () => {
    const checked = await runCommand(['network', 'check', at('network.json')])
    expect(checked.stdout).toMatch(/on Arbitrum One/)
    expect(checked.stdout).toMatch(isOperators ? /named by the operator/ : /built into Busker/)
    expect(checked.stdout).toContain(`waits ${waits}`)
    await Promise.all([artist.start(), listener.start()])
  })

  test('without gas no connection is opened, and what it takes is said in the chain’s coin', async () => {
    const { code, stderr } = await runCommand([
      '--data',
      artist.folder,
      'wallet',
      'connect',
      '--deposit',
      '0',
    ])
    expect(code).toBe(1)
    expect(stderr).toMatch(/WALLET_GAS_MISSING/)
    expect(stderr).toMatch(/0\.0\d+ ETH/)
  })

  test('who chose a currency is told what a token is worth by the feeds on the chain', async () => {
    const client = createChainClient(localnet.profile.chain.rpcUrl, arbitrumOne)
    const known = knownChain(arbitrumOne)
    const feed = known?.tokens.find(({ symbol }) => symbol === token)?.feed
    const ofEuro = known?.currencyFeeds['EUR']
    if (feed === undefined || ofEuro === undefined) throw new Error('They are built in.')
    expect(await runJsonCommand(artist, 'currency')).toMatchObject({ chosen: null, rate: null })
    expect(await runJsonCommand(artist, 'currency', 'EUR')).toMatchObject({
      rate: null,
      problem: { code: 'RATE_WRONG' },
    })
    const updatedAt = Number((await client.getBlock()).timestamp)
    await writePriceFeed(client, feed, { description: `${token} / USD`, answer: 99_990_000n, updatedAt })
    await writePriceFeed(client, ofEuro, { description: 'EUR / USD', answer: 108_500_000n, updatedAt })
    expect(await runJsonCommand(artist, 'currency', 'eur')).toMatchObject({
      chosen: 'EUR',
      rate: { currency: 'EUR', perToken: '921566820276' },
      problem: null,
    })
  })

  test('a track is sold, to the millionth of a token', async () => {
    const faucet = localnet.faucet()
    for (const account of accounts) await faucet.give(account, { wei: parseEther('0.01'), token: 25n * one })
    await Promise.all([
      runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0'),
      runJsonCommand(listener, 'wallet', 'connect', '--deposit', '20'),
    ])
    await synthesiseWav(at('song.wav'), { seconds: 6, seed: 4 })
    const song = ['publish', at('song.wav'), '--price', '1.000001', '--title', 'Arbiter']
    const { label } = await runJsonCommand(artist, ...song)
    await vi.waitFor(
      async () => expect(await runJsonCommand(listener, 'search', 'arbiter')).toHaveLength(1),
      {
        timeout: 60_000,
        interval: 500,
      },
    )
    const bought = await runJsonCommand(listener, 'buy', label, '--max', '1.000001')
    expect(bought).toMatchObject({ hasAccess: true, price: String(price) })
    expect((await runJsonCommand(listener, 'download', label, '--to', at('bought'))).files).toHaveLength(1)
    await vi.waitFor(
      async () => expect(await runJsonCommand(artist, 'wallet')).toMatchObject({ spendable: String(price) }),
      { timeout: 60_000, interval: 500 },
    )
  })

  test('what it was worth when it was paid stands with the sale, and with nothing of who chose no currency', async () => {
    const rate = { currency: 'EUR', perToken: '921566820276' }
    expect(await runJsonCommand(artist, 'orders', '--sold')).toMatchObject([{ amount: String(price), rate }])
    const { stdout } = await runCommand(['--data', artist.folder, 'orders', '--csv'])
    expect(stdout).toMatch(/,EUR,0\.921566820276,0\.92$/m)
    const { stdout: balances } = await runCommand(['--data', artist.folder, 'wallet'])
    expect(balances).toMatch(/You can spend 1\.00\S* \w+ \(≈ 0\.92 EUR\), receive/)
    const [paid] = await runJsonCommand(listener, 'wallet', 'payments')
    expect(paid).toMatchObject({ direction: 'sent', amount: String(price) })
    expect(paid).not.toHaveProperty('rate')
    await runJsonCommand(artist, 'currency', 'none')
    expect(await runJsonCommand(artist, 'orders', '--sold')).toMatchObject([{ rate }])
    await runJsonCommand(artist, 'currency', 'EUR')
  })

  test('what was earned is withdrawn while the connection stays open', async () => {
    const wallet = await runJsonCommand(artist, 'wallet', 'withdraw', '0.5')
    expect(wallet).toMatchObject({
      tokens: String(25n * one + one / 2n),
      spendable: String(price - one / 2n),
    })
    await vi.waitFor(
      async () => {
        const steps = await runJsonCommand(artist, 'wallet', 'steps')
        expect(steps).toMatchObject([
          { kind: 'withdraw', state: 'done', amount: String(one / 2n), fee: expect.stringMatching(/^[1-9]/) },
          { kind: 'open', state: 'done' },
        ])
      },
      { timeout: 30_000, interval: 500 },
    )
    expect(await runJsonCommand(listener, 'wallet', 'steps')).toMatchObject([
      { kind: 'deposit', state: 'done', amount: String(20n * one) },
      { kind: 'open', state: 'done' },
    ])
  })

  test('tokens and coin are sent out of the account, and what it costs is known before', async () => {
    const [, friend] = accounts
    const quoted = await runCommand(['--data', artist.folder, 'wallet', 'send', '1.5', String(friend)])
    expect(quoted.stderr).toMatch(/CLI_FEE_OPEN/)
    const before = BigInt((await runJsonCommand(listener, 'wallet')).tokens)
    const sent = await runJsonCommand(artist, 'wallet', 'send', '1.5', String(friend), '--max-fee', '0.001')
    expect(sent).toMatchObject({ asset: 'token', amount: String((3n * one) / 2n), state: 'sending' })
    await runJsonCommand(artist, 'wallet', 'send', '0.0001', String(friend), '--coin', '--max-fee', '0.001')
    await vi.waitFor(
      async () => {
        const all = await runJsonCommand(artist, 'wallet', 'transfers')
        expect(all).toMatchObject([
          { state: 'sent', asset: 'coin' },
          { state: 'sent', asset: 'token', rate: { currency: 'EUR' } },
        ])
        expect(all[0]).not.toHaveProperty('rate')
      },
      { timeout: 60_000, interval: 500 },
    )
    expect(BigInt((await runJsonCommand(listener, 'wallet')).tokens)).toBe(before + (3n * one) / 2n)
  })

  test('with the hub gone, what an artist earned waits after the close, and comes by itself', async () => {
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
    expect(closed.settleableAfter / 1000 - Number(timestamp)).toBeGreaterThan(settleTimeoutSeconds - 600)
    await client.increaseTime({ seconds: settleTimeoutSeconds + 60 })
    await client.mine({ blocks: 1 })
    await vi.waitFor(
      async () =>
        expect(await runJsonCommand(artist, 'wallet')).toMatchObject({
          tokens: String(25n * one + price - (3n * one) / 2n),
        }),
      { timeout: 120_000, interval: 1000 },
    )
    await vi.waitFor(
      async () =>
        expect(await runJsonCommand(artist, 'wallet', 'steps')).toMatchObject([
          { kind: 'settle', state: 'done', amount: String(price - one / 2n) },
          { kind: 'close', state: 'done' },
          { kind: 'withdraw' },
          { kind: 'open' },
        ]),
      { timeout: 60_000, interval: 1000 },
    )
  })
})
