import { readFile } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'
import { hex32 } from '../../shared/ids.ts'
import type { ChainClient } from './chainClient.ts'

const seenBlocks = z.object({
  /** The newest block anybody can have seen. */
  newest: z.int().min(0),
  /** The newest block with a transaction in it; without it, something that nodes rely on did not happen. */
  newestWithTransaction: z.object({ number: z.int().min(0), hash: hex32 }),
})
export type SeenBlocks = z.infer<typeof seenBlocks>

/** @returns null when nothing was recorded yet */
export async function readSeenBlocks(file: string): Promise<SeenBlocks | null> {
  try {
    return seenBlocks.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

export async function writeSeenBlocks(file: string, seen: SeenBlocks): Promise<void> {
  await writeFileAtomic(file, JSON.stringify(seen), { mode: 0o600 })
}

/** The blocks after `seen` up to the chain's newest, taken into account. */
export async function scanNewBlocks(client: ChainClient, seen: SeenBlocks): Promise<SeenBlocks> {
  const newest = Number(await client.getBlockNumber())
  let { newestWithTransaction } = seen
  for (let number = seen.newest + 1; number <= newest; number++) {
    const block = await client.getBlock({ blockNumber: BigInt(number) })
    if (block.transactions.length > 0) newestWithTransaction = { number, hash: hex32.parse(block.hash) }
  }
  return { newest: Math.max(newest, seen.newest), newestWithTransaction }
}

/**
 * Mines until the chain is as long as nodes have seen it: lost blocks without transactions can be mined again.
 *
 * @throws BuskerError LOCALNET_CHAIN_BEHIND a block with a transaction is gone, or another one stands in its place
 */
export async function catchUpToSeenBlocks(client: ChainClient, seen: SeenBlocks): Promise<void> {
  const newest = Number(await client.getBlockNumber())
  const { number, hash } = seen.newestWithTransaction
  if (newest < number) throw chainBehind(newest, number)
  const block = await client.getBlock({ blockNumber: BigInt(number) })
  if (block.hash !== hash) throw chainBehind(newest, number)
  if (newest < seen.newest) await client.mine({ blocks: seen.newest - newest })
}

/** What a chain that lost something is refused with. */
export function chainBehind(newest: number, seen: number, cause?: unknown): BuskerError {
  return new BuskerError(
    'LOCALNET_CHAIN_BEHIND',
    `The local chain has lost transactions: it is back at block ${newest}, and nodes have relied on block ${seen}. ` +
      'Their channels do not fit it any more. Start over with: busker localnet reset',
    { cause },
  )
}
