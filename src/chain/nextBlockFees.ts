import type { PublicClient } from 'viem'

/** What a unit of gas costs in the next block, wei. */
export interface BlockFees {
  /** On a chain without a base fee: the one price there is. */
  readonly base: bigint
  /** Null on a chain without a base fee. */
  readonly tip: bigint | null
}

/** Asks one endpoint. */
export async function nextBlockFees(client: PublicClient): Promise<BlockFees> {
  const { baseFeePerGas } = await client.getBlock()
  if (baseFeePerGas === null) return { base: await client.getGasPrice(), tip: null }
  return { base: baseFeePerGas, tip: await client.estimateMaxPriorityFeePerGas() }
}
