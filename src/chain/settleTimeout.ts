import { parseAbi } from 'viem'
import type { Address } from '../shared/ids.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'

const abi = parseAbi(['function settle_timeout() view returns (uint256)'])

/**
 * How long every closed channel of a TokenNetwork waits before it can be settled, ms; of several answers the longest.
 *
 * @throws as {@link ChainEndpoints.readAll}
 */
export async function readSettleTimeout(endpoints: ChainEndpoints, address: Address): Promise<number> {
  const answers = await endpoints.readAll((client) =>
    client.readContract({ address, abi, functionName: 'settle_timeout' }),
  )
  return Math.max(...answers.map((seconds) => Number(seconds) * 1000))
}
