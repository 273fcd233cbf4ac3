import { readFile, rm, writeFile } from 'node:fs/promises'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { erc20Abi, parseEther, parseUnits } from 'viem'
import { pEvent } from 'p-event'
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { contractsFile } from '../../process/tools.ts'
import { toAddress } from '../../shared/ids.ts'
import { contracts as contractsSchema } from '../../shared/networkProfile.ts'
import { createChainClient } from './chainClient.ts'
import { LocalChain } from './localChain.ts'

const someAddress = toAddress('0x00000000000000000000000000000000000b05c3')
const supply = parseUnits('1000', 18)

describe('the local chain', () => {
  let folder: string
  let chain: LocalChain
  const crashes = new EventEmitter<{ crash: [unknown] }>()

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-chain-'))
    const port = await getPort({ host: '127.0.0.1' })
    chain = new LocalChain({
      folder,
      port,
      contractsFile,
      settleTimeoutSeconds: 40,
      supply: supply,
      onCrash: (error) => crashes.emit('crash', error),
    })
  })
  afterEach(async () => {
    await chain.stop()
    await rm(folder, { recursive: true })
  })

  const client = () => createChainClient(chain.rpcUrl)
  const tokensOf = async (who: `0x${string}`) =>
    client().readContract({
      address: chain.contracts.token,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [who],
    })
  const nextBlock = (after: bigint) =>
    vi.waitUntil(
      async () => {
        const block = await client().getBlockNumber()
        return block > after && block
      },
      { timeout: 10_000 },
    )
  const seen = async () => JSON.parse(await readFile(join(folder, 'seen.json'), 'utf8'))
  async function killAnvil(): Promise<void> {
    const crashed = pEvent(crashes, 'crash', { rejectionEvents: [] })
    process.kill(chain.pid ?? 0, 'SIGKILL')
    await crashed
  }

  test('deploys all contracts, mines a block a second, and gives from the faucet until its budget is spent', async () => {
    await chain.start()
    expect(contractsSchema.parse(chain.contracts)).toEqual(chain.contracts)
    for (const address of [
      chain.contracts.OneToN.address,
      chain.contracts.tokenNetwork,
      chain.contracts.token,
    ])
      expect((await client().getCode({ address }))?.length).toBeGreaterThan(100)
    const before = await client().getBlockNumber()
    expect(await nextBlock(before)).toBe(before + 1n)

    const faucet = chain.faucet()
    await Promise.all([
      faucet.give(someAddress, { wei: parseEther('1'), token: 100n }),
      faucet.give(someAddress, { token: 11n }),
    ])
    expect(await tokensOf(someAddress)).toBe(111n)
    expect(await client().getBalance({ address: someAddress })).toBe(parseEther('1'))
    expect(await faucet.remaining()).toBe(supply - 111n)
    await expect(faucet.give(someAddress, { token: supply })).rejects.toMatchObject({
      code: 'LOCALNET_FAUCET_EMPTY',
    })
    await expect(faucet.give(someAddress, { wei: parseEther('1000000') })).rejects.toMatchObject({
      code: 'LOCALNET_FAUCET_EMPTY',
    })
  })

  test('goes on where it was after a stop', async () => {
    await chain.start()
    const { contracts } = chain
    await chain.faucet().give(someAddress, { token: 5n })
    const before = await client().getBlockNumber()
    await chain.stop()
    expect(chain.pid).toBeUndefined()
    await chain.start()
    expect(chain.contracts).toEqual(contracts)
    expect(await client().getBlockNumber()).toBeGreaterThanOrEqual(before)
    expect(await tokensOf(someAddress)).toBe(5n)
    await chain.faucet().give(someAddress, { token: 1n })
    expect(await tokensOf(someAddress)).toBe(6n)
  })

  test('loses no transaction when anvil is killed, and mines lost empty blocks again', async () => {
    await chain.start()
    await chain.faucet().give(someAddress, { token: 5n })
    const given = await client().getBlockNumber()
    await nextBlock(await nextBlock(given))
    await killAnvil()
    const { newest } = await seen()
    expect(newest).toBeGreaterThan(Number(given))
    await chain.start()
    expect(await client().getBlockNumber()).toBeGreaterThanOrEqual(BigInt(newest))
    expect(await tokensOf(someAddress)).toBe(5n)
  })

  test('refuses to start when a block with a transaction is gone, and names the way out', async () => {
    await chain.start()
    const old = await readFile(join(folder, 'state.json'))
    await chain.faucet().give(someAddress, { token: 5n })
    await chain.stop()
    await writeFile(join(folder, 'state.json'), old)
    await expect(chain.start()).rejects.toMatchObject({
      code: 'LOCALNET_CHAIN_BEHIND',
      message: expect.stringContaining('busker localnet reset'),
    })
    expect(chain.pid).toBeUndefined()
    await rm(join(folder, 'state.json'))
    await expect(chain.start()).rejects.toMatchObject({ code: 'LOCALNET_CHAIN_BEHIND' })
    await writeFile(join(folder, 'state.json'), old.subarray(0, 1000))
    await expect(chain.start()).rejects.toMatchObject({ code: 'LOCALNET_CHAIN_BEHIND' })
  })

  test('refuses to start when the blocks are another chain’s', async () => {
    await chain.start()
    await chain.faucet().give(someAddress, { token: 5n })
    await chain.stop()
    const file = join(folder, 'seen.json')
    const { newestWithTransaction, ...rest } = await seen()
    await writeFile(
      file,
      JSON.stringify({
        ...rest,
        newestWithTransaction: { ...newestWithTransaction, hash: `0x${'1'.repeat(64)}` },
      }),
    )
    await expect(chain.start()).rejects.toMatchObject({ code: 'LOCALNET_CHAIN_BEHIND' })
  })

  test('deploys again when the first deployment was cut short', async () => {
    await writeFile(join(folder, 'state.json'), '{"half":')
    await chain.start()
    expect(await chain.faucet().remaining()).toBe(supply)
  })
})
