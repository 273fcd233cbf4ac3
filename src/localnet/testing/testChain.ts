import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { erc20Abi } from 'viem'
import { contractsFile } from '../../process/tools.ts'
import { createChainClient } from '../chain/chainClient.ts'
import type { DeploymentOptions } from '../chain/deployContracts.ts'
import { LocalChain } from '../chain/localChain.ts'

/** A chain of a test's own, with Raiden's contracts on it. */
export interface TestChain {
  readonly chain: LocalChain
  /** For whatever else the test keeps; gone with the chain. */
  readonly folder: string
  /** So much time passes on the chain in a moment. */
  passSeconds(seconds: number): Promise<void>
  /** What an account has of the token, outside of channels, base units. */
  tokensOf(account: `0x${string}`): Promise<bigint>
  close(): Promise<void>
}

export interface TestChainOptions extends Partial<DeploymentOptions> {
  /** Each transaction has a block at once; left out: it waits for the next one, a second at most. */
  readonly minesAtOnce?: boolean
}

export async function openTestChain({
  settleTimeoutSeconds = 600,
  supply = 1_000_000n,
  minesAtOnce = false,
  imitated,
}: TestChainOptions = {}): Promise<TestChain> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-chain-'))
  const chain = new LocalChain({
    folder: join(folder, 'chain'),
    port: await getPort({ host: '127.0.0.1' }),
    contractsFile,
    settleTimeoutSeconds,
    supply,
    ...(imitated && { imitated }),
    onCrash: (error) => {
      throw error
    },
  })
  await chain.start()
  const client = createChainClient(chain.rpcUrl)
  if (minesAtOnce) await client.setAutomine(true)
  return {
    chain,
    folder,
    async passSeconds(seconds) {
      await client.increaseTime({ seconds })
      await client.mine({ blocks: 1 })
    },
    tokensOf: (account) =>
      client.readContract({
        address: chain.contracts.token,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [account],
      }),
    async close() {
      await chain.stop()
      await rm(folder, { recursive: true })
    },
  }
}
