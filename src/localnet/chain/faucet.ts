import PQueue from 'p-queue'
import { erc20Abi, formatUnits, parseEther, type Hex } from 'viem'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { localChainId } from '../../shared/networkProfile.ts'
import { toAmount, type Amount } from '../../shared/money.ts'
import { createChainClient } from './chainClient.ts'
import { testToken } from './deployContracts.ts'

/** What one request asks for. */
export interface FaucetRequest {
  /** Gas money, in wei. */
  readonly wei?: bigint
  /** Payment tokens, in base units. */
  readonly token?: bigint
}

/** Gives test money away, until its budget is spent. */
export interface Faucet {
  /**
   * Resolves when both transfers are in a block (about a second). The tokens go first: who has gas has their tokens.
   *
   * @throws BuskerError LOCALNET_FAUCET_EMPTY
   */
  give(to: Address, gift: FaucetRequest): Promise<void>
  /** Payment tokens left in the budget, in base units. */
  remaining(): Promise<Amount>
}

/** The gas money kept back for the faucet's own transactions. */
const reservedGas = parseEther('1')

/**
 * The faucet of the local chain at `rpcUrl`. Its budget is what its account holds, so that it survives every restart
 * and is the same for all who use it.
 */
export function createFaucet(rpcUrl: string, token: Address, chainId = localChainId): Faucet {
  const client = createChainClient(rpcUrl, chainId)
  const queue = new PQueue({ concurrency: 1 })
  const contract = { address: token, abi: erc20Abi } as const

  const remaining = async (): Promise<Amount> =>
    toAmount(
      await client.readContract({ ...contract, functionName: 'balanceOf', args: [client.account.address] }),
    )

  async function give(to: Address, { wei = 0n, token: tokens = 0n }: FaucetRequest): Promise<void> {
    const left = await remaining()
    if (left < tokens) {
      const decimals = await client.readContract({ ...contract, functionName: 'decimals' })
      throw faucetEmpty(tokens, left, { unit: testToken.symbol, decimals })
    }
    const gasLeft = (await client.getBalance({ address: client.account.address })) - reservedGas
    if (gasLeft < wei) throw faucetEmpty(wei, gasLeft, { unit: 'test ether', decimals: 18 })
    const hashes: Hex[] = []
    if (tokens > 0n)
      hashes.push(await client.writeContract({ ...contract, functionName: 'transfer', args: [to, tokens] }))
    if (wei > 0n) hashes.push(await client.sendTransaction({ to, value: wei }))
    for (const hash of hashes) {
      const { status } = await client.waitForTransactionReceipt({ hash })
      if (status !== 'success') throw new Error(`The faucet's transfer ${hash} was reverted.`)
    }
  }

  return { give: async (to, gift) => queue.add(async () => give(to, gift)), remaining }
}

function faucetEmpty(
  asked: bigint,
  left: bigint,
  { unit, decimals }: { readonly unit: string; readonly decimals: number },
): BuskerError {
  const show = (value: bigint) => formatUnits(value < 0n ? 0n : value, decimals)
  return new BuskerError(
    'LOCALNET_FAUCET_EMPTY',
    `The faucet was asked for ${show(asked)} ${unit} and has ${show(left)} left. Ask for less, or start over with: busker localnet reset`,
  )
}
