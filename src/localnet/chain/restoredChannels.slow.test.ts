import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { erc20Abi, type LocalAccount } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noLocks, signProof } from '../../chain/balanceProofs.ts'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { ChannelRecords } from '../../node/channelWatch/channelRecords.ts'
import { ChannelWatch } from '../../node/channelWatch/channelWatch.ts'
import { channelsSetting } from '../../node/restoredChannels/channelsSetting.ts'
import { RestoredChannels } from '../../node/restoredChannels/restoredChannels.ts'
import { TokenNetwork } from '../../chain/tokenNetwork.ts'
import { Settings } from '../../node/settings/settings.ts'
import { openStore } from '../../node/store/openStore.ts'
import { contractsFile } from '../../process/tools.ts'
import type { ClosedChannel } from '../../protocol/channels.ts'
import { hex32 } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createParticipant } from '../testing/channelParticipant.ts'
import { createChainClient } from './chainClient.ts'
import type { Faucet } from './faucet.ts'
import { LocalChain } from './localChain.ts'

const additionalHash = hex32.parse(`0x${'a'.repeat(64)}`)
let folder: string
let chain: LocalChain
let faucet: Faucet

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-restored-'))
  const port = await getPort({ host: '127.0.0.1' })
  chain = new LocalChain({
    folder,
    port,
    contractsFile,
    settleTimeoutSeconds: 6,
    supply: 1_000_000n,
    onCrash: (error) => {
      throw error
    },
  })
  await chain.start()
  faucet = chain.faucet()
})
afterAll(async () => {
  await chain.stop()
  await rm(folder, { recursive: true })
})

const tokensOf = (who: `0x${string}`) =>
  createChainClient(chain.rpcUrl).readContract({
    address: chain.contracts.token,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [who],
  })

const endpoints = () => new ChainEndpoints({ rpcUrls: [chain.rpcUrl], chainId: 31337, pollingMs: 50 })

test.concurrent.each([
  { name: 'an artist, who was mostly paid', toHub: 30n, toDevice: 500n },
  { name: 'a listener, who only paid', toHub: 400n, toDevice: 0n },
  { name: 'somebody who never used the channel', toHub: 0n, toDevice: 0n },
])(
  '$name gets every token back after losing the machine, and the hub its own',
  async ({ toHub, toDevice }) => {
    const [hub, device] = await Promise.all([
      createParticipant(chain, faucet),
      createParticipant(chain, faucet),
    ])
    const reader = new TokenNetwork(endpoints(), chain.contracts.tokenNetwork)
    await hub.open(device.address)
    const found = await reader.channelBetween(device.address, hub.address)
    if (found.state !== 'open') throw new Error('The channel is not open.')
    const { channel } = found
    await Promise.all([hub.deposit(channel, device.address), device.deposit(channel, hub.address)])

    const signed = async (transferred: bigint, by: LocalAccount) =>
      transferred === 0n
        ? null
        : signProof(
            reader.canonicalId(channel),
            {
              transferred: toAmount(transferred),
              locked: toAmount(0n),
              locksroot: noLocks,
              nonce: toAmount(7n),
              additionalHash,
            },
            by,
          )
    const fromDevice = await signed(toHub, device.account)
    const answer: ClosedChannel = {
      channel: Number(channel),
      toYou: await signed(toDevice, hub.account),
      fromYou: fromDevice && {
        transferred: fromDevice.transferred,
        locked: fromDevice.locked,
        locksroot: noLocks,
      },
    }
    let isClosed = false
    const store = openStore(':memory:')
    const settings = new Settings(store)
    settings.set(channelsSetting, 'restored-read-only')
    const problems: unknown[] = []
    const done = Promise.withResolvers<void>()
    const watch = new ChannelWatch({
      records: new ChannelRecords(store, chain.contracts.tokenNetwork),
      tokenNetwork: reader,
      transactions: new AccountTransactions(endpoints(), device.account),
      account: device.account,
      hub: hub.address,
      secrets: { register: async () => undefined },
      settleTimeoutMs: 6000,
      firstBlock: 0n,
      chainTime: () => endpoints().time(),
      isRaidenRunning: () => false,
      isNewestKnown: () => restored.isAnswered,
      onChange: () => undefined,
      onProblem: (problem) => problems.push(problem),
      intervalMs: 100,
    })
    const restored: RestoredChannels = new RestoredChannels({
      settings,
      tokenNetwork: reader,
      account: device.address,
      onAnswer: (id, proof, own) => watch.learn(id, hub.address, proof, own),
      partner: hub.address,
      allowed: () => true,
      askToClose: async () => {
        if (!isClosed) await hub.close(channel, device.address, fromDevice)
        isClosed = true
        return answer
      },
      intervalMs: 100,
      onDone: done.resolve,
      onProblem: (problem) => problems.push(problem),
    })
    await restored.start()
    await watch.start()
    await done.promise
    await restored.stop()
    await watch.stop()
    expect(restored.pending).toBe(false)
    expect(await tokensOf(device.address)).toBe(1000n - toHub + toDevice)
    expect(await tokensOf(hub.address)).toBe(1000n + toHub - toDevice)
  },
)
