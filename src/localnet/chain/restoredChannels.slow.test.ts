import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import {
  concat,
  createWalletClient,
  encodePacked,
  erc20Abi,
  http,
  type LocalAccount,
  parseAbi,
  parseEther,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { anvil } from 'viem/chains'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balanceHash, noLocks, nothingTransferred, signProof } from '../../chain/balanceProofs.ts'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { channelsSetting } from '../../node/restoredChannels/channelsSetting.ts'
import { RestoredChannels } from '../../node/restoredChannels/restoredChannels.ts'
import { TokenNetwork } from '../../chain/tokenNetwork.ts'
import { Settings } from '../../node/settings/settings.ts'
import { openStore } from '../../node/store/openStore.ts'
import { contractsFile } from '../../process/tools.ts'
import type { BalanceProof, ClosedChannel } from '../../protocol/channels.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createChainClient } from './chainClient.ts'
import type { Faucet } from './faucet.ts'
import { LocalChain } from './localChain.ts'

const abi = parseAbi([
  'function openChannel(address one, address other) returns (uint256)',
  'function setTotalDeposit(uint256 id, address participant, uint256 total, address partner)',
  'function closeChannel(uint256 id, address other, address closer, bytes32 balanceHash, uint256 nonce, bytes32 additionalHash, bytes otherSignature, bytes closerSignature)',
])
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

/** Somebody with gas and 1000 tokens, and the calls Raiden would make for them. */
async function createParticipant() {
  const account = privateKeyToAccount(generatePrivateKey())
  const { token, tokenNetwork } = chain.contracts
  const client = createWalletClient({ account, chain: anvil, transport: http(chain.rpcUrl) })
  const mined = async (hash: `0x${string}`) => {
    const receipt = await createChainClient(chain.rpcUrl).waitForTransactionReceipt({ hash })
    expect(receipt.status).toBe('success')
  }
  await faucet.give(toAddress(account.address), { wei: parseEther('1'), token: 1000n })
  await mined(
    await client.writeContract({
      address: token,
      abi: erc20Abi,
      functionName: 'approve',
      args: [tokenNetwork, 1000n],
    }),
  )
  const network = { address: tokenNetwork, abi } as const
  return {
    account,
    address: toAddress(account.address),
    open: async (partner: `0x${string}`) =>
      mined(
        await client.writeContract({
          ...network,
          functionName: 'openChannel',
          args: [account.address, partner],
        }),
      ),
    deposit: async (id: bigint, partner: `0x${string}`) =>
      mined(
        await client.writeContract({
          ...network,
          functionName: 'setTotalDeposit',
          args: [id, account.address, 1000n, partner],
        }),
      ),
    close: async (id: bigint, partner: `0x${string}`, newest: BalanceProof | null) => {
      const hash = balanceHash(newest ?? nothingTransferred)
      const nonce = newest?.nonce ?? 0n
      const additional = newest?.additionalHash ?? (`0x${'0'.repeat(64)}` as const)
      const theirs = newest?.signature ?? (`0x${'0'.repeat(130)}` as const)
      const message = encodePacked(
        ['address', 'uint256', 'uint256', 'uint256', 'bytes32', 'uint256', 'bytes32'],
        [tokenNetwork, 31337n, 1n, id, hash, nonce, additional],
      )
      const signature = await account.signMessage({ message: { raw: concat([message, theirs]) } })
      const args = [id, partner, account.address, hash, nonce, additional, theirs, signature] as const
      await mined(await client.writeContract({ ...network, functionName: 'closeChannel', args }))
    },
  }
}

const endpoints = () => new ChainEndpoints({ rpcUrls: [chain.rpcUrl], chainId: 31337, pollingMs: 50 })

test.concurrent.each([
  { name: 'an artist, who was mostly paid', toHub: 30n, toDevice: 500n },
  { name: 'a listener, who only paid', toHub: 400n, toDevice: 0n },
  { name: 'somebody who never used the channel', toHub: 0n, toDevice: 0n },
])(
  '$name gets every token back after losing the machine, and the hub its own',
  async ({ toHub, toDevice }) => {
    const [hub, device] = await Promise.all([createParticipant(), createParticipant()])
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
    const settings = new Settings(openStore(':memory:'))
    settings.set(channelsSetting, 'restored-read-only')
    const problems: unknown[] = []
    const done = Promise.withResolvers<void>()
    const restored = new RestoredChannels({
      settings,
      chain: reader,
      account: device.account,
      transactions: new AccountTransactions(endpoints(), device.account),
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
    await done.promise
    await restored.stop()
    expect(restored.pending).toBe(false)
    expect(await tokensOf(device.address)).toBe(1000n - toHub + toDevice)
    expect(await tokensOf(hub.address)).toBe(1000n + toHub - toDevice)
  },
)
